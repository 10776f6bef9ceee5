import Arrays
import Quantities
import SchemeModel

/// Flows of one year on one slab: one matrix product for every way of moving people, then nodes into values.
struct PathFlows {
  private static let width = ColumnSlab.width

  let plan: RegionPathPlan
  let grids: PathGrids
  let region: Int
  let compiled: PathYear
  let columns: ColumnSlab
  let people: [PeopleSlab]

  init(
    _ plan: RegionPathPlan, _ grids: PathGrids, region: Int, _ compiled: PathYear, _ columns: ColumnSlab,
    _ people: [PeopleSlab]
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

  /// Every flow by column, person-years, services or yuan.
  func values(_ year: Int) -> [[Double]] {
    let products = people.indices.map { product($0) }
    var places: [Int: Place] = [:]
    return plan.flows.enumerated().map { index, flow in
      let (first, grid) = compiled.rows[index]
      let rows = products[flow.membership][(first * Self.width)..<((first + (grid?.count ?? 1)) * Self.width)]
      guard let weights = flow.weights, grids.evaluations[region][weights] != .central else { return Array(rows) }
      guard let grid else { return direct(flow, weights, year, Array(0..<Self.width), Array(rows)) }
      let place = places[weights] ?? self.place(weights, grid, year)
      places[weights] = place
      let quantity = plan.weights[weights].variant.block.quantities[flow.row]
      var values = [Double](repeating: 0, count: Self.width)
      for node in 0..<grid.count {
        let start = rows.startIndex + node * Self.width
        for column in 0..<Self.width {
          values[column] += place.cardinals[node * Self.width + column] * rows[start + column]
        }
      }
      for column in 0..<Self.width {
        var relative = place.scales[column]
        relative.cost /= place.money[column]
        let factor = NodeRows.factor(quantity, relative)
        if case .services = quantity {
          values[column] *= factor
        } else {
          values[column] *= factor * place.money[column]
        }
      }
      return place.outside.isEmpty ? values : direct(flow, weights, year, place.outside, values)
    }
  }

  private func product(_ variant: Int) -> [Double] {
    let matrix = compiled.matrices[variant]
    let inner = 2 * people[variant].carriers.count, rows = matrix.count / inner
    return [Double](unsafeUninitializedCapacity: rows * Self.width) { target, filled in
      matrix.withUnsafeBufferPointer { a in
        people[variant].persons.withUnsafeBufferPointer { b in
          guard let a = a.baseAddress, let b = b.baseAddress, let c = target.baseAddress else { return }
          BLAS.multiply(
            rows: rows, inner: inner, columns: Self.width, a: a, lda: inner, b: b, ldb: Self.width, c: c,
            ldc: Self.width)
        }
      }
      filled = rows * Self.width
    }
  }

  private func place(_ weights: Int, _ grid: NodeGrid, _ year: Int) -> Place {
    let block = plan.weights[weights].columns
    let scales = (0..<Self.width).map { block.scale(columns, year, $0) }
    let at = scales.map { block.coordinates($0) }
    let outside = (0..<Self.width).filter { !grid.contains(at[$0].place) }
    let cardinals = grid.cardinals(at: at.map(\.place)), money = at.map(\.money)
    return Place(scales: scales, money: money, cardinals: cardinals, outside: outside)
  }

  /// The weights of each of `chosen` columns compiled for it alone.
  private func direct(
    _ flow: PathFlow, _ weights: Int, _ year: Int, _ chosen: [Int], _ values: [Double]
  ) -> [Double] {
    let entry = plan.weights[weights], people = people[flow.membership], panel = Age.panelCount
    var values = values
    for column in chosen {
      let rows = entry.variant.rows(year: year, scale: entry.columns.scale(columns, year, column))
      let own = rows[(flow.row * panel)..<((flow.row + 1) * panel)]
      let row =
        people.carriers.row(own, flow.statuses, shares: compiled.sharesBefore[flow.membership], times: 0.5)
        + people.carriers.row(own, flow.statuses, shares: compiled.shares[flow.membership], times: 0.5)
      var sum = 0.0
      for (carrier, weight) in row.enumerated() { sum += weight * people.persons[carrier * Self.width + column] }
      values[column] = sum
    }
    return values
  }
}
