import Quantities
import SchemeModel
import Shapes

/// What must hold between the tables of a place and its scheme.
extension PlaceTablesReader {
  /// Everything the scheme refers to by name must be there.
  func checkNames() throws {
    var faults: [Diagnostic] = []
    for name in scheme.hazardProfiles where !hazards.contains([name]) {
      faults.append(
        Diagnostic(
          "the scheme moves people by a profile that is not in the table", file: hazards.file, key: "profile",
          value: name,
          remedy: Suggestion.remedy(for: name, in: hazards.categories.flatMap { $0 })))
    }
    for branch in scheme.scheme.branches where !services.contains([branch.name.rows.group, branch.name.rows.service]) {
      faults.append(
        Diagnostic(
          "the scheme has a branch that is not in the table", file: services.file, key: "scheme,service",
          value: "\(branch.name.rows.group),\(branch.name.rows.service)",
          remedy: "add its rows, one for each sex and age"))
    }
    for key in shareKeys where !shares.contains(key) {
      faults.append(
        Diagnostic(
          "a status has no shares", file: shares.file,
          key: scheme.scheme.people.states.axes.map(\.id).joined(separator: ","), value: key.joined(separator: ","),
          remedy: "add its rows"))
    }
    if !faults.isEmpty { throw FundcastError(.data, faults) }
  }

  /// Shares must sum to one.
  func checkSums() throws {
    var faults: [Diagnostic] = []
    let panels = shareKeys.map { panel(shares, "share", $0).values }
    for sex in Sex.allCases {
      for age in 0..<Age.count {
        let sum = panels.reduce(0) { $0 + $1[Age.cell(sex, age)] }
        guard abs(sum - 1) > 1e-6 else { continue }
        faults.append(
          Diagnostic(
            "shares of the statuses of \(sex.id)s aged \(age) sum to \(sum), not 1", file: shares.file,
            line: shares.rows.line(of: TableCell(sex: sex, age: age)), key: "share", remedy: "make them sum to 1"))
      }
    }
    let migrants = panel(migration, "share", []).sum
    if abs(migrants - 1) > 1e-6 {
      faults.append(
        Diagnostic(
          "shares of migrants sum to \(migrants), not 1", file: migration.file, key: "share",
          remedy: "make them sum to 1"))
    }
    if !faults.isEmpty { throw FundcastError(.data, faults) }
  }
}
