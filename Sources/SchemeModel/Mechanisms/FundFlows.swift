/// What is moved in months and not over the year, money by column, and the same times the part of the year it earns interest for.
public struct DatedAmounts: Sendable, Hashable {
  /// What is moved.
  public var amounts: [Double]
  /// Each amount times the part of the year it is there.
  public var weighted: [Double]

  /// Adds what others do to the balance.
  mutating func add(_ other: DatedAmounts, _ effect: Double) {
    for column in amounts.indices {
      amounts[column] += effect * other.amounts[column]
      weighted[column] += effect * other.weighted[column]
    }
  }

  /// A part of both.
  public func times(_ factors: [Double]) -> DatedAmounts {
    DatedAmounts(
      amounts: zip(amounts, factors).map { $0 * $1 }, weighted: zip(weighted, factors).map { $0 * $1 })
  }
}

/// What one fund takes in and pays out by some lines of a year, money by column.
public struct FundFlows: Sendable {
  /// Income.
  public private(set) var income: [Double]
  /// What other funds pay in.
  public private(set) var transferIn: [Double]
  /// Expenditure.
  public private(set) var expenditure: [Double]
  /// What it pays to other funds.
  public private(set) var transferOut: [Double]
  /// Prior-year adjustments.
  public private(set) var adjustment: [Double]
  /// Stocks that arrived less those that left.
  public private(set) var stock: [Double]
  /// What dated flows of the year do to the balance.
  public private(set) var datedFlows: DatedAmounts
  /// What dated adjustments and stocks do.
  public private(set) var datedOthers: DatedAmounts

  init(columns: Int) {
    income = [Double](repeating: 0, count: columns)
    (transferIn, expenditure, transferOut, adjustment) = (income, income, income, income)
    stock = income
    datedFlows = DatedAmounts(amounts: income, weighted: income)
    datedOthers = datedFlows
  }

  /// The current balance: flows of the year alone.
  public var current: [Double] {
    income.indices.map { income[$0] + transferIn[$0] - expenditure[$0] - transferOut[$0] }
  }

  /// What the year does to the balance.
  public var change: [Double] {
    zip(current, zip(adjustment, stock)).map { $0 + $1.0 + $1.1 }
  }

  /// The sum of all amounts, whatever their side.
  public var gross: [Double] {
    income.indices.map {
      abs(income[$0]) + abs(transferIn[$0]) + abs(expenditure[$0]) + abs(transferOut[$0]) + abs(adjustment[$0])
        + abs(stock[$0])
    }
  }

  /// Enters an amount.
  ///
  /// - Parameter dated: what of it is moved in months.
  mutating func enter(_ values: ArraySlice<Double>, _ kind: LineKind, _ dated: DatedAmounts?) {
    func add(_ sum: inout [Double], _ sign: Double = 1) {
      for (column, value) in zip(sum.indices, values) { sum[column] += sign * value }
    }
    switch kind {
    case .income: add(&income)
    case .transferIn: add(&transferIn)
    case .expenditure: add(&expenditure)
    case .transferOut: add(&transferOut)
    case .adjustment: add(&adjustment)
    case .stockIn: add(&stock)
    case .stockOut: add(&stock, -1)
    case .memo: break
    }
    guard let dated, let side = kind.side else { return }
    if side.isCurrent { datedFlows.add(dated, side.effect) } else { datedOthers.add(dated, side.effect) }
  }
}
