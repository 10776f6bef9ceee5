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
  private static let fundHead = 12

  /// Names of scenarios in a table with a column a fund.
  static func scenario(besideFunds count: Int) -> Int { max(scenario, 126 - (fundHead + 2) * count) }

  /// Heads of columns that are funds, narrow.
  static func heads(_ funds: [Fund]) -> [Phrase] { funds.map { Phrase($0.title, .narrow) } }
}

extension DocumentTable {
  /// A row a scenario, a column a fund.
  init(scenarios first: Phrase, _ funds: [(index: Int, fund: Fund)]) {
    self.init(
      first: first, ReportColumns.heads(funds.map(\.fund)),
      wrappingFirst: ReportColumns.scenario(besideFunds: funds.count))
  }
}

extension Lever {
  /// The name in reports, and the path by which files and `fundcast levers` know it.
  var name: Phrase { "\(title) [\(path)]" }

  /// The same for a column.
  var cell: DocumentCell { .named(title, path: path) }
}
