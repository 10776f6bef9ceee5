import Foundation
import _TestSupport

/// The child process: makes inputs and judges them until its time is up. The input at hand is always on disk.
struct Worker {
  let scenarios: String
  let folder: String
  let seed: UInt64
  let seconds: Double

  static let current = "current.case", statistics = "statistics"
  /// Exit code of a replay that found a fault.
  static let faultCode: Int32 = 3

  func run() throws {
    let corpus = try Corpus(scenarios: scenarios)
    defer { corpus.remove() }
    let subject = try Subject(corpus)
    var mutator = Mutator(corpus: corpus, generator: SeededGenerator(seed: seed))
    let end = Date().addingTimeInterval(seconds)
    var tried = 0, projected = 0
    var kinds: Set<String> = []
    while Date() < end {
      let input = mutator.next()
      let base = corpus.lines[input.file] ?? []
      try write(input.fixture(base, what: "in hand"), Self.current)
      switch try subject.judge(input) {
      case .projected: projected += 1
      case .refused: break
      case .fault(let found):
        let what = String(found.replacingOccurrences(of: corpus.root.path + "/", with: "").prefix(300))
        // Numbers and quoted values differ from case to case; what is left names the kind.
        let kind = Self.kind(what)
        if kinds.count < 50, kinds.insert(kind).inserted {
          try write(input.fixture(base, what: what), "found-\(seed)-\(kinds.count).case")
        }
      }
      tried += 1
      if tried % 20 == 0 { try write("\(tried) \(projected)", Self.statistics) }
    }
    try write("\(tried) \(projected)", Self.statistics)
  }

  static func kind(_ what: String) -> String {
    var result = ""
    var isQuoted = false
    for character in what.prefix(400) {
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted, !character.isNumber, character != "-", character != "." { result.append(character) }
    }
    return String(result.prefix(80))
  }

  private func write(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder).appendingPathComponent(name))
  }

  /// Judges one fixture and says by the exit code what came out.
  static func replay(_ file: String, scenarios: String) throws {
    guard let input = FuzzCase(fixture: try String(contentsOfFile: file, encoding: .utf8)) else {
      print("\(file) is no fixture")
      exit(64)
    }
    let corpus = try Corpus(scenarios: scenarios)
    let verdict = try Subject(corpus).judge(input)
    corpus.remove()
    switch verdict {
    case .projected: print("projected")
    case .refused(let what): print("refused: \(what)")
    case .fault(let what):
      print(what.replacingOccurrences(of: corpus.root.path + "/", with: "").prefix(300))
      exit(faultCode)
    }
  }
}
