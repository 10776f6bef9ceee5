import Arrays
import Quantities
import SchemeModel

extension Projection {
  /// Moves the people of every scenario through all years, without care and without money: finds hazards that cannot be and more
  /// emigrants than residents in a small part of the time of a run.
  ///
  /// - Throws: ``FundcastError`` as ``run(_:)``.
  public static func movePeople(_ input: ProjectionInput) throws {
    for region in Plan(input).regions {
      let years = try Parallel.map(input.timeline.count) { year in
        try region.membership.map { try MembershipYear($0.variant, year: year) }
      }
      var state = MembershipState(
        opening: region.region.fit.openingState, statuses: input.scheme.statuses.count,
        columns: region.membership.count)
      for year in years { _ = try state.step(year) }
    }
  }
}

/// People only: what alignment needs of the base year, without flows. The year is compiled once for all openings.
public struct MembershipProjection {
  private let year: MembershipYear
  private let statuses: Int

  /// Compiles the base year.
  ///
  /// - Throws: ``FundcastError`` naming a hazard that cannot be.
  public init(
    birthsFactor: Double, tables: PlaceTables, parameters: ParameterSet, scheme: Scheme, timeline: Timeline,
    place: String
  ) throws {
    let fit = BaseYearFit(
      openingState: [], baseYearBirthsFactor: birthsFactor, earningsScale: [], useScale: [], costScale: [])
    let variant = MembershipVariant(
      scheme: scheme, region: Region(id: place, tables: tables, fit: fit), timeline: timeline, parameters: parameters)
    year = try MembershipYear(variant, year: 0)
    statuses = scheme.statuses.count
  }

  /// Persons by status at the end of the base year, from an opening state `[sex·age][status]`.
  ///
  /// - Throws: ``FundcastError`` where more people emigrate than there are.
  public func yearEnd(opening: [Double]) throws -> [Double] {
    let state = try state(opening: opening)
    return (0..<statuses).map { status in
      stride(from: status, to: state.count, by: statuses).reduce(0) { $0 + state[$1] }
    }
  }

  /// The state at the end of the base year, `[sex·age][status]`, from an opening state.
  ///
  /// - Throws: as ``yearEnd(opening:)``.
  public func state(opening: [Double]) throws -> [Double] {
    var state = MembershipState(opening: opening, statuses: statuses, columns: 1)
    _ = try state.step([year])
    return state.column(0)
  }
}
