import Arrays
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

    /// Multiplies `target` with it, column by column.
    func multiply(
      _ target: UnsafeMutablePointer<Double>, _ differences: UnsafePointer<Double>, _ year: Int
    ) {
      let width = ColumnSlab.width
      guard isComplement else { return Self.multiply(parameters, target, differences, year) }
      withUnsafeTemporaryAllocation(of: Double.self, capacity: width) { own in
        guard let own = own.baseAddress else { return }
        own.initialize(repeating: 1, count: width)
        Self.multiply(parameters, own, differences, year)
        RowMath.complement(own, width)
        RowMath.multiply(own, into: target, width)
      }
    }

    private static func multiply(
      _ parameters: [(central: [Double], node: Int?)], _ target: UnsafeMutablePointer<Double>,
      _ differences: UnsafePointer<Double>, _ year: Int
    ) {
      let width = ColumnSlab.width
      for parameter in parameters {
        let level = parameter.central[year]
        if let node = parameter.node {
          RowMath.multiply(bySumOf: level, differences + node * width, into: target, width)
        } else {
          RowMath.multiply(by: level, into: target, width)
        }
      }
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
  func fill(_ target: UnsafeMutablePointer<Double>, _ slab: ColumnSlab, _ year: Int) {
    let width = ColumnSlab.width
    guard !moving.isEmpty else { return target.update(repeating: central[year], count: width) }
    if let months, months.moves[year] {
      for column in 0..<width { target[column] = months.value(slab, year, column) }
      return
    }
    target.update(repeating: rest[year], count: width)
    slab.differences.withUnsafeBufferPointer { differences in
      guard let differences = differences.baseAddress else { return }
      for factor in moving { factor.multiply(target, differences, year) }
    }
  }
}
