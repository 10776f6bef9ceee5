import Quantities
import SchemeModel

/// People only: what alignment needs of the base year, without flows. The year is compiled once for all openings.
public struct MembershipProjection {
  private let year: MembershipYear
  private let statuses: Int

  /// Compiles the base year of a region; what its fit says of the opening is not read.
  ///
  /// - Throws: ``FundcastError`` naming a hazard that cannot be.
  public init(_ scheme: Scheme, region: Region, parameters: ParameterSet, timeline: Timeline) throws {
    year = try MembershipYear(
      MembershipVariant(scheme: scheme, region: region, timeline: timeline, parameters: parameters), year: 0)
    statuses = scheme.statuses.count
  }

  /// Persons in the base year by group of states, from an opening state `[sex·age][status]`, each group counted on its basis.
  ///
  /// - Throws: ``FundcastError`` where more people emigrate than there are.
  public func persons(opening: [Double], of groups: [(states: [Int], basis: CountBasis)]) throws -> [Double] {
    var state = MembershipState(opening: opening, statuses: statuses, columns: 1)
    _ = try state.step([year])
    let people = CountedPeople(state)
    return groups.map { states, basis in
      let persons = people[basis]
      return states.reduce(0) { sum, state in
        stride(from: state * people.width, to: persons.count, by: statuses * people.width)
          .reduce(sum) { $0 + persons[$1] }
      }
    }
  }

  /// The state at the end of the base year, `[sex·age][status]`, from an opening state.
  ///
  /// - Throws: as ``persons(opening:of:)``.
  public func state(opening: [Double]) throws -> [Double] {
    var state = MembershipState(opening: opening, statuses: statuses, columns: 1)
    _ = try state.step([year])
    return state.column(0)
  }
}
