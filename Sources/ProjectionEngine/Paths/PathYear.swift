import Arrays
import Quantities
import SchemeModel

/// One year of a region compiled for all slabs: central moves, and the matrix that turns carriers into flows at every node.
struct PathYear: Sendable {
  /// By membership variant.
  let membership: [MembershipYear]
  /// By membership variant, ∂Qᵀ where a driver moves people between statuses.
  let slopes: [[Double]?]
  /// Shares of statuses on the central path at the end of the year before, and of this year, `[membership][sex·age·status]`.
  let sharesBefore: [[Double]]
  let shares: [[Double]]
  /// The product's left side by membership variant, `[row][carrier of the year before, then of this year]`.
  let matrices: [[Double]]
  /// The first row of each flow in its matrix, and the grid its rows belong to; nil where it has one row.
  let rows: [(first: Int, grid: NodeGrid?)]

  /// - Parameter states: the central state at the end of the year before and of this year.
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
    let compiled = try Parallel.map(tasks.count) { task -> [Double] in
      let weights = plan.weights[tasks[task].weights]
      guard let grid = grids.grid(region: region, weights: tasks[task].weights, year: year) else {
        return weights.variant.rows(year: year)
      }
      return NodeRows.rows(weights, year: year, at: grid.node(tasks[task].node))
    }
    var firstTask = [Int](repeating: 0, count: plan.weights.count)
    for (task, entry) in tasks.enumerated() where entry.node == 0 { firstTask[entry.weights] = task }

    var rows: [(first: Int, grid: NodeGrid?)] = []
    var rowCounts = [Int](repeating: 0, count: membership.count)
    var sources: [[(flow: Int, node: Int)]] = membership.map { _ in [] }
    for (index, flow) in plan.flows.enumerated() {
      let grid = flow.weights.flatMap { grids.grid(region: region, weights: $0, year: year) }
      rows.append((rowCounts[flow.membership], grid))
      let count = grid?.count ?? 1
      rowCounts[flow.membership] += count
      sources[flow.membership] += (0..<count).map { (index, $0) }
    }
    self.rows = rows
    let places = sources, first = firstTask
    let ones = [Double](repeating: 1, count: Age.panelCount)
    matrices = try membership.indices.map { variant in
      let carriers = plan.membership[variant].carriers
      return try Parallel.map(places[variant].count) { place -> [Double] in
        let (index, node) = places[variant][place]
        let flow = plan.flows[index]
        guard let weights = flow.weights else {
          return [Double](repeating: 0, count: carriers.count)
            + carriers.row(ones[...], flow.statuses, shares: shares[variant], times: 1)
        }
        let panel = Age.panelCount
        let row = compiled[first[weights] + node][(flow.row * panel)..<((flow.row + 1) * panel)]
        return carriers.row(row, flow.statuses, shares: sharesBefore[variant], times: 0.5)
          + carriers.row(row, flow.statuses, shares: shares[variant], times: 0.5)
      }.flatMap { $0 }
    }
  }
}
