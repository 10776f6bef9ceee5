import Arrays
import Demography
import Quantities
import SchemeModel

/// Slabs of paths of all scenarios in a region: columns that each have their own draws.
struct PathColumns: RegionColumns {
  let region: Int
  let slabs: [PathSlab]
  private let plan: PathPlan
  private let surfaces: [WeightSurfaces]
  private var central: CentralShares
  private var compiled: PathYear?

  init(_ plan: PathPlan, _ surfaces: PathSurfaces, region: Int, _ slabs: [(first: Int, used: Int)]) {
    self.plan = plan
    self.surfaces = surfaces.weights[region]
    self.region = region
    self.slabs = slabs.map { PathSlab(plan, region: region, first: $0.first, used: $0.used) }
    central = CentralShares(plan.regions[region])
  }

  mutating func run(_ phases: [YearPhase], in year: Int) throws {
    if phases.contains(.people) { compiled = try compile(year) }
    guard let compiled else { preconditionFailure("people move first") }
    // As long as nothing is drawn all columns are alike: one slab goes for all.
    let isDrawn = year >= plan.input.draws.firstYear, going = isDrawn ? slabs : Array(slabs.prefix(1))
    try FundcastError.scoping(FaultScope(region: plan.regions[region].region.id)) {
      _ = try Parallel.map(going.count) { [surfaces] place in
        for phase in phases { try going[place].run(phase, in: year, compiled, surfaces) }
      }
    }
    if !isDrawn { for slab in slabs.dropFirst() { slab.adopt(slabs[0]) } }
  }

  /// What all slabs need of a year. The central path fixes the moves between statuses and their shares in every cohort.
  private mutating func compile(_ year: Int) throws -> PathYear {
    let place = plan.regions[region]
    let years = try Parallel.map(place.membership.count) {
      try MembershipYear(place.membership[$0].variant, year: year)
    }
    let before = central.shares
    try central.step(years, place)
    return try PathYear(
      place, surfaces, year: year, PathYear.People(years: years, sharesBefore: before, shares: central.shares))
  }
}

/// The shares of statuses in every cohort on the central path, by way of moving people: what all columns share.
private struct CentralShares {
  private var state: MembershipState
  private(set) var shares: [[Double]] = []

  init(_ place: RegionPathPlan) {
    state = MembershipState(
      opening: place.region.fit.openingState, statuses: place.region.tables.membershipShares.count,
      columns: place.membership.count)
    keep(place)
  }

  mutating func step(_ years: [MembershipYear], _ place: RegionPathPlan) throws {
    _ = try state.step(years)
    keep(place)
  }

  private mutating func keep(_ place: RegionPathPlan) {
    let layout = CohortLayout(states: state.statuses), prior = place.region.tables.membershipShares.map(\.values)
    shares = place.membership.indices.map { layout.shares(of: state.column($0), prior: prior) }
  }
}
