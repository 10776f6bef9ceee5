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
  let scenarioID: String
  let regionID: String

  static func all(_ run: PolicyRun) -> [RunCell] {
    run.definitions.indices.flatMap { scenario in
      run.result.input.regions.indices.map { region in
        RunCell(
          scenario: scenario, region: region, scenarioID: run.definitions[scenario].id,
          regionID: run.result.input.regions[region].id)
      }
    }
  }
}

extension CSVWriter {
  /// The first two cells of a row.
  mutating func begin(_ cell: RunCell) {
    text(cell.scenarioID)
    text(cell.regionID)
  }
}

extension OutputTables {
  /// accounts.csv: opening, every line and closing of every fund and year. A transfer between two funds stands in both
  /// accounts, memo lines in none (measures.csv has them).
  static func accounts(_ run: PolicyRun, to sink: @escaping ByteSink) throws {
    var csv = CSVWriter(
      header: ["scenario", "region", "fund", "year", "kind", "line", "official-item", "amount_yuan"], to: sink)
    let result = run.result
    for cell in RunCell.all(run) {
      for (fund, declared) in result.scheme.funds.enumerated() {
        let entries = FundAccount.entries(of: fund, result.scheme)
        for year in 0..<result.timeline.reportedCount {
          func row(_ kind: String, _ line: String, _ item: String, _ amount: Double) throws {
            csv.begin(cell)
            csv.text(declared.id)
            csv.integer(result.timeline.baseYear + year)
            csv.text(kind)
            csv.text(line)
            csv.text(item)
            csv.money(amount)
            try csv.endRow()
          }
          func stock(_ end: Int) -> Double {
            result.balanceAtYearEnd(scenario: cell.scenario, region: cell.region, fund: fund, year: end)
          }
          try row("opening", "opening", "opening", stock(year - 1))
          for entry in entries {
            let line = result.scheme.lines[entry.line]
            try row(
              entry.kind.rawValue, line.id, line.officialItem,
              result.amount(scenario: cell.scenario, region: cell.region, line: entry.line, year: year))
          }
          try row("closing", "closing", "closing", stock(year))
        }
      }
    }
    try csv.finish()
  }

  /// contributions.csv: contribution lines by status. `rate` is due ÷ base, the mean of the year where the rate moves
  /// within it; 1 for flat premiums, whose base is the standard.
  static func contributions(_ run: PolicyRun, to sink: @escaping ByteSink) throws {
    var csv = CSVWriter(
      header: [
        "scenario", "region", "year", "status", "line", "exposure_person_years", "base_yuan", "rate", "due_yuan",
        "collected_yuan",
      ], to: sink)
    let result = run.result
    for cell in RunCell.all(run) {
      let parameters = result.input.scenarios[cell.scenario].parameters[cell.region]
      for year in 0..<result.timeline.reportedCount {
        for (status, declared) in result.scheme.statuses.enumerated() {
          for (index, line) in result.scheme.lines.enumerated() where line.isContribution {
            guard
              let entry = result.contribution(
                line: index, status: status, scenario: cell.scenario, region: cell.region, year: year)
            else { continue }
            csv.begin(cell)
            csv.integer(result.timeline.baseYear + year)
            csv.text(declared.id)
            csv.text(line.id)
            csv.persons(entry.exposure)
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

  /// utilisation.csv: services, bills and payments of every branch by status. Tier and place are `all` in this version;
  /// `own_yuan` is the bill less the fund's payment, whoever pays it.
  static func utilisation(_ run: PolicyRun, to sink: @escaping ByteSink) throws {
    var csv = CSVWriter(
      header: [
        "scenario", "region", "year", "status", "service", "tier", "place", "services", "bill_yuan", "eligible_yuan",
        "fund_yuan", "own_yuan",
      ], to: sink)
    let result = run.result
    for cell in RunCell.all(run) {
      for year in 0..<result.timeline.reportedCount {
        for (status, declared) in result.scheme.statuses.enumerated() {
          for (index, branch) in result.scheme.branches.enumerated() where branch.statuses.contains(status) {
            func value(_ quantity: Quantity) -> Double {
              result.quantity(quantity, status: status, scenario: cell.scenario, region: cell.region, year: year) ?? 0
            }
            let bill = value(.bill(index)), fund = value(.fundPayment(index))
            csv.begin(cell)
            csv.integer(result.timeline.baseYear + year)
            csv.text(declared.id)
            csv.text(branch.service)
            csv.text("all")
            csv.text("all")
            csv.persons(value(.services(index)))
            csv.money(bill)
            csv.money(value(.eligible(index)))
            csv.money(fund)
            csv.money(bill - fund)
            try csv.endRow()
          }
        }
      }
    }
    try csv.finish()
  }
}
