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
  /// The first row of each flow in the matrix of its group, by group of months; those of a surface are one for each product of its
  /// quantity.
  let rows: [[Int]]
  /// By set of weights, the months of the year.
  let months: [MonthGroups]

  /// The rows that the kernels of a product take at once, or a multiple.
  static let tile = 24

  init(_ plan: RegionPathPlan, _ surfaces: [WeightSurfaces], year: Int, _ people: People) throws {
    self.people = people
    slopes = try zip(plan.membership, people.years).map { try $0.slope(year, $1.transitions) }
    let months = plan.weights.map { $0.variant.months(of: year) }
    // Only what stands still is compiled by the year; columns by themselves are compiled where they are.
    let tasks = plan.weights.indices.flatMap { index in
      months[index].first.indices.filter {
        if case .central = surfaces[index].evaluations[year][$0] { true } else { false }
      }.map { (weights: index, group: $0) }
    }
    let compiled = Parallel.map(tasks.count) { task in
      let (index, group) = tasks[task]
      return plan.weights[index].variant.rows(year: year, month: months[index].first[group])
    }
    var central = months.map { $0.first.map { _ in [Double]() } }
    for (task, rows) in zip(tasks, compiled) { central[task.weights][task.group] = rows }

    var matrices = plan.groups.map { _ in [Double]() }
    let panel = Age.panelCount
    // Flows of the same people share what they are multiplied with.
    var places: [RegionPathPlan.Product: Int] = [:]
    rows = plan.products(surfaces, year: year).map { products in
      products.map { product in
        guard let product else { return 0 }
        if let place = places[product] { return place }
        let first = matrices[product.people].count / panel
        places[product] = first
        switch product.factor {
        case .row(let row):
          matrices[product.people] += central[product.weights][product.months][(row * panel)..<((row + 1) * panel)]
        case .basis(let surface, let basis):
          matrices[product.people] += surfaces[product.weights].surfaces[surface].bases[basis].cells
        }
        return first
      }
    }
    // Of a product in pieces rows at the end go through other kernels, whose roundings differ: none of ours stands there, or what
    // a scenario gives would depend on how many rows the others of the run need.
    for group in matrices.indices where !matrices[group].isEmpty && TileProduct.vectorWidth == 0 {
      let rest = matrices[group].count / panel % Self.tile
      if rest > 0 { matrices[group] += [Double](repeating: 0, count: (Self.tile - rest) * panel) }
    }
    self.months = months
    self.matrices = matrices
  }
}
