import Results
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
  /// Its flows, stocks and people.
  let outcome: Outcome
  /// The first two cells of a row, scenario and region.
  let names: CSVText

  static func all(_ run: PolicyRun) -> [RunCell] {
    run.definitions.enumerated().flatMap { scenario, definition in
      run.result.input.regions.enumerated().map { region, place in
        RunCell(
          outcome: run.result.outcome(scenario: scenario, region: region), names: CSVText(definition.id, place.id))
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
    let opening = CSVText("opening", "opening", "opening"), closing = CSVText("closing", "closing", "closing")
    let accounts = zip(result.scheme.funds, result.scheme.accounts).map { fund, account in
      (
        fund: CSVText(fund.id),
        lines: account.entries.map { entry in
          (
            declared: CSVText(entry.kind.rawValue, entry.line.id, entry.item()),
            reversed: CSVText((entry.opposite ?? entry.kind).rawValue, entry.line.id, entry.item(isReversed: true))
          )
        }
      )
    }
    for cell in RunCell.all(run) {
      for (fund, names) in accounts.enumerated() {
        for year in 0..<result.timeline.reportedCount {
          func row(_ text: CSVText, _ amount: Double) throws {
            csv.begin(cell)
            csv.text(names.fund)
            csv.integer(result.timeline.baseYear + year)
            csv.text(text)
            csv.money(amount)
            try csv.endRow()
          }
          try row(opening, cell.outcome.balanceAtYearEnd(fund: fund, year: year - 1))
          for (line, posted) in zip(names.lines, cell.outcome.postings(fund: fund, year: year)) {
            try row(posted.isReversed ? line.reversed : line.declared, posted.amount)
          }
          try row(closing, cell.outcome.balanceAtYearEnd(fund: fund, year: year))
        }
      }
    }
    try csv.finish()
  }

  /// contributions.csv: contribution lines by status. `persons` are those the line counts, and `basis` when it counts them:
  /// `person-years`, `annual` (on the books of the year), `year-end`; see ``CountBasis``. `rate` is due ÷ base, the mean of the year
  /// where the rate moves within it; 1 for flat premiums, whose base is the standard. What was collected adds up to the line in
  /// accounts.csv; see ``Contribution``.
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
      .map { (index: $0.offset, name: CSVText($0.element.id)) }
    for cell in RunCell.all(run) {
      for year in 0..<result.timeline.reportedCount {
        let entries = lines.map { cell.outcome.contributions(line: $0.index, year: year) }
        for (status, title) in statuses.enumerated() {
          for (line, entries) in zip(lines, entries) {
            guard let entry = entries.first(where: { $0.status == status }) else { continue }
            csv.begin(cell)
            csv.integer(result.timeline.baseYear + year)
            csv.text(title)
            csv.text(line.name)
            csv.persons(entry.persons)
            csv.text(bases[entry.basis] ?? CSVText(entry.basis.rawValue))
            csv.money(entry.base)
            csv.rate(entry.rate)
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
