import Quantities
import Shapes

/// The rows of a table that count, where a file holds more than one table: people of one scenario, region and year in a results
/// file of this program.
struct RowSelection {
  /// Columns and the word or number their cells must have.
  let wanted: [(column: String, text: String)]
  /// Columns that are read here and nowhere else.
  let passed: Set<String>

  /// Whether a row has all the words.
  func contains(_ row: Int, of table: CSVTable) -> Bool {
    wanted.allSatisfy { column, text in
      table.column(column).map { table.text(row: row, column: $0) == text } ?? true
    }
  }

  /// The people at the end of the base year in population.csv of a run: its baseline, and of several regions the one called as
  /// the place is; nil for other tables.
  ///
  /// - Throws: ``FundcastError`` where the file does not hold them, or leaves open which are meant.
  static func ownPopulation(
    _ table: CSVTable, _ collector: DiagnosticCollector, place: String?, baseYear: Int?
  ) throws -> RowSelection? {
    guard let scenarios = table.column("scenario"), let years = table.column("year") else { return nil }
    func distinct(_ column: Int, where isMeant: (Int) -> Bool = { _ in true }) -> [String] {
      var seen: Set<String> = []
      return (0..<table.rowCount).filter(isMeant).map { table.text(row: $0, column: column) }
        .filter { seen.insert($0).inserted }
    }
    func fail(_ message: String, _ key: String, _ value: String?, _ remedy: String) -> FundcastError {
      collector.report(message, line: table.headerLine, key: key, value: value, remedy: remedy)
      return FundcastError(.data, collector.diagnostics)
    }
    let known = distinct(scenarios)
    guard let scenario = known.contains("baseline") ? "baseline" : known.count == 1 ? known[0] : nil else {
      throw fail(
        "the table holds people of several scenarios, and none is the baseline", "scenario",
        known.prefix(10).joined(separator: ", "), "keep the rows of one")
    }
    func isOfScenario(_ row: Int) -> Bool { table.text(row: row, column: scenarios) == scenario }
    var wanted = [(column: "scenario", text: scenario)]
    if let column = table.column("region") {
      let regions = distinct(column, where: isOfScenario)
      guard let region = regions.count == 1 ? regions[0] : regions.first(where: { $0 == place }) else {
        throw fail(
          "the table holds people of several regions", "region", regions.prefix(10).joined(separator: ", "),
          "keep the rows of one" + (place.map { ", or name the one that is meant \($0)" } ?? ""))
      }
      wanted.append((column: "region", text: region))
    }
    if let baseYear {
      let held = distinct(years, where: isOfScenario)
      guard held.contains("\(baseYear)") else {
        let numbers = held.compactMap { Int($0) }
        throw fail(
          "the table holds no people at the end of the base year \(baseYear)", "year",
          numbers.min().flatMap { first in numbers.max().map { "\(first) to \($0)" } },
          "choose a base year among these, or take the results of a run that holds it")
      }
      wanted.append((column: "year", text: "\(baseYear)"))
    }
    return RowSelection(wanted: wanted, passed: ["scenario", "region"])
  }
}
