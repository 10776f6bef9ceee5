import Arrays
import SchemeModel

extension Projection {
  /// Moves the people of every scenario through all years, without care and without money: finds hazards that cannot be and more
  /// emigrants than residents in a small part of the time of a run. One year of each way of moving people is held at a time.
  ///
  /// - Throws: ``FundcastError`` as ``run(_:)``.
  public static func movePeople(_ input: ProjectionInput) throws {
    for region in Plan(input).regions {
      _ = try Parallel.map(region.membership.count) { place in
        let variant = region.membership[place].variant
        var state = MembershipState(
          opening: region.region.fit.openingState, statuses: input.scheme.statuses.count, columns: 1)
        for year in 0..<input.timeline.count { _ = try state.step([MembershipYear(variant, year: year)]) }
      }
    }
  }
}
