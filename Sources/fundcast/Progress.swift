import Foundation
import Synchronization

/// What is being done and for how long, or a bar with the time left, on a terminal; nothing where standard error goes elsewhere.
final class Progress: Sendable {
  private struct State {
    var phase = ""
    var began = Date()
    var lastShown = -1
    /// The characters on the line.
    var width = 0
  }

  /// The first phase of whatever works on a place.
  static let fitting = "reading the place, fitting its base year"
  /// What is done with so many scenarios.
  static func scenarios(_ work: String, _ count: Int) -> String {
    "\(work) \(count) \(count == 1 ? "scenario" : "scenarios")"
  }

  private let isShown: Bool
  private let state = Mutex(State())

  init(isShown: Bool) {
    self.isShown = isShown && isatty(STDERR_FILENO) != 0
    guard self.isShown else { return }
    // What knows no share of its work shows its seconds, from the second on in which somebody would wonder.
    Thread.detachNewThread { [weak self] in
      while self?.tick() != nil { Thread.sleep(forTimeInterval: 1) }
    }
  }

  /// A phase begins, of which no share is known unless ``show(_:of:)`` says one.
  func begin(_ phase: String) {
    state.withLock { state in
      clear(&state)
      state.phase = phase
      state.began = Date()
      state.lastShown = -1
    }
  }

  /// Shows the share of a phase that is done; another phase than the one before begins with it.
  func show(_ share: Double, of phase: String) {
    guard isShown else { return }
    if state.withLock({ $0.phase != phase }) { begin(phase) }
    let percent = Int(share * 100)
    state.withLock { state in
      guard state.lastShown != percent else { return }
      state.lastShown = percent
      let elapsed = Date().timeIntervalSince(state.began)
      let left = share > 0 ? Int((elapsed / share * (1 - share)).rounded(.up)) : 0
      let bar = String(repeating: "█", count: percent * 30 / 100)
      let rest = String(repeating: "░", count: 30 - bar.count)
      write("\(state.phase) \(bar)\(rest) \(percent) %, \(left) s left", &state)
    }
  }

  /// Clears the line.
  func end() {
    state.withLock { state in
      clear(&state)
      state.phase = ""
    }
  }

  private func tick() {
    state.withLock { state in
      let seconds = Int(Date().timeIntervalSince(state.began))
      guard !state.phase.isEmpty, state.lastShown < 0, seconds > 0 else { return }
      write("\(state.phase), \(seconds) s", &state)
    }
  }

  private func clear(_ state: inout State) {
    if state.width > 0 { write("", &state) }
  }

  /// Puts a text in the place of what stands on the line.
  private func write(_ text: String, _ state: inout State) {
    let blank = String(repeating: " ", count: max(0, state.width - text.count))
    let line = "\r" + text + blank + (text.isEmpty ? "\r" : "")
    try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
    state.width = text.count
  }
}
