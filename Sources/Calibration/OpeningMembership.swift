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

  /// Newton steps on the shifts until every target is met to a person in a billion. A status without a target keeps the odds
  /// of the table, and takes the rest where it is the only one.
  func align() throws -> Alignment {
    let targets = baseline.membershipTargets
    let limit = 50, tolerance = 1e-9, nudge = 1e-5
    let wanted = targets.reduce(0) { $0 + $1.persons }, population = tables.population.sum
    guard wanted <= population * (1 + tolerance) else {
      throw FundcastError(
        .data,
        Diagnostic(
          "the persons given by status are more than the population of the base year, \(Int(population.rounded()))",
          file: targets.first?.location.file, line: targets.first?.location.line, key: "base-year-figures.persons",
          value: "\(Int(wanted.rounded()))", remedy: "give both for the same place and in persons"))
    }
    var shifts = [Double](repeating: 0, count: baseline.scheme.statuses.count)
    let year = try MembershipProjection(
      birthsFactor: opening.birthsFactor, boysShare: opening.boysShare, tables: tables, parameters: parameters,
      scheme: baseline.scheme,
      timeline: timeline, place: baseline.place)
    var bases = [CountBasis](repeating: .yearEnd, count: shifts.count)
    for target in targets { bases[target.status] = target.basis }
    var achieved = try year.persons(opening: state(shifts), on: bases)
    for iteration in 1...limit {
      let residuals = targets.map { log(achieved[$0.status] / $0.persons) }
      guard residuals.allSatisfy(\.isFinite) else { throw failure(iteration, achieved) }
      if residuals.allSatisfy({ abs($0) < tolerance }) {
        return Alignment(state: state(shifts), statuses: report(shifts, achieved), iterations: iteration)
      }
      // J[i][j] = ∂ ln stock i / ∂ shift j.
      var jacobian = [Double](repeating: 0, count: targets.count * targets.count)
      for (j, target) in targets.enumerated() {
        var nudged = shifts
        nudged[target.status] += nudge
        let moved = try year.persons(opening: state(nudged), on: bases)
        for (i, other) in targets.enumerated() {
          jacobian[i * targets.count + j] = log(moved[other.status] / achieved[other.status]) / nudge
        }
      }
      guard let move = try? LinearAlgebra.solve(jacobian, order: targets.count, residuals), move.allSatisfy(\.isFinite)
      else {
        throw failure(iteration, achieved)
      }
      // A far start could overshoot: no step changes odds by more than e².
      let longest = move.map { abs($0) }.max() ?? 0
      for (target, step) in zip(targets, move) { shifts[target.status] -= step * min(1, 2 / max(longest, 2)) }
      achieved = try year.persons(opening: state(shifts), on: bases)
    }
    throw failure(limit, achieved)
  }

  private func failure(_ rounds: Int, _ achieved: [Double]) -> FundcastError {
    let lines = baseline.membershipTargets.map {
      "\(baseline.scheme.statuses[$0.status].id) \(achieved[$0.status].rounded()) for \($0.persons.rounded())"
    }
    return FundcastError(
      .data,
      Diagnostic(
        "the opening membership cannot be aligned (\(rounds) rounds; \(lines.joined(separator: "; ")))",
        file: baseline.membershipTargets.first?.location.file, line: baseline.membershipTargets.first?.location.line,
        key: "base-year-figures.persons",
        remedy:
          "check that the figures fit the population, and that membership-shares.csv allows each status at enough ages")
    )
  }

  /// The opening before any shift.
  var prior: [Double] { state([Double](repeating: 0, count: baseline.scheme.statuses.count)) }

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

  private func report(_ shifts: [Double], _ achieved: [Double]) -> [AlignedStatus] {
    baseline.scheme.statuses.indices.map { status in
      AlignedStatus(
        status: status, target: baseline.membershipTargets.first { $0.status == status }, logitShift: shifts[status],
        achieved: achieved[status])
    }
  }
}
