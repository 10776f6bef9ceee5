import Quantities
import SchemeModel

/// One thing that columns multiply in a set of weights: how often a branch is used, its bill, or an amount at which a payment
/// begins or ends; of contribution bases earnings, or their bounds.
struct ColumnMultiplier: Sendable {
  enum Kind: Sendable {
    case use
    case money
    case threshold
  }

  /// A parameter, its values on the central path and where its difference stands; nil where columns agree.
  struct Factor: Sendable {
    let id: ParameterID
    let central: [Double]
    let node: Int?

    func value(_ slab: ColumnSlab, _ year: Int, _ column: Int) -> Double {
      central[year] + (node.map { slab.differences[$0 * ColumnSlab.width + column] } ?? 0)
    }
  }

  /// Price levels of components and their shares in the bill.
  struct Price: Sendable {
    let share: Factor
    let price: Factor
  }

  let kind: Kind
  /// What is multiplied with each other.
  let factors: [Factor]
  /// The mean of price levels is a factor too; empty where bills have none.
  let prices: [Price]
  /// The parameter that takes the factor where rows are evaluated.
  let carrier: ParameterID
  /// Whether it is one of the reference of demand.
  let isOfReference: Bool
  /// The part of its branch that counts; where that is nothing, it multiplies nothing. Nil for all of it.
  var counted: ParameterID?

  init(
    _ kind: Kind, _ factors: [Factor], prices: [Price] = [], carrier: ParameterID, isOfReference: Bool = false
  ) {
    self.kind = kind
    self.factors = factors
    self.prices = prices
    self.carrier = carrier
    self.isOfReference = isOfReference
  }

  /// Whether columns differ in it.
  var moves: Bool { factors.contains { $0.node != nil } || prices.contains { $0.price.node != nil } }

  /// Every parameter it follows from.
  var parameters: [ParameterID] { factors.map(\.id) + prices.flatMap { [$0.share.id, $0.price.id] } }

  /// Its value at a moment of the central path; nil for nothing, and for an amount that nobody reaches, neither of which anything
  /// multiplies.
  func central(_ parameters: ParameterSet, _ currency: Currency, year: Int, month: Int) -> Double? {
    func value(_ factor: Factor) -> Double { parameters[factor.id].value(year: year, month: month) }
    if let counted, parameters[counted].value(year: year, month: month) == 0 { return nil }
    let level = prices.isEmpty ? 1 : prices.reduce(0) { $0 + value($1.share) * value($1.price) }
    let product = factors.reduce(level) { $0 * value($1) }
    return product == 0 || kind == .threshold && product >= currency.noLimit ? nil : product
  }

  /// Value ÷ central value, by column.
  func ratios(_ slab: ColumnSlab, _ year: Int) -> [Double] {
    let width = ColumnSlab.width
    var ratios = [Double](repeating: 1, count: width)
    func multiply(_ differences: [(node: Int, share: Double)], by perCentral: Double) {
      ratios.withUnsafeMutableBufferPointer { ratios in
        slab.differences.withUnsafeBufferPointer { all in
          for column in 0..<width {
            var sum = 0.0
            for item in differences { sum += item.share * all[item.node * width + column] }
            ratios[column] *= 1 + sum * perCentral
          }
        }
      }
    }
    for factor in factors {
      guard let node = factor.node, factor.central[year] != 0 else { continue }
      multiply([(node, 1)], by: 1 / factor.central[year])
    }
    let moving = prices.compactMap { price in price.price.node.map { ($0, price.share.central[year]) } }
    let level = prices.reduce(0) { $0 + $1.share.central[year] * $1.price.central[year] }
    if !moving.isEmpty, level != 0 { multiply(moving, by: 1 / level) }
    return ratios
  }
}
