import Documents
import Quantities

/// The words of a document in the languages it is printed in, and its numbers in its units.
struct DocumentWriter {
  private let languages: [String]
  private let units: ReportUnits?

  init(_ document: Document) {
    languages = document.languages
    units = document.units
  }

  /// The texts of the languages that are printed.
  func texts(_ text: LocalizedText) -> [String] {
    let text = text.within(languages)
    return text.isOneText ? [text.en] : [text.en, text.local]
  }

  func string(_ phrase: Phrase) -> String {
    phrase.fragments.map { fragment in
      switch fragment {
      case .plain(let text): return text
      case .title(let text, let setting):
        let separator =
          switch setting {
          case .beside: " "
          case .apart: "  "
          case .stacked, .narrow, .broken: "\n"
          }
        return texts(text).joined(separator: separator)
      }
    }.joined()
  }

  /// The paragraphs of running text.
  func strings(_ words: DocumentWords) -> [String] {
    switch words {
    case .phrase(let text): [string(text)]
    case .pair(let text): texts(text)
    }
  }

  // MARK: - Cells

  /// A cell of a column of this width.
  func string(_ cell: DocumentCell, width: Int?) -> String {
    switch cell {
    case .text(let text): return string(text)
    case .named(let title, let path, let note):
      let texts = texts(title), beside = texts.joined(separator: " ")
      let fits = width.map { DisplayWidth.of(beside) <= $0 } ?? true
      let lines =
        [fits ? beside : texts.joined(separator: "\n")] + (path.map { broken($0, width: width ?? .max) } ?? [])
      return lines.joined(separator: "\n") + string(note)
    case .money(let value): return units?.money(value) ?? ReportFormat.number(value, decimals: 2)
    case .change(let value): return units?.signedMoney(value) ?? ReportFormat.signed(value, decimals: 2)
    case .people(let value): return units?.people(value) ?? ReportFormat.number(value, decimals: 0)
    case .percent(let value, let decimals): return ReportFormat.percent(value, decimals: decimals)
    case .number(let value, let decimals): return ReportFormat.number(value, decimals: decimals)
    case .signed(let value, let decimals): return ReportFormat.signed(value, decimals: decimals)
    case .year(let year): return "\(year)"
    case .none: return "–"
    }
  }

  /// A path in brackets, broken at its dots.
  private func broken(_ path: String, width: Int) -> [String] {
    var lines: [String] = [], line = "["
    for part in (path + "]").split(separator: ".") {
      let piece = line.count > 1 || !lines.isEmpty ? "." + part : String(part)
      if line.count + piece.count > width, line.count > 1 {
        lines.append(line)
        line = " "
      }
      line += piece
    }
    return lines + [line]
  }
}
