import Quantities
import SchemeModel

/// Which way every part of a plan is executed, and why.
public struct PathExplanation: Sendable {
  /// Sentences, one a line.
  public let lines: [String]

  init(_ plan: PathPlan, _ surfaces: PathSurfaces, _ memory: PathMemory) {
    let projection = plan.input.projection, scheme = projection.scheme
    let statuses = scheme.statuses.count
    var lines = [
      "regions: \(plan.regions.count), \(memory.regionsAtOnce == 1 ? "one after the other" : "\(memory.regionsAtOnce) at a time"): nothing couples them",
      "columns: \(projection.scenarios.count) scenarios × \(plan.input.paths) paths, in slabs of \(ColumnSlab.width); \(memory.slabsAtOnce) slabs go through a year together",
      "values that differ between columns: \(plan.graphs.reduce(0) { $0 + $1.nodes.count }), each once for all scenarios of a region that share it",
    ]
    for (place, region) in plan.regions.enumerated() {
      var products = 0
      lines.append(
        "region \(region.region.id): \(region.membership.count) ways of moving people, \(region.weights.count) sets of weights, \(region.flows.count) flows for \(projection.scenarios.count) scenarios"
      )
      for (number, membership) in region.membership.enumerated() {
        let count = membership.layout.carriers
        let last = projection.timeline.count - 1
        let rows = region.rowsOfPeople(surfaces.weights[place], year: last, membership: number)
        products += rows * Age.panelCount
        lines.append(
          !membership.layout.isFactored
            ? "  people \(number + 1): dense, \(count) numbers a column: \(membership.mover.map { "a driver moves people between statuses by " + plan.graphs[place].nodes[$0.node].name } ?? "survival differs by state"); \(rows) rows of flows"
            : "  people \(number + 1): factored, \(count) numbers a column instead of \(202 * statuses): no driver moves people between statuses, and mortality, fertility and migration act alike on all statuses of a cohort; \(rows) rows of flows"
        )
      }
      for (index, weights) in region.weights.enumerated() {
        let name: String
        switch weights.variant.block {
        case .people: name = "weights of persons"
        case .earnings(let rule): name = "contribution base \(rule + 1)"
        case .branch(let branch): name = scheme.branches[branch].id
        case .bundle(let bundle): name = "layers on \(scheme.bundles[bundle].id)"
        case .cover(let cover): name = "joined \(scheme.covers[cover].id)"
        }
        lines.append("  \(name): " + Self.way(weights, surfaces.weights[place][index]))
      }
      let flops = 2.0 * Double(products) * Double(plan.input.paths * projection.timeline.count)
      lines.append("  \(Int((flops / 1e6).rounded())) million floating-point operations in products that give flows")
    }
    lines.append(
      "memory: a slab \(memory.bytesPerSlab >> 10) KiB, a compiled year \(memory.bytesPerYear >> 10) KiB, statistics up to \(memory.bytesOfStatistics >> 20) MiB"
    )
    self.lines = lines
  }

  private static func way(_ weights: PathWeights, _ own: WeightSurfaces) -> String {
    let all = own.evaluations.joined()
    let alone = all.count { if case .direct = $0 { true } else { false } }
    guard let largest = own.surfaces.max(by: { $0.terms.count < $1.terms.count }) else {
      guard alone > 0 else { return "the same in every column" }
      let reason =
        !weights.columns.unsupported.isEmpty
        ? "something differs that multiplies nothing"
        : weights.columns.countsOneBranch(own.evaluations.count - 1)
          ? "no surface is good enough" : "several branches count together"
      return "every column by itself, \(reason)"
    }
    let axes = largest.degrees.filter { $0 > 1 }.map { "\($0)" }.joined(separator: " × ")
    return
      "\(own.surfaces.count) surface\(own.surfaces.count == 1 ? "" : "s") for all years, the largest of \(axes.isEmpty ? "1" : axes) nodes, \(largest.terms.count) terms and \(largest.bases.map(\.rank).max() ?? 0) products; error below \(SurfaceBuilder.bound) of the bill where it was measured, columns outside the box are evaluated directly"
      + (alone > 0 ? "; in \(alone) moments every column by itself" : "")
  }
}
