import Results
import Studies

/// What scenarios have alike: those with the same number in a region have the same rows of a table.
struct Alike: Sendable {
  let number: @Sendable (_ outcome: Outcome) -> Int

  /// People.
  static let people = Alike { $0.result.membershipVariant(scenario: $0.scenario, region: $0.region) }
  /// People, their care and who pays for it.
  static let care = Alike { $0.result.careVariant(scenario: $0.scenario, region: $0.region) }
}

extension OutputTables {
  /// Scenarios times regions up to which rendered rows are kept for the next scenario; beyond it they would fill the memory.
  private static let mostKept = 256

  /// A table: what `rows` writes behind the scenario and the region. Rows that scenarios have alike are rendered once and kept
  /// until the last of them.
  static func shared(
    _ run: PolicyRun, _ columns: [String], _ alike: Alike, to sink: @escaping ByteSink,
    _ rows: (_ cell: RunCell, _ csv: inout CSVWriter) throws -> Void
  ) throws {
    struct Key: Hashable {
      let region: Int
      let number: Int
    }
    func key(_ cell: RunCell) -> Key { Key(region: cell.outcome.region, number: alike.number(cell.outcome)) }
    let cells = RunCell.all(run)
    var uses = cells.reduce(into: [Key: Int]()) { $0[key($1), default: 0] += 1 }
    var rendered: [Key: CSVRows] = [:]
    var csv = CSVWriter(header: ["scenario", "region"] + columns, to: sink)
    for cell in cells {
      let key = key(cell)
      let part = "\(run.definitions[cell.outcome.scenario].id), \(run.result.input.regions[cell.outcome.region].id)"
      let own = try rendered[key] ?? CSVRows(columns: columns, of: part) { try rows(cell, &$0) }
      try csv.rows(own, beginning: cell.names)
      uses[key, default: 1] -= 1
      rendered[key] = uses[key] == 0 || cells.count > mostKept ? nil : own
    }
    try csv.finish()
  }
}
