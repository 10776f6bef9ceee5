/// Lognormal bills of one group of users with what was found of them: the same in some settings, and expected excesses.
final class GroupBills {
  let amounts: LognormalAmounts
  private var inSettings = Recent<[Double], GroupBills>(most: 4)
  private var excesses = Recent<[Double], [Double]>(most: 16)

  init(_ amounts: LognormalAmounts) { self.amounts = amounts }

  /// The bills behind each other, all of them times each factor in turn, which may be 0.
  func times(_ factors: [Double]) -> GroupBills {
    inSettings.find(factors) ?? inSettings.keep(factors, GroupBills(LognormalAmounts(amounts, times: factors)))
  }

  /// E[(Y − x)⁺] for each threshold x, which may be infinite.
  func excess(over thresholds: [Double]) -> [Double] {
    excesses.find(thresholds) ?? excesses.keep(thresholds, amounts.excess(over: thresholds))
  }
}

/// Bills of groups, those that were used last.
final class BillMemory {
  private var bills = Recent<Key, GroupBills>(most: 16)

  private struct Key: Equatable {
    let mean: [Double]
    let logVariance: [Double]
  }

  /// Lognormal bills of these means and log-variances, by cell.
  func bills(mean: [Double], logVariance: [Double]) -> GroupBills {
    let key = Key(mean: mean, logVariance: logVariance)
    return bills.find(key)
      ?? bills.keep(key, GroupBills(LognormalAmounts(mean: mean, logVariance: logVariance)))
  }
}
