import Quantities
import SchemeModel

/// Turns persons who are to move into hazards, on the central path of the baseline (<doc:Membership>).
public struct InflowHazards {
  private let scheme: Scheme
  private let region: Region
  private let timeline: Timeline
  /// Who can be reached by each inflow: Σ profile · (x[t−1] + ½G·mix) over the statuses its moves leave, `[inflow][year]`.
  private var reached: [[Double]]

  /// Walks the people of the baseline through the years, with the baseline's own inflows.
  ///
  /// - Throws: ``FundcastError`` where somebody is to move and nobody can, or people cannot be projected.
  public init(_ scheme: Scheme, region: Region, baseline: ParameterSet, timeline: Timeline) throws {
    self.scheme = scheme
    self.region = region
    self.timeline = timeline
    reached = scheme.inflows.map { _ in [] }
    var parameters = baseline
    var state = MembershipState(opening: region.fit.openingState, statuses: scheme.statuses.count, columns: 1)
    for year in 0..<timeline.count {
      let people = try state.movers(compiled(parameters, year))
      for (index, inflow) in scheme.inflows.enumerated() {
        reached[index].append(reach(inflow, people))
        let hazard = try hazard(index, persons: baseline.value(inflow.persons, year), year)
        parameters.paths[inflow.hazard.index] = parameters[inflow.hazard]
          .moved(in: year, by: hazard - parameters.value(inflow.hazard, year))
      }
      _ = try state.step([compiled(parameters, year)])
    }
  }

  private func compiled(_ parameters: ParameterSet, _ year: Int) throws -> MembershipYear {
    try MembershipYear(
      MembershipVariant(scheme: scheme, region: region, timeline: timeline, parameters: parameters), year: year)
  }

  private func reach(_ inflow: Inflow, _ people: [Double]) -> Double {
    var sum = 0.0
    for move in scheme.stages.flatMap(\.moves) {
      guard case .rate(inflow.hazard, let profile) = move.hazard else { continue }
      for (cell, weight) in region.tables.hazardProfiles[profile].values.enumerated() {
        sum += weight * people[cell * scheme.statuses.count + move.from]
      }
    }
    return sum
  }

  private func hazard(_ index: Int, persons: Double, _ year: Int) throws -> Double {
    guard persons != 0 else { return 0 }
    guard reached[index][year] > 0 else {
      throw FundcastError(
        .data,
        Diagnostic(
          "persons are to move in \(timeline.baseYear + year), and nobody of their ages and status is there, region \(region.id)",
          of: .lever(scheme.inflows[index].id),
          in: FaultScope(region: region.id, year: timeline.baseYear + year), value: "\(persons) persons",
          remedy: "lower the number, or check the hazard profile of the move"))
    }
    let hazard = persons / reached[index][year], largest = largestWeight(scheme.inflows[index])
    guard hazard * largest <= 1 else {
      throw FundcastError(
        .data,
        Diagnostic(
          "more persons are to move in \(timeline.baseYear + year) than can, region \(region.id)",
          of: .lever(scheme.inflows[index].id),
          in: FaultScope(region: region.id, year: timeline.baseYear + year), value: "\(persons) persons",
          remedy: "at most \(Int(reached[index][year] / largest)) of their ages and status can; lower the number"))
    }
    return hazard
  }

  /// The largest weight in the profiles of an inflow's moves.
  private func largestWeight(_ inflow: Inflow) -> Double {
    scheme.stages.flatMap(\.moves).reduce(0) { largest, move in
      guard case .rate(inflow.hazard, let profile) = move.hazard else { return largest }
      return max(largest, region.tables.hazardProfiles[profile].values.max() ?? 0)
    }
  }

  /// The hazards of the inflows of a scenario by parameter; none where nobody is to move.
  ///
  /// - Throws: ``FundcastError`` where somebody is to move and nobody can.
  public func paths(_ parameters: ParameterSet) throws -> [ParameterID: ParameterPath] {
    var paths: [ParameterID: ParameterPath] = [:]
    for (index, inflow) in scheme.inflows.enumerated() {
      let persons = parameters[inflow.persons].annual
      guard persons.contains(where: { $0 != 0 }) else { continue }
      paths[inflow.hazard] = ParameterPath(
        annual: try persons.enumerated().map { try hazard(index, persons: $1, $0) })
    }
    return paths
  }
}
