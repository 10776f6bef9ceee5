import Foundation

/// An article of the manual, for tests that its worked examples hold what the program computes.
public struct Article: Sendable {
  private let text: String

  /// - Parameter path: folder and name in the catalogue, `Model/Benefits`.
  public init(_ path: String) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    text = try String(
      contentsOf: root.appendingPathComponent("Sources/fundcast/Fundcast.docc/\(path).md"), encoding: .utf8)
  }

  /// Whether the article has the number, rounded to so many digits behind the point, with commas between thousands and no
  /// digit before or behind it.
  public func states(_ value: Double, digits: Int) -> Bool {
    let number = Self.digits(value, digits)
    var rest = text[...]
    while let found = rest.range(of: number) {
      let before = text[..<found.lowerBound].last, behind = text[found.upperBound...].prefix(2)
      let isPart =
        before.map { $0.isNumber || $0 == "." || $0 == "," } ?? false || behind.first?.isNumber ?? false
        || behind.count == 2 && ".,".contains(behind.first ?? " ") && behind.last?.isNumber ?? false
      if !isPart { return true }
      rest = rest[found.upperBound...]
    }
    return false
  }

  /// The lines of an example below the one that says which file it is of, `# baseline.yaml`; nil where there is none.
  public func example(of file: String) -> [String]? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let first = lines.firstIndex(of: "# " + file), first > 0, lines[first - 1] == "```yaml" else { return nil }
    return Array(lines[(first + 1)...].prefix { $0 != "```" })
  }

  private static func digits(_ value: Double, _ digits: Int) -> String {
    let parts = String(format: "%.\(digits)f", value.magnitude).split(separator: ".", maxSplits: 1)
    var whole = ""
    for (place, digit) in parts[0].reversed().enumerated() {
      if place > 0, place.isMultiple(of: 3) { whole.append(",") }
      whole.append(digit)
    }
    return (value < 0 ? "−" : "") + String(whole.reversed()) + (parts.count > 1 ? "." + parts[1] : "")
  }
}
