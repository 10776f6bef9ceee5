import Quantities
import SchemeModel

/// The scalar product of a line on columns.
struct LineFactor: Sendable {
  /// Every factor, the year as the mean of its months; one value a year.
  let central: [Double]
  /// The factors that differ between columns, each a product of parameters or one minus it.
  private let moving: [Moving]
  /// The other factors, one value a year; unused where a factor moves within the year.
  private let rest: [Double]
  private let isMonthly: [Bool]

  private struct Moving: Sendable {
    let isComplement: Bool
    /// Central values by year and node of each parameter.
    let parameters: [(central: [Double], node: Int?)]

    func value(_ slab: ColumnSlab?, _ year: Int, _ column: Int) -> Double {
      let product = parameters.reduce(1) { product, parameter in
        let difference = slab.flatMap { slab in
          parameter.node.map { slab.differences[$0 * ColumnSlab.width + column] }
        }
        return product * (parameter.central[year] + (difference ?? 0))
      }
      return isComplement ? 1 - product : product
    }
  }

  init(_ line: FlowLine, _ parameters: ParameterSet, _ nodes: [ParameterID: Int], _ timeline: Timeline) {
    let product = line.product, years = 0..<timeline.count
    central = years.map { product.value(parameters, year: $0, profile: line.monthlyProfile) }
    let differs = product.factors.map { $0.parameters.contains { nodes[$0] != nil } }
    moving = zip(product.factors, differs).filter(\.1).map { factor, _ in
      var isComplement = false
      if case .complement = factor { isComplement = true }
      return Moving(
        isComplement: isComplement, parameters: factor.parameters.map { (parameters[$0].annual, nodes[$0]) })
    }
    let others = ScalarProduct(zip(product.factors, differs).filter { !$0.1 }.map(\.0))
    rest = years.map { others.value(parameters, year: $0, profile: line.monthlyProfile) }
    isMonthly = years.map { parameters.movesWithin($0, product.parameters) }
  }

  /// The product in every column. Where factors move within the year, the differing ones multiply its mean in proportion.
  func fill(_ target: inout [Double], at start: Int, _ slab: ColumnSlab, _ year: Int) {
    let width = ColumnSlab.width
    guard !moving.isEmpty else {
      for column in 0..<width { target[start + column] = central[year] }
      return
    }
    // In proportion to nothing there is no proportion: the year's means are multiplied then.
    let inProportion = isMonthly[year] && moving.allSatisfy { $0.value(nil, year, 0) != 0 }
    for column in 0..<width {
      target[start + column] =
        inProportion
        ? moving.reduce(central[year]) { $0 * $1.value(slab, year, column) / $1.value(nil, year, column) }
        : moving.reduce(rest[year]) { $0 * $1.value(slab, year, column) }
    }
  }
}
