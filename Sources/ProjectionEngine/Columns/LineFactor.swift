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
  /// What a year whose factors move within it is computed from, month by month; nil where none does.
  private let months: Months?

  private struct Moving: Sendable {
    let isComplement: Bool
    /// Central values by year and node of each parameter.
    let parameters: [(central: [Double], node: Int?)]

    func value(_ slab: ColumnSlab, _ year: Int, _ column: Int) -> Double {
      let product = parameters.reduce(1) { product, parameter in
        let difference = parameter.node.map { slab.differences[$0 * ColumnSlab.width + column] } ?? 0
        return product * (parameter.central[year] + difference)
      }
      return isComplement ? 1 - product : product
    }
  }

  private struct Months: Sendable {
    let line: FlowLine
    let parameters: ParameterSet
    let moving: [(id: ParameterID, node: Int)]
    /// By year.
    let moves: [Bool]

    func value(_ slab: ColumnSlab, _ year: Int, _ column: Int) -> Double {
      var own = parameters
      for (id, node) in moving {
        own.paths[id.index] = parameters[id].moved(in: year, by: slab.differences[node * ColumnSlab.width + column])
      }
      return line.product.value(own, year: year, profile: line.monthlyProfile)
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
    let moves = years.map { parameters.movesWithin($0, product.parameters) }
    months =
      moves.contains(true)
      ? Months(
        line: line, parameters: parameters, moving: product.parameters.compactMap { id in nodes[id].map { (id, $0) } },
        moves: moves) : nil
  }

  /// The product in every column; where factors move within the year, the mean of its months.
  func fill(_ target: inout [Double], at start: Int, _ slab: ColumnSlab, _ year: Int) {
    let width = ColumnSlab.width
    guard !moving.isEmpty else {
      for column in 0..<width { target[start + column] = central[year] }
      return
    }
    if let months, months.moves[year] {
      for column in 0..<width { target[start + column] = months.value(slab, year, column) }
      return
    }
    for column in 0..<width {
      target[start + column] = moving.reduce(rest[year]) { $0 * $1.value(slab, year, column) }
    }
  }
}
