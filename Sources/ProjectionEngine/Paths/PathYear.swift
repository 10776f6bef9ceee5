import Arrays
import Quantities
import SchemeModel

/// One year of a region compiled for all slabs: central moves, and the matrices that turn people into flows at every node.
struct PathYear: Sendable {
  /// By membership variant.
  let membership: [MembershipYear]
  /// By membership variant, ∂Qᵀ where a driver moves people between statuses.
  let slopes: [[Double]?]
  /// Shares of statuses on the central path at the end of the year before, and of this year, `[membership][sex·age·status]`.
  let sharesBefore: [[Double]]
  let shares: [[Double]]
  /// The left side of the product of each group, `[row][sex·age]`: quantities per person-year.
  let matrices: [[Double]]
  /// The first row of each flow in the matrix of its group, and the grid its rows belong to; nil where it has one row.
  let rows: [(first: Int, grid: NodeGrid?)]

  init(
    _ plan: RegionPathPlan, _ grids: PathGrids, region: Int, year: Int, membership: [MembershipYear],
    sharesBefore: [[Double]], shares: [[Double]]
  ) throws {
    self.membership = membership
    slopes = try zip(plan.membership, membership).map { try $0.slope(year, $1.transitions) }
    self.sharesBefore = sharesBefore
    self.shares = shares
    // Every node of every set of weights is a task of its own.
    let tasks = plan.weights.indices.flatMap { index -> [(weights: Int, node: Int)] in
      let count = grids.grid(region: region, weights: index, year: year)?.count ?? 1
      return (0..<count).map { (index, $0) }
    }
    let compiled = Parallel.map(tasks.count) { task -> [Double] in
      let weights = plan.weights[tasks[task].weights]
      guard let grid = grids.grid(region: region, weights: tasks[task].weights, year: year) else {
        return weights.variant.rows(year: year)
      }
      return NodeRows.rows(weights, year: year, at: grid.node(tasks[task].node))
    }
    var firstTask = [Int](repeating: 0, count: plan.weights.count)
    for (task, entry) in tasks.enumerated() where entry.node == 0 { firstTask[entry.weights] = task }

    var rows: [(first: Int, grid: NodeGrid?)] = []
    var matrices = plan.groups.map { _ in [Double]() }
    let panel = Age.panelCount
    for flow in plan.flows {
      let weights = flow.weights
      let grid = grids.grid(region: region, weights: weights, year: year)
      rows.append((matrices[flow.group].count / panel, grid))
      for node in 0..<(grid?.count ?? 1) {
        matrices[flow.group] += compiled[firstTask[weights] + node][(flow.row * panel)..<((flow.row + 1) * panel)]
      }
    }
    self.rows = rows
    self.matrices = matrices
  }
}
