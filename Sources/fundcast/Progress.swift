import Foundation
import Synchronization

/// A bar with the time left on a terminal; nothing where standard error goes elsewhere.
final class Progress: Sendable {
  private struct State {
    var lastShown = -1
    var hasBegun = false
  }

  private let isShown: Bool
  private let start = Date()
  private let state = Mutex(State())

  init(isShown: Bool) { self.isShown = isShown && isatty(STDERR_FILENO) != 0 }

  /// Shows the share of the work that is done.
  func show(_ share: Double) {
    guard isShown else { return }
    let percent = Int(share * 100)
    let isNew = state.withLock { state in
      defer { state.lastShown = percent }
      state.hasBegun = true
      return state.lastShown != percent
    }
    guard isNew else { return }
    let elapsed = Date().timeIntervalSince(start)
    let left = share > 0 ? Int((elapsed / share * (1 - share)).rounded(.up)) : 0
    let bar = String(repeating: "█", count: percent * 30 / 100)
    let rest = String(repeating: "░", count: 30 - bar.count)
    write("\r\(bar)\(rest) \(percent) %, \(left) s left   ")
  }

  /// Clears the line.
  func end() {
    guard isShown, state.withLock({ $0.hasBegun }) else { return }
    write("\r" + String(repeating: " ", count: 60) + "\r")
  }

  private func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
}
