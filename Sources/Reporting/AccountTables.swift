import ProjectionEngine
import SchemeModel
import Studies

/// Result tables, one tidy CSV file each. Rows follow scenario, region and then what the columns say, each in declared order;
/// years rise.
///
/// Every cell is rounded on its own, so that in accounts.csv opening + flows and closing may differ by some cents, and sums
/// of persons by some tenths. Nothing is shifted to hide it.
enum OutputTables {}

/// Every scenario and region of a run with the names that begin a row.
struct RunCell {
  let scenario: Int
  let region: Int
  /// The first two cells of a row, scenario and region.
  let names: CSVText
  /// Its place among the cells of a run.
  let index: Int

  static func all(_ run: PolicyRun) -> [RunCell] {
    run.definitions.indices.flatMap { scenario in
      let regions = run.result.input.regions
      return regions.indices.map { region in
        RunCell(
          scenario: scenario, region: region, names: CSVText(run.definitions[scenario].id, regions[region].id),
          index: scenario * regions.count + region)
      }
    }
  }
}

extension CSVWriter {
  /// The first two cells of a row.
  mutating func begin(_ cell: RunCell) { text(cell.names) }
}

extension OutputTables {
  /// accounts.csv: opening, every line and closing of every fund and year. A transfer between two funds stands in both
  /// accounts, out of the one that pays: a settlement that goes the other way in a year changes sides in that year. Memo lines
  /// stand in none (measures.csv has them).
  static func accounts(_ run: PolicyRun, to sink: @escaping ByteSink) throws {
    var csv = CSVWriter(
      header: ["scenario", "region", "fund", "year", "kind", "line", "official-item", "amount_yuan"], to: sink)
    let result = run.result
    let lines = result.scheme.lines
    let opening = CSVText("opening", "opening", "opening"), closing = CSVText("closing", "closing", "closing")
    let accounts = result.scheme.funds.enumerated().map { fund, declared in
      (
        name: CSVText(declared.id),
        entries: FundAccount.entries(of: fund, result.scheme).map { entry in
          let line = lines[entry.line]
          return (
            line: entry.line, kind: entry.kind, opposite: entry.opposite,
            names: CSVText(entry.kind.rawValue, line.id, line.item(in: fund)),
            reversed: entry.opposite.map {
              CSVText($0.rawValue, line.id, line.item(in: fund, isReversed: true))
            }
          )
        }
      )
    }
    for cell in RunCell.all(run) {
      for (fund, account) in accounts.enumerated() {
        for year in 0..<result.timeline.reportedCount {
          func row(_ names: CSVText, _ amount: Double) throws {
            csv.begin(cell)
            csv.text(account.name)
            csv.integer(result.timeline.baseYear + year)
            csv.text(names)
            csv.money(amount)
            try csv.endRow()
          }
          func stock(_ end: Int) -> Double {
            result.balanceAtYearEnd(scenario: cell.scenario, region: cell.region, fund: fund, year: end)
          }
          try row(opening, stock(year - 1))
          for entry in account.entries {
            let amount = result.amount(scenario: cell.scenario, region: cell.region, line: entry.line, year: year)
            let posted = entry.kind.posted(amount, opposite: entry.opposite)
            try row(posted.kind == entry.kind ? entry.names : entry.reversed ?? entry.names, posted.amount)
          }
          try row(closing, stock(year))
        }
      }
    }
    try csv.finish()
  }

  /// contributions.csv: contribution lines by status. `persons` are those the line counts, and `basis` when it counts them:
  /// `person-years`, `annual` (on the books of the year), `year-end`; see ``CountBasis``. `rate` is due ÷ base, the mean of the year where the rate moves
  /// within it; 1 for flat premiums, whose base is the standard.
  static func contributions(_ run: PolicyRun, to sink: @escaping ByteSink) throws {
    var csv = CSVWriter(
      header: [
        "scenario", "region", "year", "status", "line", "persons", "basis", "base_yuan", "rate", "due_yuan",
        "collected_yuan",
      ], to: sink)
    let result = run.result
    let statuses = result.scheme.statuses.map { CSVText($0.id) }
    let bases = Dictionary(uniqueKeysWithValues: CountBasis.allCases.map { ($0, CSVText($0.rawValue)) })
    let lines = result.scheme.lines.enumerated().filter(\.element.isContribution)
      .map { (index: $0.offset, line: $0.element, name: CSVText($0.element.id)) }
    for cell in RunCell.all(run) {
      for year in 0..<result.timeline.reportedCount {
        let parameters = result.parameters(scenario: cell.scenario, region: cell.region, year: year)
        for status in statuses.indices {
          for (index, line, name) in lines {
            guard
              let entry = result.contribution(
                line: index, status: status, scenario: cell.scenario, region: cell.region, year: year)
            else { continue }
            csv.begin(cell)
            csv.integer(result.timeline.baseYear + year)
            csv.text(statuses[status])
            csv.text(name)
            csv.persons(entry.persons)
            csv.text(bases[entry.basis] ?? CSVText(entry.basis.rawValue))
            csv.money(entry.base)
            csv.rate(entry.base > 0 ? entry.due / entry.base : line.rate.value(parameters, year: year))
            csv.money(entry.due)
            csv.money(entry.collected)
            try csv.endRow()
          }
        }
      }
    }
    try csv.finish()
  }
}
