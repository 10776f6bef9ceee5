import Documents
import Foundation
import TextPages

/// Words and numbers of fits as lines.
enum FitTable {
  /// Rows under a header, the first column to the left, the others to the right.
  static func lines(_ rows: [[String]]) -> [String] {
    guard let head = rows.first, let first = head.first else { return [] }
    var table = DocumentTable(first: Phrase(first), head.dropFirst().map { Phrase($0) })
    for row in rows.dropFirst() { table.add(row.map { .text(Phrase($0)) }) }
    var page = Document(languages: ["en"])
    page.table(table)
    return TextPage.text(page).split(separator: "\n").map(String.init)
  }

  /// A number with so many decimals; what rounds to nothing has no sign.
  static func number(_ value: Double, _ digits: Int) -> String {
    let text = String(format: "%.\(digits)f", value)
    return text.hasPrefix("-") && !text.contains { ("1"..."9").contains($0) } ? String(text.dropFirst()) : text
  }

  /// A size above zero with five decimals, or as many as its first four digits need.
  static func size(_ value: Double) -> String {
    number(value, value > 0 && value.isFinite ? max(5, 3 - Int(log10(value).rounded(.down))) : 5)
  }

  /// A number with its standard error.
  static func number(_ value: Double, error: Double, _ digits: Int) -> String {
    "\(number(value, digits)) (\(number(error, digits)))"
  }

  /// The lines of a history that say who published it, and what made the table from it.
  static func sources(_ header: [String], file: String, command: String) -> [String] {
    header.filter { $0.hasPrefix("source:") } + [
      "derivation: \(command) of \(file.split(separator: "/").last.map(String.init) ?? file)"
    ]
  }
}
