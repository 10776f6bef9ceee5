import Arrays
import Glibc
import Quantities
import SchemeModel

/// Rows of a set of weights at places of the box of a surface.
extension SurfaceBuilder {
  /// Rows at places of the box in some cells, use and bill divided out, `[place][row][cell]`.
  func rows(at places: [[Double]], _ cells: [Int]?) -> [[[Double]]] {
    let variant = weights.variant, first = moments[0]
    let function = variant.function(year: first.year, month: first.month, cells: cells)
    var own = variant.parameters, reference = variant.reference
    return places.map { place in
      let logs = space.logs(at: place)
      for (group, members) in space.groups.enumerated() {
        let factor = exp(logs[group])
        for member in members {
          let multiplier = weights.columns.multipliers[member], id = multiplier.carrier
          func moved(_ set: ParameterSet) -> ParameterPath {
            set[id].moved(in: first.year, by: set[id].annual[first.year] * (factor - 1))
          }
          if multiplier.isOfReference {
            if let set = variant.reference { reference?.paths[id.index] = moved(set) }
          } else {
            own.paths[id.index] = moved(variant.parameters)
          }
        }
      }
      let rows = function.rows(own, reference: reference, isFloored: false)
      return rows.indices.map { row in
        let divisor = exp(factors[row].reduce(0) { $0 + logs[$1] })
        return rows[row].map { $0 / divisor }
      }
    }
  }

  /// What rows are shares of, `[row][cell]`: bills of the first moment, contribution base or services.
  func units(_ cells: [Int]) -> [[Double]] {
    let variant = weights.variant, first = moments[0]
    let function = variant.function(year: first.year, month: first.month, cells: cells)
    let rows = function.rows(variant.parameters, reference: variant.reference)
    let bills =
      variant.block.isCare ? function.bills(variant.parameters, reference: variant.reference) : []
    return quantities.enumerated().map { row, quantity in
      switch quantity {
      case .bill, .eligible, .fundPayment, .layerPayment: bills
      default: rows[row]
      }
    }
  }

  /// Rows as shares of their units, `[row][cell]`; nothing where there is no unit.
  func divided(_ rows: [[Double]], _ units: [[Double]]) -> [[Double]] {
    zip(rows, units).map { row, unit in zip(row, unit).map { $1 == 0 ? 0 : $0 / $1 } }
  }

  /// Cells whose rows differ, and for every cell the one of them that it is like: they are alike at two places of the box.
  func distinctCells() -> (first: [Int], like: [Int]) {
    let axis = (0..<space.dimensions).map { 0.3 + 0.1 * Double($0 % 5) }
    let seen = rows(at: [axis.map { _ in 0 }, axis], nil).flatMap { $0 }
    let unique = UniqueCells(seen)
    return (unique.first, unique.cells)
  }
}
