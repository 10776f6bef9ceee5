import Arrays
import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel

/// Levels of profiles: earnings are relative to the average contributor, use to the average insured person, cost to the
/// average service, all of the base year.
struct Normalisation {
  let baseline: Baseline
  let tables: PlaceTables
  let parameters: ParameterSet
  let timeline: Timeline

  init(_ baseline: Baseline, _ tables: PlaceTables, _ parameters: ParameterSet, _ timeline: Timeline) {
    self.baseline = baseline
    self.tables = tables
    self.parameters = parameters
    self.timeline = timeline
  }

  /// Moves people through the base year from the opening of `fit` and sets its scales.
  func apply(to fit: inout BaseYearFit) throws {
    let scheme = baseline.scheme, width = scheme.statuses.count
    let opening = fit.openingState
    let closing = try MembershipProjection(
      scheme, region: Region(id: baseline.place, tables: tables, fit: fit), parameters: parameters, timeline: timeline
    ).state(opening: opening)
    /// Σ E·f over statuses and cells, E the exposure of the base year.
    func sum(_ statuses: [Int], _ weight: (Int) -> Double) -> Double {
      var total = 0.0
      for sex in Sex.allCases {
        for age in 0..<Age.count {
          let cell = Age.cell(sex, age)
          let exposure = statuses.reduce(0) { $0 + (opening[cell * width + $1] + closing[cell * width + $1]) / 2 }
          total += exposure * weight(cell)
        }
      }
      return total
    }
    for (index, rule) in scheme.earnings.enumerated() {
      let profile = tables.earningsProfiles[index].values
      fit.earningsScale[index] = try ratio(
        sum(rule.statuses) { _ in 1 }, sum(rule.statuses) { profile[$0] },
        TableCell("earnings-profile.csv"), "contributors")
    }
    for (index, branch) in scheme.branches.enumerated() {
      let row = TableCell("service-profiles.csv", words: [branch.name.rows.group, branch.name.rows.service])
      let use = tables.relativeUse[index].values, cost = tables.relativeCost[index].values
      let relativeUse =
        branch.basis.use == .table ? use : [Double](repeating: 0, count: Age.count) + tables.fertility[0]
      let used = sum(branch.statuses) { relativeUse[$0] }
      if branch.basis.use == .table {
        // Published rates divide by persons insured at the end of the year.
        let insured = branch.statuses.reduce(0) { sum, status in
          stride(from: status, to: closing.count, by: width).reduce(sum) { $0 + closing[$1] }
        }
        fit.useScale[index] = try ratio(insured, used, row, branch.id)
      }
      fit.costScale[index] = try ratio(
        used, sum(branch.statuses) { relativeUse[$0] * cost[$0] }, row, branch.id)
    }
  }

  private func ratio(_ wanted: Double, _ profile: Double, _ row: TableCell, _ name: String) throws -> Double {
    guard profile > 0, wanted > 0, (wanted / profile).isFinite else {
      throw FundcastError(
        .data,
        Diagnostic(
          "nobody of \(name) has a positive profile in the base year", of: .cell(row),
          remedy: "give positive values at the ages where there are people"))
    }
    return wanted / profile
  }
}
