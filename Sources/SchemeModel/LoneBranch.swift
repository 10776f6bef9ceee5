/// Expected excesses of what one branch alone leaves, all cells and parts at once.
extension BillParts {
  /// What a part's plan does to an expense: all of it is left below its start, a kept share up to its top, all but the ceiling
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
  }

  /// E[(U − b)⁺] per person-year, `[break][cell]`, U the counted part of what the basic scheme leaves (``LeftPart`` says how).
  func excesses(counted: Double, over breaks: [Double]) -> [[Double]] {
    let amounts = counted == 1 ? amounts : LognormalAmounts([amounts], times: [counted])
    let bands = terms.map { Band($0, counted: counted) }
    var starts = deductible, tops = deductible
    for (part, terms) in terms.enumerated() {
      for place in (part * cells)..<((part + 1) * cells) {
        starts[place] = terms.pays ? counted * deductible[place] : .infinity
        tops[place] = terms.pays ? starts[place] + counted * terms.ceiling / terms.rate : .infinity
      }
    }
    // What the plan pays of the stretch above the start, and of all above the top.
    var paid = amounts.excess(over: starts), paidAbove = amounts.excess(over: tops)
    for (part, band) in bands.enumerated() {
      for place in (part * cells)..<((part + 1) * cells) {
        paidAbove[place] *= band.rate
        paid[place] = band.rate * paid[place] - paidAbove[place]
      }
    }
    var excess = starts
    return breaks.map { limit in
      setThresholds(&excess, starts, bands, limit)
      amounts.replace(&excess)
      return sums(excess, starts, bands, paid: paid, paidAbove: paidAbove, limit)
    }
  }

  /// The expenses that leave `limit`.
  private func setThresholds(_ thresholds: inout [Double], _ starts: [Double], _ bands: [Band], _ limit: Double) {
    let starts = starts.span
    var thresholds = thresholds.mutableSpan
    for (part, band) in bands.enumerated() {
      for i in (part * cells)..<((part + 1) * cells) {
        let start = starts[unchecked: i]
        thresholds[unchecked: i] =
          limit <= start || limit <= 0
          ? max(limit, 0) : limit < start + band.left ? start + (limit - start) / band.kept : limit + band.ceiling
      }
    }
  }

  /// Means over the parts of a cell: the excess of the expense over its threshold, less what the plan pays of the rest.
  private func sums(
    _ excess: [Double], _ starts: [Double], _ bands: [Band], paid: [Double], paidAbove: [Double], _ limit: Double
  ) -> [Double] {
    let excess = excess.span, starts = starts.span, paid = paid.span, paidAbove = paidAbove.span
    let probability = probability.span
    var sums = [Double](repeating: 0, count: cells)
    var result = sums.mutableSpan
    for (part, band) in bands.enumerated() {
      let first = part * cells
      for cell in 0..<cells {
        let i = first + cell, start = starts[unchecked: i], over = excess[unchecked: i]
        let left =
          limit <= start || limit <= 0
          ? over - paid[unchecked: i] : limit < start + band.left ? band.kept * over + paidAbove[unchecked: i] : over
        result[unchecked: cell] += probability[unchecked: i] * left
      }
    }
    return sums
  }
}
