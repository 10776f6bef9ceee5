import Documents
import Quantities

/// Sets a document in Markdown, for articles.
package enum MarkdownPage {
  /// The document as text, ending with a line feed. Two languages stand side by side.
  package static func text(_ document: Document) -> String {
    let words = DocumentWriter(document)
    var lines: [String] = []
    for block in document.blocks {
      switch block {
      case .title(let text): lines += ["# " + words.string(text), ""]
      case .heading(let text): lines += ["## " + words.string(text), ""]
      case .subheading(let text), .caption(let text): lines += ["**\(words.string(text))**", ""]
      case .paragraph(let text, _, _): lines += words.strings(text).flatMap { [$0, ""] }
      case .item(let text): lines.append("- " + words.strings(text).joined(separator: " "))
      case .table(let table): lines += rows(table, words) + [""]
      case .series(let series): lines += rows(series.table(0..<series.years.joined().count), words) + [""]
      case .gap: break
      }
    }
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func rows(_ table: DocumentTable, _ words: DocumentWriter) -> [String] {
    func line(_ cells: [String]) -> String {
      let cells = cells.map {
        $0.split(separator: "\n").joined(separator: " ").split(separator: "|").joined(separator: "\\|")
      }
      return "| " + cells.joined(separator: " | ") + " |"
    }
    let rule = table.columns.map { $0.alignment == .left ? "---" : "---:" }.joined(separator: "|")
    return [line(table.columns.map { words.string($0.title) }), "|\(rule)|"]
      + table.rows.map { line($0.map { words.string($0, width: nil) }) }
  }
}
