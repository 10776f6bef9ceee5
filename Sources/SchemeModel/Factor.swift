/// A factor of a line that is the same for everybody: it multiplies the line's quantity.
public enum ScalarFactor: Sendable, Hashable {
  /// A parameter.
  case parameter(ParameterID)
  /// One minus the product of parameters.
  case complement([ParameterID])
  /// A number.
  case constant(Double)

  /// The parameters the factor reads.
  public var parameters: [ParameterID] {
    switch self {
    case .parameter(let id): [id]
    case .complement(let ids): ids
    case .constant: []
    }
  }

  /// The value in `month` (0…11) of the year at `year`.
  public func value(_ parameters: ParameterSet, year: Int, month: Int) -> Double {
    switch self {
    case .parameter(let id): parameters[id].value(year: year, month: month)
    case .complement(let ids): 1 - ids.reduce(1) { $0 * parameters[$1].value(year: year, month: month) }
    case .constant(let value): value
    }
  }
}

/// A product of scalar factors. Where a factor moves within the year the product is formed month by month and weighted
/// with the line's monthly profile: payments are averaged, never parameters (<doc:Time>).
public struct ScalarProduct: Sendable, Hashable {
  /// The factors.
  public let factors: [ScalarFactor]
  /// The parameters the product reads.
  public let parameters: [ParameterID]

  /// A product; empty means one.
  public init(_ factors: [ScalarFactor] = []) {
    self.factors = factors
    parameters = factors.flatMap(\.parameters)
  }

  /// The product where all factors are numbers; nil where a parameter is among them.
  public var number: Double? {
    factors.reduce(1) { product, factor in
      if case .constant(let value) = factor { product.map { $0 * value } } else { nil }
    }
  }

  /// The product in one month.
  public func value(_ parameters: ParameterSet, year: Int, month: Int) -> Double {
    factors.reduce(1) { $0 * $1.value(parameters, year: year, month: month) }
  }

  /// The mean over the year, weighted with `profile`: twelve weights that sum to one, nil for equal months.
  public func value(_ parameters: ParameterSet, year: Int, profile: [Double]? = nil) -> Double {
    guard parameters.movesWithin(year, self.parameters) else { return value(parameters, year: year, month: 0) }
    return (0..<12).reduce(0) { sum, month in
      sum + (profile?[month] ?? 1.0 / 12) * value(parameters, year: year, month: month)
    }
  }
}
