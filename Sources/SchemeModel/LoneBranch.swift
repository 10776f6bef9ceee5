/// Expected excesses of what one branch alone leaves, all cells and settings at once.
extension BillParts {
  /// What a setting's plan does to an expense: all of it is left below its start, a kept share up to its top, all but the ceiling
  /// above. A plan that pays nothing starts nowhere.
  private struct Band {
    let rate: Double
    let kept: Double
    let ceiling: Double
    /// What is left of the stretch between start and top.
    let left: Double

    init(_ terms: Terms, counted: Double) {
      rate = terms.pays ? terms.rate : 0
      kept = 1 - rate
      ceiling = terms.pays ? counted * terms.ceiling : 0
      left = !terms.pays ? .infinity : rate == 1 ? 0 : kept / rate * ceiling
    }

    /// The expense that leaves `limit`.
    func threshold(_ start: Double, _ limit: Double) -> Double {
      limit <= start || limit <= 0
        ? max(limit, 0) : limit < start + left ? start + (limit - start) / kept : limit + ceiling
    }
  }

  /// The counted part of a group's expenses, `[setting][cell]` each.
  private struct Left {
    let bills: GroupBills
    let probability: [Double]
    /// Where the plan starts to pay.
    let starts: [Double]
    /// What the plan pays of the stretch above the start, and of all above the top.
    let paid: [Double]
    let paidAbove: [Double]
  }

  /// E[(U − b)⁺] per person-year, `[break][cell]`, U the counted part of what the basic scheme leaves (``LeftPart`` says how).
  func excesses(counted: Double, over breaks: [Double]) -> [[Double]] {
    let bands = terms.map { Band($0, counted: counted) }, groups = groups.map { left($0, bands, counted) }
    return breaks.map { limit in
      let excesses = groups.map { group in
        group.bills.excess(over: bySetting(group.starts, bands) { $0.threshold($1, limit) })
      }
      return sums(groups, bands, excesses, limit)
    }
  }

  private func left(_ group: Group, _ bands: [Band], _ counted: Double) -> Left {
    let bills = counted == 1 ? group.bills : group.bills.times([counted])
    let starts = bySetting(group.deductible, terms) { $0.pays ? counted * $1 : .infinity }
    guard terms.contains(where: \.pays) else {
      let nothing = [Double](repeating: 0, count: starts.count)
      return Left(bills: bills, probability: group.probability, starts: starts, paid: nothing, paidAbove: nothing)
    }
    let widths = bands.map { $0.rate > 0 ? $0.ceiling / $0.rate : .infinity }
    let over = bills.excess(over: starts), above = bills.excess(over: bySetting(starts, widths) { $1 + $0 })
    let paidAbove = bySetting(above, bands) { $1 * $0.rate }, paid = bySetting(over, bands) { $1 * $0.rate }
    return Left(
      bills: bills, probability: group.probability, starts: starts, paid: zip(paid, paidAbove).map { $0 - $1 },
      paidAbove: paidAbove)
  }

  /// Means over the parts of a cell: the excess of the expense over its threshold, less what the plan pays of the rest.
  private func sums(_ groups: [Left], _ bands: [Band], _ excesses: [[Double]], _ limit: Double) -> [Double] {
    var sums = [Double](repeating: 0, count: cells)
    var result = sums.mutableSpan
    for (setting, band) in bands.enumerated() {
      let first = setting * cells
      for (group, excess) in zip(groups, excesses) {
        let starts = group.starts.span, paid = group.paid.span, paidAbove = group.paidAbove.span
        let probability = group.probability.span, excess = excess.span
        for cell in 0..<cells {
          let i = first + cell, start = starts[unchecked: i], over = excess[unchecked: i]
          let left =
            limit <= start || limit <= 0
            ? over - paid[unchecked: i] : limit < start + band.left ? band.kept * over + paidAbove[unchecked: i] : over
          result[unchecked: cell] += probability[unchecked: i] * left
        }
      }
    }
    return sums
  }
}
