import PolicyModel
import SchemeModel

/// Widths and heads of columns, chosen so that tables fit a page of 132 columns.
enum ReportColumns {
  /// Names of scenarios beside other columns of text.
  static let scenario = 36
  /// Names of funds beside other columns of text.
  static let fund = 22
  /// The same in tables of numbers with few columns.
  static let wideFund = 38
  static let lever = 42
  /// Names of levers in tables with few other columns.
  static let wideLever = 78
  static let unit = 16
  private static let head = 12

  /// Names of scenarios in a table with a column a fund.
  static func scenario(besideFunds count: Int) -> Int { max(scenario, 126 - (head + 2) * count) }

  /// Heads of columns that are funds, narrow; all have as many lines, the English above the Chinese.
  static func heads(_ funds: [Fund]) -> [String] {
    let en = funds.map { DisplayWidth.wrap($0.title.en, width: head) }
    let zh = funds.map { $0.title.zh == $0.title.en ? [] : DisplayWidth.wrap($0.title.zh, width: head) }
    let height = en.map(\.count).max() ?? 0
    return zip(en, zh).map { en, zh in
      ([String](repeating: "", count: height - en.count) + en + zh).joined(separator: "\n")
    }
  }
}

extension TextTable {
  /// A row a scenario, a column a fund.
  init(scenarios first: String, _ funds: [(index: Int, fund: Fund)]) {
    self.init(
      first: first, ReportColumns.heads(funds.map(\.fund)),
      wrappingFirst: ReportColumns.scenario(besideFunds: funds.count))
  }
}

extension Lever {
  /// The name in reports, and the path by which files and `fundcast levers` know it.
  var name: String { "\(ReportFormat.both(title)) [\(path)]" }

  /// The same for a column of this width: the path on lines of its own, broken at its dots.
  func lines(width: Int = ReportColumns.lever) -> String {
    var lines: [String] = [], line = "["
    for part in (path + "]").split(separator: ".") {
      let piece = line.count > 1 || !lines.isEmpty ? "." + part : String(part)
      if line.count + piece.count > width, line.count > 1 {
        lines.append(line)
        line = " "
      }
      line += piece
    }
    return ([ReportFormat.lines(title, width: width)] + lines + [line]).joined(separator: "\n")
  }
}
