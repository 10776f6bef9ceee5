import Quantities
import SchemeModel

/// The central paths of all scenarios in a region: columns without shock, as exact as weights can be.
struct CentralColumns: RegionColumns {
  private let plan: Plan
  let region: Int
  private var state: MembershipState
  private var ahead: CompiledYears
  private var compiled = CompiledYear(membership: [], weights: [])
  private(set) var membership: [MembershipPath]
  private(set) var reacting: [ReactingPath]
  private(set) var quantities: QuantityStore
  private(set) var ledger: CentralLedger

  /// - Parameters:
  ///   - years: how many will be asked for.
  ///   - sharing: the number of regions that go through the years together.
  init(_ plan: Plan, region: Int, years: Int, sharing: Int) {
    self.plan = plan
    self.region = region
    let place = plan.regions[region], statuses = plan.input.scheme.statuses.count
    let state = MembershipState(
      opening: place.region.fit.openingState, statuses: statuses, columns: place.membership.count)
    self.state = state
    membership = place.membership.indices.map { MembershipPath(opening: state.column($0), statuses: statuses) }
    ahead = CompiledYears(place, years: years, sharing: sharing)
    reacting = ReactingPath.all(plan.input, region: region)
    quantities = QuantityStore(plan, region: region)
    ledger = CentralLedger(plan, region: region)
  }

  mutating func run(_ phases: [YearPhase], in year: Int) throws {
    for phase in phases {
      switch phase {
      case .people: try movePeople(to: year)
      case .care: try useCare(in: year)
      case .accounts: try ledger.post(quantities, reacting, year: year)
      case .closing: try ledger.close(year)
      }
    }
  }

  private mutating func movePeople(to year: Int) throws {
    compiled = try ahead.year(year)
    let vital = try state.step(compiled.membership)
    for column in membership.indices { membership[column].append(state.column(column), vital[column]) }
  }

  private mutating func useCare(in year: Int) throws {
    let people = CountedPeople(state)
    for place in reacting.indices {
      try reacting[place].advance(
        to: year, acts: ledger.acts[reacting[place].scenario], baseYear: plan.input.timeline.baseYear)
    }
    quantities.add(people, compiled.weights, year: year)
    quantities.add(people, reacting, year: year)
    quantities.adopt(ledger.inForce, year: year)
  }
}
