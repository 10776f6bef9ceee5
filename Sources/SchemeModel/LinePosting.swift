import Accounts

extension LineKind {
  /// How a line of this kind enters the account of its fund; nil for memo lines, which enter none.
  public var side: AccountSide? {
    switch self {
    case .income, .transferIn: .inflow
    case .expenditure, .transferOut: .outflow
    case .adjustment: .adjustment
    case .stockIn: .stockIn
    case .stockOut: .stockOut
    case .memo: nil
    }
  }
}

extension LineKind {
  /// The kind and size of an amount declared as of this kind: one that goes the other way changes sides where it prints
  /// as more than nothing.
  ///
  /// - Parameters:
  ///   - amount: in the currency, of any sign.
  ///   - opposite: the kind on the other side; nil where there is none, so that the sign stays.
  public func posted(_ amount: Double, opposite: LineKind?) -> (kind: LineKind, amount: Double) {
    guard amount < -Measures.negligible, let opposite else { return (self, amount) }
    return (opposite, -amount)
  }
}

extension FlowLine {
  /// The kind of the line in the account of a fund, its own or its counterpart's; nil where it enters none.
  public func kind(in fund: Int) -> LineKind? {
    if self.fund == fund { return kind == .memo ? nil : kind }
    return counterpart == fund ? kind.opposite : nil
  }

  /// How an amount below zero stands in the account of a fund: a transfer the other way; spending that somebody outside the funds
  /// bears (a loss of insurers) as income, where the line says under which item; nil for lines without another side.
  public func opposite(in fund: Int) -> LineKind? {
    guard let declared = kind(in: fund) else { return nil }
    if let opposite = declared.opposite { return opposite }
    guard reversedItems != nil, counterpart == nil else { return nil }
    return declared == .expenditure ? .income : nil
  }

  /// The part of the year for which an amount moved in month m earns interest, (12 − m)/12, as the mean over the months in which
  /// the line moves (<doc:Ledgers>); nil for a line that runs over the year, which earns its timing τ.
  public func interestWeight(_ parameters: ParameterSet, year: Int) -> Double? {
    guard isDated else { return nil }
    let months = monthWeights(parameters, year: year), whole = months.reduce(0, +)
    guard whole != 0 else { return 0 }
    return months.enumerated().reduce(0) { $0 + $1.element / whole * Double(11 - $1.offset) / 12 }
  }

  /// The months in which the line moves by its own factors: its profile times the factors of each month. A stock moves
  /// when its share comes into force, so each month has what the share has risen by.
  ///
  /// - Returns: twelve weights in proportion, which sum to no particular number.
  public func monthWeights(_ parameters: ParameterSet, year: Int) -> [Double] {
    guard source.movesStock else { return multipliers(product, parameters, year: year) }
    let factors = (0..<12).map { product.value(parameters, year: year, month: $0) }
    return factors.indices.map { $0 == 0 ? factors[0] : factors[$0] - factors[$0 - 1] }
  }

  /// What multiplies the source in each month of a year: the month's weight times the factors in force then.
  ///
  /// - Parameter year: the index of the year, 0 for the base year.
  /// - Returns: twelve factors, which sum to the factor of the year.
  public func multipliers(_ product: ScalarProduct, _ parameters: ParameterSet, year: Int) -> [Double] {
    let moves = parameters.movesWithin(year, product.parameters)
    let whole = moves ? 0 : product.value(parameters, year: year, month: 0)
    return (0..<12).map { month in
      (monthlyProfile?[month] ?? 1.0 / 12) * (moves ? product.value(parameters, year: year, month: month) : whole)
    }
  }
}
