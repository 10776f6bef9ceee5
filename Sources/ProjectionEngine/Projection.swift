import Quantities
import SchemeModel

/// The projection, in the order of model.md: population and membership, contribution bases, use of care and what the fund
/// pays for it, then lines and ledgers.
///
/// This file is the year loop. Scenarios share whatever their parameters leave equal: the ``Plan`` finds it.
public enum Projection {
  /// Projects every scenario of `input` over its timeline, the hidden year included.
  ///
  /// - Throws: ``FundcastError`` naming the hazard, rate or cell that makes a year impossible.
  public static func run(_ input: ProjectionInput) throws -> ProjectionResult {
    try run(Plan(input))
  }

  /// Projects a compiled plan.
  public static func run(_ plan: Plan) throws -> ProjectionResult {
    let input = plan.input
    var membershipPaths: [[MembershipPath]] = []
    var quantities = QuantityStore(plan)
    var ledgers = LedgerStore(plan)

    // Regions are not coupled: each runs through all its years before the next begins.
    for (index, region) in plan.regions.enumerated() {
      var states = region.membership.map { _ in
        MembershipState(opening: region.region.fit.openingState, statuses: input.scheme.statuses.count)
      }
      var paths = states.map { MembershipPath(persons: [$0.central], vital: []) }
      ledgers.open(region: index)

      for year in 0..<input.timeline.count {
        // 1, 2. Population and membership: one step for each distinct way of moving people.
        var exposures: [MembershipState] = []
        for variant in states.indices {
          let before = states[variant]
          paths[variant].vital.append(try states[variant].step(region.membership[variant], year: year))
          paths[variant].persons.append(states[variant].central)
          exposures.append(states[variant].exposure(with: before))
        }

        // 3, 5, 6. Contribution bases, use of care and payments: weights × exposure.
        quantities.addStocks(states, region: index, year: year)
        quantities.addFlows(exposures, region: index, year: year)

        // 4, 9. Lines and ledgers, in the order of the scheme.
        ledgers.post(quantities, region: index, year: year)
      }
      membershipPaths.append(paths)
    }
    return ProjectionResult(
      input: input, amounts: ledgers.amounts, stocks: ledgers.stocks, quantities: quantities.values,
      tracked: plan.tracked, membership: membershipPaths,
      variantOfScenario: plan.regions.map(\.membershipOfScenario))
  }
}
