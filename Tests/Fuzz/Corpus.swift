import Foundation
import InputFiles

/// A copy of the shipped scenarios that is quick to read: tables by year end a few years after the base year.
struct Corpus {
  /// Where the copy stands.
  let root: URL
  /// The lines of each file, by its path below ``root``.
  private(set) var lines: [String: [[UInt8]]] = ["--set": []]
  private(set) var places: [String] = []
  private(set) var tables: [String] = []
  private(set) var reforms: [String] = []
  private(set) var levers: [String] = []

  static let lastYear = 2031

  init(scenarios: String) throws {
    let memory = URL(fileURLWithPath: "/dev/shm")
    let parent =
      FileManager.default.isWritableFile(atPath: memory.path) ? memory : FileManager.default.temporaryDirectory
    root = parent.appendingPathComponent("fundcast-fuzz-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    let source = URL(fileURLWithPath: scenarios).resolvingSymlinksInPath()
    for file in FileManager.default.enumerator(atPath: source.path)?.compactMap({ $0 as? String }).sorted() ?? [] {
      let isTable = file.hasPrefix("shandong/tables/") && file.hasSuffix(".csv")
      let isReform = file.hasPrefix("shandong/reforms/") && file.hasSuffix(".yaml")
      let isPlace =
        [
          "schemes/china.yaml", "schemes/china.form.yaml", "schemes/china.levers.yaml", "shandong/baseline.yaml",
          "shandong/assumptions.yaml",
        ]
        .contains(file)
      guard isTable || isReform || isPlace else { continue }
      let bytes = try Data(contentsOf: source.appendingPathComponent(file))
      var own = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
      if isTable { own = own.map(Self.trimmed) }
      if file.hasSuffix("baseline.yaml") {
        own = own.map { $0.starts(with: Array("default-horizon".utf8)) ? Array("default-horizon: 2028".utf8) : $0 }
      }
      if isPlace {
        // Values after that horizon are refused.
        own = own.map { Array(String(decoding: $0, as: UTF8.self).replacing(/, 20[3-9][0-9]: [^,}]+/, with: "").utf8) }
      }
      while own.last?.isEmpty == true { own.removeLast() }
      lines[file] = own
      if isTable { tables.append(file) }
      if isReform { reforms.append(file) }
      if isPlace { places.append(file) }
      try restore(file)
    }
    levers = try Place(place).baseline.registry.paths
  }

  var place: String { root.appendingPathComponent("shandong").path }

  /// Cells beyond the last year are dropped; no other table has that many.
  private static func trimmed(_ line: [UInt8]) -> [UInt8] {
    let cells = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard cells.count > 60 else { return line }
    return Array(cells.dropLast(2100 - lastYear).joined(separator: [UInt8(ascii: ",")]))
  }

  func path(_ file: String) -> String { root.appendingPathComponent(file).path }

  func write(_ bytes: [UInt8], to file: String) throws {
    let url = root.appendingPathComponent(file)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func restore(_ file: String) throws { try write(FuzzCase(file: file, edits: []).render(lines[file] ?? []), to: file) }

  func remove() { try? FileManager.default.removeItem(at: root) }
}
