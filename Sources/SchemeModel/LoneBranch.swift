/// Expected excesses of what one branch alone leaves, all cells and parts at once.
extension BillParts {
  /// E[(U − b)⁺] per person-year, `[cell][break]`, U the counted part of what the basic scheme leaves (``LeftPart`` says how).
  func excesses(counted: Double, over breaks: [Double]) -> [[Double]] {
    let deductible = self.deductible.map { $0 * counted }
    var amounts = LognormalAmounts(mean: mean.map { $0 * counted }, logVariance: logVariance)
    // A plan that pays nothing has neither deductible nor top.
    var start = deductible, top = deductible
    for (part, terms) in terms.enumerated() {
      let pays = terms.rate > 0 && terms.ceiling > 0
      for place in (part * cells)..<((part + 1) * cells) {
        start[place] = pays ? deductible[place] : .infinity
        top[place] = pays ? deductible[place] + counted * terms.ceiling / terms.rate : .infinity
      }
    }
    let overStart = amounts.excess(over: start), overTop = amounts.excess(over: top)
    var sums = [Double](repeating: 0, count: breaks.count * cells)
    var threshold = start, factor = start, constant = start
    for (place, limit) in breaks.enumerated() {
      for (part, terms) in terms.enumerated() {
        let pays = terms.rate > 0 && terms.ceiling > 0
        let rate = pays ? terms.rate : 0, ceiling = pays ? counted * terms.ceiling : 0, kept = 1 - rate
        let leftInBand = !pays ? Double.infinity : rate == 1 ? 0 : kept / rate * ceiling
        for i in (part * cells)..<((part + 1) * cells) {
          let begin = start[i]
          if limit <= 0 || limit < begin {
            (threshold[i], factor[i], constant[i]) = (max(limit, 0), 1, -rate * (overStart[i] - overTop[i]))
          } else if limit < begin + leftInBand {
            (threshold[i], factor[i], constant[i]) = (begin + (limit - begin) / kept, kept, rate * overTop[i])
          } else {
            (threshold[i], factor[i], constant[i]) = (limit + ceiling, 1, 0)
          }
        }
      }
      let excess = amounts.excess(over: threshold)
      for part in terms.indices {
        for cell in 0..<cells {
          let i = part * cells + cell
          sums[place * cells + cell] += probability[i] * (factor[i] * excess[i] + constant[i])
        }
      }
    }
    return (0..<cells).map { cell in breaks.indices.map { sums[$0 * cells + cell] } }
  }
}
