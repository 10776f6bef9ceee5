import Arrays
import Glibc
import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel

/// Statuses at the opening: prior shares with one shift of the log odds for each status, the same for all ages, so that the
/// stocks at the end of the base year are met.
struct OpeningMembership {
  let baseline: Baseline
  let tables: PlaceTables
  let parameters: ParameterSet
  let opening: OpeningPopulation
  let timeline: Timeline

  struct Alignment {
    let state: [Double]
    let statuses: [AlignedStatus]
    let iterations: Int
  }

  init(
    _ baseline: Baseline, _ tables: PlaceTables, _ parameters: ParameterSet, opening: OpeningPopulation,
    timeline: Timeline
  ) {
    self.baseline = baseline
    self.tables = tables
    self.parameters = parameters
    self.opening = opening
    self.timeline = timeline
  }

  /// Scales the odds of each status by target ÷ result until every target is met to one person in a million.
  func align() throws -> Alignment {
    let count = baseline.scheme.statuses.count
    let limit = 400, tolerance = 1e-9
    var shifts = [Double](repeating: 0, count: count)
    var achieved = [Double](repeating: 0, count: count)
    var worst = 0.0
    for iteration in 1...limit {
      let state = self.state(shifts)
      achieved = try yearEnd(state)
      worst = 0
      for target in baseline.membershipTargets {
        worst = max(worst, abs(achieved[target.status] / max(target.persons, 1) - 1))
      }
      if worst < tolerance {
        return Alignment(state: state, statuses: report(shifts, achieved), iterations: iteration)
      }
      for target in baseline.membershipTargets where target.persons > 0 && achieved[target.status] > 0 {
        shifts[target.status] += log(target.persons / achieved[target.status])
      }
    }
    let lines = baseline.membershipTargets.map {
      "\(baseline.scheme.statuses[$0.status].id) \(achieved[$0.status].rounded()) for \($0.persons)"
    }
    throw FundcastError(
      .data,
      Diagnostic(
        "the opening membership cannot be aligned: after \(limit) rounds it is still off by \(worst) (\(lines.joined(separator: "; ")))",
        file: baseline.membershipTargets.first?.location.file, line: baseline.membershipTargets.first?.location.line,
        key: "base-year-figures.persons",
        remedy: "check that the figures fit the population, and that membership-shares.csv allows each status at enough ages"))
  }

  /// `[sex·age][status]` for given shifts.
  private func state(_ shifts: [Double]) -> [Double] {
    let count = baseline.scheme.statuses.count
    let odds = shifts.map { exp($0) }
    var state = [Double](repeating: 0, count: Age.panelCount * count)
    for cell in 0..<Age.panelCount {
      let weights = (0..<count).map { tables.membershipShares[$0].values[cell] * odds[$0] }
      let sum = weights.reduce(0, +)
      for status in 0..<count { state[cell * count + status] = opening.persons.values[cell] * weights[status] / sum }
    }
    return state
  }

  /// Persons by status at the end of the base year.
  private func yearEnd(_ state: [Double]) throws -> [Double] {
    try MembershipProjection.yearEnd(
      opening: state, birthsFactor: opening.birthsFactor, tables: tables, parameters: parameters,
      scheme: baseline.scheme, timeline: timeline, place: baseline.place)
  }

  private func report(_ shifts: [Double], _ achieved: [Double]) -> [AlignedStatus] {
    baseline.scheme.statuses.indices.map { status in
      AlignedStatus(
        status: status, target: baseline.membershipTargets.first { $0.status == status }, logitShift: shifts[status],
        achieved: achieved[status])
    }
  }
}
