import Arrays
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
  ///
  /// - Parameter years: how many from the base year on, all unless said. Nothing of later ones may then be read: amounts and
  ///   balances are no numbers, people are not there.
  public static func run(_ plan: Plan, years: Int? = nil) throws -> ProjectionResult {
    let input = plan.input, years = years ?? input.timeline.count
    precondition((1...input.timeline.count).contains(years))
    var membershipPaths: [[MembershipPath]] = []
    var quantities = QuantityStore(plan)
    var ledgers = LedgerStore(plan)
    var inForce = plan.regions.map { _ in [[Int]]() }
    var acts = plan.regions.map { _ in [[Bool]]() }
    var reacting: [[ReactingPath]] = []

    // Regions are not coupled: each runs through all its years before the next begins.
    for (index, region) in plan.regions.enumerated() {
      var state = MembershipState(
        opening: region.region.fit.openingState, statuses: input.scheme.statuses.count, columns: region.membership.count
      )
      var paths = region.membership.indices.map {
        MembershipPath(opening: state.column($0), statuses: input.scheme.statuses.count)
      }
      var ahead = CompiledYears(region, years: years)
      var own = ReactingPath.all(input, region: index)
      ledgers.open(region: index)

      for year in 0..<years {
        // 1, 2. Population and membership: a column for each distinct way of moving people.
        let before = state
        let compiled = try ahead.year(year)
        let (vital, deaths) = try state.step(compiled.membership)
        for column in paths.indices { paths[column].append(state.column(column), vital[column]) }

        // 3, 5, 6. Contribution bases, use of care and payments: weights × people.
        let people = CountedPeople(from: before, to: state, deaths: deaths)
        for place in own.indices {
          try own[place].advance(
            to: year, acts: ledgers.acts[own[place].scenario], baseYear: input.timeline.baseYear)
        }
        quantities.add(people, compiled.weights, region: index, year: year)
        quantities.add(people, own, region: index, year: year)
        quantities.adopt(ledgers.inForce, region: index, year: year)
        inForce[index].append(ledgers.inForce)
        acts[index].append(ledgers.acts)

        // 4, 9. Lines and ledgers, in the order of the scheme: vectors over scenarios.
        try ledgers.post(quantities, own, region: index, year: year)
      }
      reacting.append(own)
      membershipPaths.append(paths)
    }
    return ProjectionResult(
      input: input, amounts: ledgers.amounts, stocks: ledgers.stocks, quantities: quantities.values,
      monthlyQuantities: quantities.months,
      tracked: plan.tracked, membership: membershipPaths,
      variantOfScenario: plan.regions.map(\.membershipOfScenario),
      careOfScenario: plan.regions.map(\.careOfScenario), inForce: inForce, acts: acts,
      reacting: reacting)
  }
}
