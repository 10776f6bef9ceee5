import Quantities
import SchemeModel

/// Which way every part of a plan is executed, and why.
public struct PathExplanation: Sendable {
  /// How what people of a region are paid, or pay, is found on paths under the rules of some scenarios.
  public struct Part: Sendable {
    /// What it is.
    public let title: LocalizedText
    /// The scenarios whose rules these are, in order.
    public let scenarios: [Int]
    /// How it is found.
    public let way: Way
  }

  /// A way of finding values on paths.
  public enum Way: Sendable {
    /// They are those of the central path.
    case central
    /// Every path by itself.
    case alone(Reason)
    /// From tables of what rules give at some points, one table or more for all years.
    case tables(count: Int, largest: Table, alone: Int)
  }

  /// Why every path is computed by itself.
  public enum Reason: Sendable {
    /// A driver moves what is no factor of use, bills and thresholds, a share say.
    case noFactor
    /// Several services count together.
    case severalServices
    /// No table is near enough.
    case noTable
  }

  /// How large a table is.
  public struct Table: Sendable {
    /// Points along each direction in which paths differ.
    public let points: [Int]
    /// Terms of the sum that stands for it, and products in that of all ages.
    public let terms: Int, products: Int
  }

  /// How people of a region are moved on paths under the rules of some scenarios.
  public struct People: Sendable {
    /// The scenarios whose rules these are, in order.
    public let scenarios: [Int]
    /// Numbers kept of a path, and how many there would be of every state at every age.
    public let numbers: Int, all: Int
    /// The lever by which a driver moves people between statuses; nil for none.
    public let mover: String?
    /// Whether cohorts do, whose shares of statuses are those of the central path.
    public let isFactored: Bool
    /// Rows of flows that are counted of them in the last year.
    public let rows: Int
  }

  /// A region.
  public struct Region: Sendable {
    /// The name in files.
    public let id: String
    /// Ways of moving people.
    public let people: [People]
    /// Everything that people pay or are paid.
    public let parts: [Part]
    /// Flows that are computed once for all scenarios that share them.
    public let flows: Int
    /// Additions and multiplications in the products that give flows.
    public let operations: Double
  }

  /// The regions, in order.
  public let regions: [Region]
  /// How many of them go through a year together.
  public let regionsAtOnce: Int
  /// Scenarios and paths.
  public let scenarios: Int, paths: Int
  /// Values that differ between paths, each once for all scenarios of a region that share it.
  public let values: Int
  /// Paths in a group, and groups that go through a year together.
  public let groupSize = ColumnSlab.width
  /// Groups that go through a year together.
  public let groupsAtOnce: Int
  /// Bytes of a group, of the rules of a year, and the most that distributions take.
  public let bytes: (group: Int, year: Int, distributions: Int)
  /// How far a table may be from what it stands for where that is measured, to the bill.
  public let bound = SurfaceBuilder.bound

  init(_ plan: PathPlan, _ surfaces: PathSurfaces, _ memory: PathMemory) {
    let projection = plan.input.projection
    regionsAtOnce = memory.regionsAtOnce
    (scenarios, paths) = (projection.scenarios.count, plan.input.paths)
    values = plan.graphs.reduce(0) { $0 + $1.nodes.count }
    groupsAtOnce = memory.slabsAtOnce
    bytes = (memory.bytesPerSlab, memory.bytesPerYear, memory.bytesOfStatistics)
    regions = plan.regions.indices.map { Region(plan, surfaces, region: $0) }
  }
}

extension PathExplanation.Region {
  fileprivate init(_ plan: PathPlan, _ surfaces: PathSurfaces, region place: Int) {
    let region = plan.regions[place], projection = plan.input.projection, scheme = projection.scheme
    /// The scenarios of which some flow has this.
    func scenarios(_ has: (PathFlow) -> Bool) -> [Int] {
      region.flowOfLine.indices.filter { region.flowOfLine[$0].contains { $0.map { has(region.flows[$0]) } ?? false } }
    }
    let last = projection.timeline.count - 1
    people = region.membership.enumerated().map { number, membership in
      PathExplanation.People(
        scenarios: scenarios { region.groups[$0.group].membership == number }, numbers: membership.layout.carriers,
        all: Age.panelCount * scheme.statuses.count,
        mover: membership.mover.map { plan.graphs[place].nodes[$0.node].name },
        isFactored: membership.layout.isFactored,
        rows: region.rowsOfPeople(surfaces.weights[place], year: last, membership: number))
    }
    parts = region.weights.enumerated().map { index, weights in
      PathExplanation.Part(
        title: Self.title(weights.variant.block, scheme), scenarios: scenarios { $0.weights == index },
        way: PathExplanation.Way(weights, surfaces.weights[place][index]))
    }
    id = region.region.id
    flows = region.flows.count
    let rows = (0..<projection.timeline.count).reduce(0) { $0 + region.rowsOfPeople(surfaces.weights[place], year: $1) }
    operations = 2 * Double(rows * Age.panelCount) * Double(plan.input.paths)
  }

  private static func title(_ block: WeightBlock, _ scheme: Scheme) -> LocalizedText {
    switch block {
    case .people: LocalizedText(en: "Persons", zh: "人数")
    case .earnings(let rule): LocalizedText(en: "Contribution base \(rule + 1)", zh: "缴费基数\(rule + 1)")
    case .branch(let branch): scheme.branches[branch].title
    case .bundle(let bundle): LocalizedText(en: "Layers above", zh: "补充保障").named(scheme.bundles[bundle].title)
    case .cover(let cover): LocalizedText(en: "Who joins", zh: "参保情况").named(scheme.covers[cover].title)
    }
  }
}

extension PathExplanation.Way {
  fileprivate init(_ weights: PathWeights, _ own: WeightSurfaces) {
    let alone = own.evaluations.joined().count { if case .direct = $0 { true } else { false } }
    if let largest = own.surfaces.max(by: { $0.terms.count < $1.terms.count }) {
      let table = PathExplanation.Table(
        points: largest.degrees.filter { $0 > 1 }, terms: largest.terms.count,
        products: largest.bases.map(\.rank).max() ?? 0)
      self = .tables(count: own.surfaces.count, largest: table, alone: alone)
    } else if alone == 0 {
      self = .central
    } else if !weights.columns.unsupported.isEmpty {
      self = .alone(.noFactor)
    } else {
      self = .alone(weights.columns.countsOneBranch(own.evaluations.count - 1) ? .noTable : .severalServices)
    }
  }
}
