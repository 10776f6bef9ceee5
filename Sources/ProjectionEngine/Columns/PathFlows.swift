import Arrays
import Demography
import Quantities
import SchemeModel

/// Flows of one year on one slab: one matrix product for every group of people, then nodes into values.
struct PathFlows {
  private static let width = ColumnSlab.width

  let plan: RegionPathPlan
  let grids: PathGrids
  let region: Int
  let compiled: PathYear
  let columns: ColumnSlab
  let people: [CohortPeople]

  init(
    _ plan: RegionPathPlan, _ grids: PathGrids, region: Int, _ compiled: PathYear, _ columns: ColumnSlab,
    _ people: [CohortPeople]
  ) {
    self.plan = plan
    self.grids = grids
    self.region = region
    self.compiled = compiled
    self.columns = columns
    self.people = people
  }

  /// The values of a flow where its weights have coordinates.
  private struct Place {
    let scales: [BlockScale]
    let money: [Double]
    /// Cardinal functions, `[node][column]`.
    let cardinals: [Double]
    /// Columns outside the box.
    let outside: [Int]
  }

  /// Every flow by group of months and column, persons, services or money at the yearly rate.
  func values(_ year: Int) -> [[[Double]]] {
    let counts = plan.groups.map { group in
      people[group.membership].counted(
        group.statuses, on: group.basis, sharesBefore: compiled.people.sharesBefore[group.membership],
        shares: compiled.people.shares[group.membership])
    }
    let products = plan.groups.indices.map { product(compiled.matrices[$0], counts[$0]) }
    var places: [Int: Place] = [:]
    // Flows and columns of weights that are compiled for each column: one column's rows are held at a time.
    var alone: [Int: (columns: [Int], flows: [Int])] = [:]
    var values = plan.flows.enumerated().map { index, flow -> [[Double]] in
      let weights = flow.weights
      let (first, grid) = compiled.rows[index]
      let size = (grid?.count ?? 1) * Self.width
      let rows = (0..<compiled.months[weights].count).map { group in
        products[flow.group][(first * Self.width + group * size)..<(first * Self.width + (group + 1) * size)]
      }
      guard grids.evaluations[region][weights] != .central else { return rows.map(Array.init) }
      guard let grid else {
        alone[weights, default: (Array(0..<columns.used), [])].flows.append(index)
        return rows.map(Array.init)
      }
      let place = places[weights] ?? self.place(weights, grid, year)
      places[weights] = place
      if !place.outside.isEmpty { alone[weights, default: (place.outside, [])].flows.append(index) }
      return rows.map { interpolated($0, grid, place, plan.weights[weights].variant.quantities[flow.row]) }
    }
    for (weights, item) in alone {
      let entry = plan.weights[weights]
      for (group, month) in compiled.months[weights].first.enumerated() {
        for column in item.columns {
          let rows = entry.columns.rows(entry.variant, columns, year, month: month, column)
          for index in item.flows { values[index][group][column] = sum(plan.flows[index], rows, column, counts) }
        }
      }
    }
    return values
  }

  /// A flow of a column from rows of its own.
  private func sum(_ flow: PathFlow, _ rows: [Double], _ column: Int, _ counts: [[Double]]) -> Double {
    let panel = Age.panelCount, people = counts[flow.group]
    return (0..<panel).reduce(0) { $0 + rows[flow.row * panel + $1] * people[$1 * Self.width + column] }
  }

  private func interpolated(_ rows: ArraySlice<Double>, _ grid: NodeGrid, _ place: Place, _ quantity: Quantity)
    -> [Double]
  {
    let width = Self.width
    var values = [Double](repeating: 0, count: width)
    for node in 0..<grid.count {
      let start = rows.startIndex + node * width
      for column in 0..<width { values[column] += place.cardinals[node * width + column] * rows[start + column] }
    }
    for column in 0..<width {
      var relative = place.scales[column]
      relative.cost /= place.money[column]
      let factor = NodeRows.factor(quantity, relative)
      if case .services = quantity { values[column] *= factor } else { values[column] *= factor * place.money[column] }
    }
    return values
  }

  private func product(_ matrix: [Double], _ people: [Double]) -> [Double] {
    let rows = matrix.count / Age.panelCount
    return [Double](unsafeUninitializedCapacity: rows * Self.width) { target, filled in
      matrix.withUnsafeBufferPointer { a in
        people.withUnsafeBufferPointer { b in
          TileProduct.multiply(
            MatrixBlock(a, rows: rows, columns: Age.panelCount),
            MatrixBlock(b, rows: Age.panelCount, columns: Self.width),
            into: MutableMatrixBlock(target, rows: rows, columns: Self.width))
        }
      }
      filled = rows * Self.width
    }
  }

  private func place(_ weights: Int, _ grid: NodeGrid, _ year: Int) -> Place {
    let block = plan.weights[weights].columns
    let scales = (0..<Self.width).map { block.scale(columns, year, $0) }
    let at = scales.map { block.place(of: $0) }
    let outside = (0..<columns.used).filter {
      !grid.contains(at[$0].place) || !block.isComplete(columns, year, $0, scales[$0])
    }
    let cardinals = grid.cardinals(at: at.map(\.place)), money = at.map(\.money)
    return Place(scales: scales, money: money, cardinals: cardinals, outside: outside)
  }
}
