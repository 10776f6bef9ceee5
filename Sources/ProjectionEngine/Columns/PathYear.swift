import Arrays
import Quantities
import SchemeModel

/// One year of a region compiled for all slabs: central moves, and the matrices that turn people into flows at every node.
struct PathYear: Sendable {
  /// How the central path moves, by membership variant.
  struct People: Sendable {
    let years: [MembershipYear]
    /// Shares of statuses at the end of the year before, and of this year, `[membership][sex·age·status]`.
    let sharesBefore: [[Double]]
    let shares: [[Double]]
  }

  let people: People
  /// By membership variant, ∂Qᵀ where a driver moves people between statuses.
  let slopes: [[Double]?]
  /// The left side of the product of each group, `[row][sex·age]`: quantities per person-year.
  let matrices: [[Double]]
  /// The first row of each flow in the matrix of its group, and the grid its rows belong to, nil where it has one row; for
  /// every group of months the rows of all nodes follow each other.
  let rows: [(first: Int, grid: NodeGrid?)]
  /// By set of weights, the months of the year.
  let months: [MonthGroups]

  /// The rows that the kernels of a product take at once, or a multiple.
  static let tile = 24

  init(_ plan: RegionPathPlan, _ grids: PathGrids, region: Int, year: Int, _ people: People) throws {
    self.people = people
    slopes = try zip(plan.membership, people.years).map { try $0.slope(year, $1.transitions) }
    let months = plan.weights.map { $0.variant.months(of: year) }
    // Every node of every set of weights is a task of its own, in every group of months.
    var firstTask: [Int] = []
    var tasks: [(weights: Int, month: Int, node: Int)] = []
    for index in plan.weights.indices {
      firstTask.append(tasks.count)
      let count = grids.grid(region: region, weights: index, year: year)?.count ?? 1
      for month in months[index].first { tasks += (0..<count).map { (index, month, $0) } }
    }
    let all = tasks
    let compiled = Parallel.map(all.count) { task -> [Double] in
      let (index, month, node) = all[task]
      guard let grid = grids.grid(region: region, weights: index, year: year) else {
        return plan.weights[index].variant.rows(year: year, month: month)
      }
      return NodeRows.rows(plan.weights[index], year: year, month: month, at: grid.node(node))
    }

    var rows: [(first: Int, grid: NodeGrid?)] = []
    var matrices = plan.groups.map { _ in [Double]() }
    let panel = Age.panelCount
    for flow in plan.flows {
      let weights = flow.weights
      let grid = grids.grid(region: region, weights: weights, year: year)
      rows.append((matrices[flow.group].count / panel, grid))
      for node in 0..<(months[weights].count * (grid?.count ?? 1)) {
        matrices[flow.group] += compiled[firstTask[weights] + node][(flow.row * panel)..<((flow.row + 1) * panel)]
      }
    }
    // Rows at the end of a product go through other kernels, whose roundings differ: none of ours stands there, or what a
    // scenario gives would depend on how many rows the others of the run need.
    for group in matrices.indices where !matrices[group].isEmpty {
      let rest = matrices[group].count / panel % Self.tile
      if rest > 0 { matrices[group] += [Double](repeating: 0, count: (Self.tile - rest) * panel) }
    }
    self.rows = rows
    self.months = months
    self.matrices = matrices
  }
}
