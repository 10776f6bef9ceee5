import Arrays
import Glibc
import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel

/// Statuses at the opening: prior shares with one shift of the log odds for each figure of persons, the same for all ages, so that
/// the stocks at the end of the base year are met. A state that several figures are about (a status, and a level of dependency) is
/// shifted by each of them.
struct OpeningMembership {
  let baseline: Baseline
  let tables: PlaceTables
  let parameters: ParameterSet
  let opening: OpeningPopulation
  let timeline: Timeline
  /// What is counted, figures and the states without one.
  let counted: [CountedPersons]

  /// Figures are met to a person in a billion.
  private static let tolerance = 1e-9
  /// One that follows from the others is met to that part of the population, sums of them added.
  private static let toleranceOfRest = 1e-8

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
    counted = baseline.countedPersons
  }

  /// Newton steps on the shifts until every target is met to a person in a billion. A state without a target keeps the odds of the
  /// table, and takes the rest where it is the only one. States of which a target says nobody, and those without a target where
  /// the targets of a family are everybody, stay empty at the opening: nothing may move people there.
  func align() throws -> Alignment {
    let limit = 50
    let full = try fullFamilies()
    var shifts = shifts(full)
    try checkPriors(odds(shifts))
    // Of targets that are everybody the last follows from the others.
    let present = baseline.membershipTargets.filter { $0.persons > 0 }.compactMap { target in
      counted.firstIndex { $0.target?.id == target.id }
    }
    let last = Set(full.compactMap { family in present.last { family.contains(counted[$0].id) } })
    let free = present.filter { !last.contains($0) }.map { (place: $0, persons: counted[$0].target?.persons ?? 0) }
    let year = try baseYear()
    var achieved = try persons(year, shifts)
    try checkEmpty(shifts, achieved)
    for iteration in 1...limit {
      let residuals = free.map { log(achieved[$0.place] / $0.persons) }
      guard residuals.allSatisfy(\.isFinite) else { throw failure(iteration, achieved) }
      if residuals.allSatisfy({ abs($0) < Self.tolerance }) {
        try checkRest(last, achieved)
        let statuses = counted.indices.map {
          AlignedStatus(counted: counted[$0], logitShift: shifts[$0], achieved: achieved[$0])
        }
        return Alignment(state: state(odds(shifts)), statuses: statuses, iterations: iteration)
      }
      guard let move = try step(year, shifts, achieved, free.map(\.place), residuals) else {
        throw failure(iteration, achieved)
      }
      // A far start could overshoot: no step changes odds by more than e².
      let longest = move.map { abs($0) }.max() ?? 0
      for (target, step) in zip(free, move) { shifts[target.place] -= step * min(1, 2 / max(longest, 2)) }
      achieved = try persons(year, shifts)
    }
    throw failure(limit, achieved)
  }

  /// The Newton step from some shifts; nil where there is none.
  private func step(
    _ year: MembershipProjection, _ shifts: [Double], _ achieved: [Double], _ free: [Int], _ residuals: [Double]
  ) throws -> [Double]? {
    let nudge = 1e-5
    // J[i][j] = ∂ ln stock i / ∂ shift j.
    var jacobian = [Double](repeating: 0, count: free.count * free.count)
    for (j, place) in free.enumerated() {
      var nudged = shifts
      nudged[place] += nudge
      let moved = try persons(year, nudged)
      for (i, other) in free.enumerated() {
        jacobian[i * free.count + j] = log(moved[other] / achieved[other]) / nudge
      }
    }
    guard let move = try? LinearAlgebra.solve(jacobian, order: free.count, residuals), move.allSatisfy(\.isFinite)
    else { return nil }
    return move
  }

  /// The families of figures that are everybody, by name.
  private func fullFamilies() throws -> [Set<String>] {
    let population = tables.population.sum
    return try baseline.personFamilies.compactMap { places in
      let family = places.map { baseline.membershipTargets[$0] }, wanted = family.reduce(0) { $0 + $1.persons }
      guard wanted <= population * (1 + Self.tolerance) else {
        throw FundcastError(
          .data,
          Diagnostic(
            "the persons given by status are more than the population of the base year, \(Int(population.rounded()))",
            of: .persons(status: nil), value: "\(Int(wanted.rounded()))",
            remedy: "give both for the same place and in persons"))
      }
      let isFull = wanted >= population * (1 - Self.tolerance) && family.allSatisfy { $0.basis == .yearEnd }
      return isFull ? Set(family.map(\.id)) : nil
    }
  }

  /// Where the search begins: 0, and −∞ for who is nobody.
  private func shifts(_ full: [Set<String>]) -> [Double] {
    let whole = full.map { family in
      Set(baseline.membershipTargets.filter { family.contains($0.id) }.flatMap(\.states))
    }
    return counted.map { counted in
      if let target = counted.target { return target.persons == 0 ? -.infinity : 0 }
      return whole.contains { $0.isDisjoint(with: counted.states) } ? -.infinity : 0
    }
  }

  /// The logarithm of what the odds of each state are multiplied by.
  func odds(_ shifts: [Double]) -> [Double] {
    zip(counted, shifts).reduce(into: [Double](repeating: 0, count: baseline.scheme.statuses.count)) { odds, entry in
      for state in entry.0.states { odds[state] += entry.1 }
    }
  }

  private func persons(_ year: MembershipProjection, _ shifts: [Double]) throws -> [Double] {
    try year.persons(opening: state(odds(shifts)), of: counted.map { ($0.states, $0.basis) })
  }

  /// What follows from the other figures and the population is what its figure says.
  private func checkRest(_ last: Set<Int>, _ achieved: [Double]) throws {
    for place in last.sorted() {
      guard let target = counted[place].target,
        abs(achieved[place] - target.persons) > Self.toleranceOfRest * tables.population.sum
      else { continue }
      throw FundcastError(
        .data,
        Diagnostic(
          "with all other figures of persons met, \(Int(achieved[place].rounded())) are left for \(target.id)",
          of: .persons(status: target.id), value: "\(Int(target.persons.rounded()))",
          remedy: "leave this figure out: it follows from the others and the population; or check the others"))
    }
  }

  private func failure(_ rounds: Int, _ achieved: [Double]) -> FundcastError {
    if let crowded = crowded() { return crowded }
    let lines = zip(counted, achieved).compactMap { counted, achieved in
      counted.target.map { "\($0.id) \(achieved.rounded()) for \($0.persons.rounded())" }
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

  /// `[sex·age][status]` for given logarithms of what the odds of each state are multiplied by.
  func state(_ logarithms: [Double]) -> [Double] {
    let count = baseline.scheme.statuses.count
    let odds = logarithms.map { exp($0) }
    var state = [Double](repeating: 0, count: Age.panelCount * count)
    for cell in 0..<Age.panelCount {
      let weights = (0..<count).map { tables.membershipShares[$0].values[cell] * odds[$0] }
      let sum = weights.reduce(0, +)
      let people = opening.persons.values[cell]
      for status in 0..<count where people != 0 { state[cell * count + status] = people * weights[status] / sum }
    }
    return state
  }
}
