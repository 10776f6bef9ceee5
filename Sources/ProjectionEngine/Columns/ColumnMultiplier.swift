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
    let path: ParameterPath
    let node: Int?
    /// Whether the mean of a year holds in all its months.
    var isYearly = false

    /// Values on the central path by year, means of their months.
    var central: [Double] { path.annual }

    /// The value of a month on the central path.
    func central(_ year: Int, _ month: Int) -> Double {
      isYearly ? path.annual[year] : path.value(year: year, month: month)
    }

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
  var counted: Factor?

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

  /// Its value at a moment of the central path; nil for nothing, which nothing multiplies, and for an amount that nobody reaches: on
  /// columns it must stay one, see ``isOutOfReach(_:)``.
  func central(_ currency: Currency, year: Int, month: Int) -> Double? {
    if let counted, counted.central(year, month) == 0 { return nil }
    let level =
      prices.isEmpty ? 1 : prices.reduce(0) { $0 + $1.share.central(year, month) * $1.price.central(year, month) }
    let product = factors.reduce(level) { $0 * $1.central(year, month) }
    return product == 0 || kind == .threshold && product >= currency.noLimit ? nil : product
  }

  /// Whether an amount that nobody reaches on the central path is one on a column too, by value ÷ central value.
  func isOutOfReach(_ ratio: Double) -> Bool { kind != .threshold || ratio > 0.5 }

  /// Value ÷ central value in a month, by column: months move in proportion to their year.
  func ratios(_ slab: ColumnSlab, _ year: Int, month: Int) -> [Double] {
    let width = ColumnSlab.width
    var ratios = [Double](repeating: 1, count: width)
    func multiply(_ differences: [(node: Int, share: Double)]) {
      ratios.withUnsafeMutableBufferPointer { ratios in
        slab.differences.withUnsafeBufferPointer { all in
          for column in 0..<width {
            var sum = 0.0
            for item in differences { sum += item.share * all[item.node * width + column] }
            ratios[column] *= 1 + sum
          }
        }
      }
    }
    for factor in factors {
      guard let node = factor.node, factor.central[year] != 0 else { continue }
      multiply([(node, 1 / factor.central[year])])
    }
    // Of a mean of prices each has the part of the month.
    let level = prices.reduce(0) { $0 + $1.share.central(year, month) * $1.price.central(year, month) }
    let moving = prices.compactMap { item -> (node: Int, share: Double)? in
      guard let node = item.price.node, item.price.central[year] != 0, level != 0 else { return nil }
      return (
        node, item.share.central(year, month) * item.price.central(year, month) / item.price.central[year] / level
      )
    }
    if !moving.isEmpty { multiply(moving) }
    return ratios
  }
}
