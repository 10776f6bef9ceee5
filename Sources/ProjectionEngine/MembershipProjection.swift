import Quantities
import SchemeModel

/// People only: what alignment needs of a year, without flows.
public enum MembershipProjection {
  /// Persons by status at the end of the base year, from an opening state `[sex·age][status]`.
  ///
  /// - Throws: ``FundcastError`` naming a hazard that cannot be.
  public static func yearEnd(
    opening: [Double], birthsFactor: Double, tables: PlaceTables, parameters: ParameterSet, scheme: Scheme,
    timeline: Timeline, place: String
  ) throws -> [Double] {
    let fit = BaseYearFit(
      openingState: opening, baseYearBirthsFactor: birthsFactor, earningsScale: [], useScale: [], costScale: [])
    let variant = MembershipVariant(
      scheme: scheme, region: Region(id: place, tables: tables, fit: fit), timeline: timeline, parameters: parameters)
    var state = MembershipState(opening: opening, statuses: scheme.statuses.count, columns: 1)
    _ = try state.step([MembershipYear(variant, year: 0)])
    let central = state.column(0)
    let count = scheme.statuses.count
    return (0..<count).map { status in
      stride(from: status, to: central.count, by: count).reduce(0) { $0 + central[$1] }
    }
  }
}
