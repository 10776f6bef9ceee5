import Stochastics
import Glibc
import Quantities
import SchemeModel

/// How many slabs run side by side, and what that takes.
public struct PathMemory: Sendable {
  /// Slabs of 64 paths that go through a year together.
  public let slabsAtOnce: Int
  /// Regions that go through a year together, each with so many slabs.
  public let regionsAtOnce: Int
  /// Bytes of one slab.
  public let bytesPerSlab: Int
  /// Bytes of one compiled year.
  public let bytesPerYear: Int
  /// Bytes of all distributions: every value as long as they are kept, then both signs over as many octaves as the
  /// smallest of n distances lies below the largest.
  public let bytesOfStatistics: Int

  /// What paths may take where nothing is said and that is enough.
  public static let usual = 512 << 20
  /// What they may take where nothing is said and they need it.
  public static let most = 2 << 30
  /// Slabs side by side where there is room: enough to spread the work of compiling a year.
  private static let plenty = 64
  /// Slabs side by side for which the usual budget is raised.
  private static let several = 8
  private let bytesPerDistribution: Int

  /// The budget where nothing is said: the usual one, raised to what several slabs need.
  static func budget(fixed: Int, slabs: Int, bytesPerSlab: Int) -> Int {
    min(max(usual, fixed + min(slabs, several) * bytesPerSlab), most)
  }

  private static func text(_ budget: Int) -> String {
    budget.isMultiple(of: 1 << 20) ? "\(budget >> 20) MiB" : "\(budget >> 10) KiB"
  }

  private static func bytesPerDistribution(paths: Int) -> Int {
    let octaves = 2 + Int(log2(Double(paths)).rounded(.up))
    // An array grows to the next power of two.
    guard paths > StreamedDistribution.exactCount else { return (MemoryLayout<Double>.size << (octaves - 2)) + 400 }
    return 2 * octaves * 128 * MemoryLayout<UInt32>.size + 1200
  }

  /// Finds out before anything is projected whether the statistics alone are larger than the budget, as they are with
  /// hundreds of regions.
  ///
  /// - Parameter budget: bytes; nil for the most that is taken unless a user says so.
  /// - Throws: ``FundcastError`` with the memory that they need.
  public static func checkStatistics(
    _ scheme: Scheme, regions: Int, scenarios: Int, timeline: Timeline, paths: Int, budget: Int?
  ) throws {
    let each = bytesPerDistribution(paths: paths), series = PathSeries.all(scheme).count
    let bytes = regions * scenarios * series * timeline.count * each
    let budget = budget ?? most
    guard bytes > budget else { return }
    throw FundcastError(
      .usage,
      Diagnostic(
        "the statistics of the paths do not fit: \(regions) regions × \(scenarios) scenarios × \(series) series × \(timeline.count) years × \(each) bytes",
        key: "--memory", value: text(budget),
        remedy: "give more than \((bytes >> 20) + 1) MiB, or run fewer regions or scenarios"))
  }

  init(_ plan: PathPlan, _ surfaces: PathSurfaces, budget: Int?) throws {
    let projection = plan.input.projection, scheme = projection.scheme
    let width = ColumnSlab.width, double = MemoryLayout<Double>.size
    let series = PathSeries.all(scheme).count, scenarios = projection.scenarios.count
    var largest = 0, compiled = 0
    // Surfaces of all regions are held as long as the paths run.
    var held = 0
    for (index, region) in plan.regions.enumerated() {
      let own = surfaces.weights[index]
      let rows = (0..<projection.timeline.count).map { region.rowsOfPeople(own, year: $0) }.max() ?? 0
      // People, products by people, and places on surfaces with their terms and products.
      let people = region.membership.reduce(0) { $0 + 3 * $1.layout.carriers + 3 * Age.panelCount }
      let standing = own.reduce(0) { $0 + ($1.surfaces.map { $0.terms.count + 4 * $0.degrees.count }.max() ?? 0) }
      // Of a floored row every cell.
      let floored =
        own.contains { $0.surfaces.contains { $0.rows.contains(where: \.isFloored) } } ? 2 * Age.panelCount : 0
      largest = max(largest, people + 2 * rows + region.flows.count + standing + floored)
      // Moves between states, what a driver adds to them, and the shares of states at both ends of the year.
      let states = scheme.statuses.count
      let moves = region.membership.reduce(0) { $0 + ($1.mover == nil ? 1 : 2) * states * states + 2 * states }
      compiled = max(compiled, (rows + PathYear.tile * region.groups.count + moves) * Age.panelCount)
      held += own.reduce(0) { sum, set in
        set.surfaces.reduce(sum) { sum, surface in
          sum + surface.bases.reduce(0) { $0 + $1.cells.count } + surface.rows.reduce(0) { $0 + $1.coefficients.count }
        }
      }
    }
    let perScenario = series + 3 * scheme.lines.count + 4 * scheme.funds.count
    let drawn = max(projection.timeline.count - plan.input.draws.firstYear, 0)
    bytesPerSlab =
      width * double
      * (4 * (plan.graphs.map(\.nodes.count).max() ?? 0) + largest + scenarios * perScenario + 2 * drawn
        * plan.input.draws.process.order)
    bytesPerYear = double * (compiled + held)
    bytesPerDistribution = Self.bytesPerDistribution(paths: plan.input.paths)
    bytesOfStatistics = projection.regions.count * scenarios * series * projection.timeline.count * bytesPerDistribution
    let slabs = (plan.input.paths + width - 1) / width
    let fixed = bytesPerYear + bytesOfStatistics
    let budget = budget ?? Self.budget(fixed: fixed, slabs: slabs, bytesPerSlab: bytesPerSlab)
    let room = (budget - fixed) / bytesPerSlab
    guard room >= 1 else {
      func mebibytes(_ bytes: Int) -> String { "\((bytes + 1 << 20 - 1) >> 20) MiB" }
      throw FundcastError(
        .usage,
        Diagnostic(
          "the paths do not fit: statistics \(mebibytes(bytesOfStatistics)) (\(projection.regions.count > 1 ? "\(projection.regions.count) regions × " : "")\(scenarios) scenarios × \(series) series × \(projection.timeline.count) years × \(bytesPerDistribution) bytes) + a compiled year \(mebibytes(bytesPerYear)) + a slab of 64 paths \(mebibytes(bytesPerSlab))",
          key: "--memory", value: Self.text(budget),
          remedy: "give at least \(mebibytes(fixed + bytesPerSlab)), or run fewer scenarios"))
    }
    slabsAtOnce = max(1, min(Self.plenty, slabs, room))
    // A region more brings its slabs and a compiled year of its own. Enough slabs in all are enough.
    let each = slabsAtOnce * bytesPerSlab + bytesPerYear
    regionsAtOnce = max(
      1, min(projection.regions.count, Self.several / slabsAtOnce, (budget - bytesOfStatistics) / max(1, each)))
  }
}
