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
  /// of the table, and takes the rest where it is the only one. One whose target is nobody, and those without a target where the
  /// targets are everybody, stay empty at the opening: nothing may move people there.
  func align() throws -> Alignment {
    let targets = baseline.membershipTargets
    let limit = 50, tolerance = 1e-9, nudge = 1e-5
    let wanted = targets.reduce(0) { $0 + $1.persons }, population = tables.population.sum
    guard wanted <= population * (1 + tolerance) else {
      throw FundcastError(
        .data,
        Diagnostic(
          "the persons given by status are more than the population of the base year, \(Int(population.rounded()))",
          of: .persons(status: nil), value: "\(Int(wanted.rounded()))",
          remedy: "give both for the same place and in persons"))
    }
    let isFull = wanted >= population * (1 - tolerance) && targets.allSatisfy { $0.basis == .yearEnd }
    var shifts = baseline.scheme.statuses.indices.map { status in
      let target = targets.first { $0.status == status }
      return target.map { $0.persons == 0 } ?? isFull ? -Double.infinity : 0
    }
    try checkPriors(shifts)
    // Of targets that are everybody the last follows from the others.
    let present = targets.filter { $0.persons > 0 }
    let free = isFull ? Array(present.dropLast()) : present
    let year = try baseYear()
    var achieved = try year.persons(opening: state(shifts), on: bases)
    try checkEmpty(shifts, achieved)
    for iteration in 1...limit {
      let residuals = free.map { log(achieved[$0.status] / $0.persons) }
      guard residuals.allSatisfy(\.isFinite) else { throw failure(iteration, achieved) }
      if residuals.allSatisfy({ abs($0) < tolerance }) {
        return Alignment(state: state(shifts), statuses: report(shifts, achieved), iterations: iteration)
      }
      // J[i][j] = ∂ ln stock i / ∂ shift j.
      var jacobian = [Double](repeating: 0, count: free.count * free.count)
      for (j, target) in free.enumerated() {
        var nudged = shifts
        nudged[target.status] += nudge
        let moved = try year.persons(opening: state(nudged), on: bases)
        for (i, other) in free.enumerated() {
          jacobian[i * free.count + j] = log(moved[other.status] / achieved[other.status]) / nudge
        }
      }
      guard let move = try? LinearAlgebra.solve(jacobian, order: free.count, residuals), move.allSatisfy(\.isFinite)
      else {
        throw failure(iteration, achieved)
      }
      // A far start could overshoot: no step changes odds by more than e².
      let longest = move.map { abs($0) }.max() ?? 0
      for (target, step) in zip(free, move) { shifts[target.status] -= step * min(1, 2 / max(longest, 2)) }
      achieved = try year.persons(opening: state(shifts), on: bases)
    }
    throw failure(limit, achieved)
  }

  private func failure(_ rounds: Int, _ achieved: [Double]) -> FundcastError {
    if let crowded = crowded() { return crowded }
    let lines = baseline.membershipTargets.map {
      "\(baseline.scheme.statuses[$0.status].id) \(achieved[$0.status].rounded()) for \($0.persons.rounded())"
    }
    return FundcastError(
      .data,
      Diagnostic(
        "the opening membership cannot be aligned (\(rounds) rounds; \(lines.joined(separator: "; ")))",
        of: .persons(status: nil),
        remedy:
          "check that the figures fit the population, and that membership-shares.csv allows each status at enough ages")
    )
  }

  /// The people of the base year, whatever their opening.
  func baseYear() throws -> MembershipProjection {
    let fit = BaseYearFit(
      openingState: [], baseYearBirthsFactor: opening.birthsFactor, baseYearBoysShare: opening.boysShare,
      earningsScale: [], useScale: [], costScale: [])
    return try MembershipProjection(
      baseline.scheme, region: Region(id: baseline.place, tables: tables, fit: fit), parameters: parameters,
      timeline: timeline)
  }

  /// The opening before any shift.
  var prior: [Double] { state([Double](repeating: 0, count: baseline.scheme.statuses.count)) }

  /// When each status is counted: as its figure says.
  var bases: [CountBasis] {
    baseline.scheme.statuses.indices.map { status in
      baseline.membershipTargets.first { $0.status == status }?.basis ?? .yearEnd
    }
  }

  /// `[sex·age][status]` for given shifts.
  func state(_ shifts: [Double]) -> [Double] {
    let count = baseline.scheme.statuses.count
    let odds = shifts.map { exp($0) }
    var state = [Double](repeating: 0, count: Age.panelCount * count)
    for cell in 0..<Age.panelCount {
      let weights = (0..<count).map { tables.membershipShares[$0].values[cell] * odds[$0] }
      let sum = weights.reduce(0, +)
      let people = opening.persons.values[cell]
      for status in 0..<count where people != 0 { state[cell * count + status] = people * weights[status] / sum }
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
