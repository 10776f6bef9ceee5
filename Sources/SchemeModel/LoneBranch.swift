import Arrays

/// Expected excesses of what one branch alone leaves, all cells and parts at once.
extension BillParts {
  /// E[(U − b)⁺] per person-year, `[cell][break]`, U the counted part of what the basic scheme leaves (``LeftPart`` says how).
  func excesses(counted: Double, over breaks: [Double]) -> [[Double]] {
    let mean = self.mean.map { $0 * counted }, deductible = self.deductible.map { $0 * counted }
    // A plan that pays nothing has neither deductible nor top.
    let pays = terms.map { $0.rate > 0 && $0.ceiling > 0 }
    var start = deductible, top = deductible
    for (part, terms) in terms.enumerated() {
      for place in (part * cells)..<((part + 1) * cells) {
        start[place] = pays[part] ? deductible[place] : .infinity
        top[place] = pays[part] ? deductible[place] + counted * terms.ceiling / terms.rate : .infinity
      }
    }
    let overStart = LognormalLayer.excess(mean: mean, logVariance: logVariance, over: start)
    let overTop = LognormalLayer.excess(mean: mean, logVariance: logVariance, over: top)
    var result = [[Double]](repeating: [Double](repeating: 0, count: breaks.count), count: cells)
    var threshold = start, factor = start, constant = start
    for (place, limit) in breaks.enumerated() {
      for (part, terms) in terms.enumerated() {
        let rate = pays[part] ? terms.rate : 0, ceiling = pays[part] ? counted * terms.ceiling : 0
        for i in (part * cells)..<((part + 1) * cells) {
          let leftAtTop =
            top[i] < .infinity ? (rate == 1 ? start[i] : start[i] + (1 - rate) / rate * ceiling) : .infinity
          if limit <= 0 || limit < start[i] {
            (threshold[i], factor[i], constant[i]) = (max(limit, 0), 1, -rate * (overStart[i] - overTop[i]))
          } else if limit < leftAtTop {
            (threshold[i], factor[i]) = (start[i] + (limit - start[i]) / (1 - rate), 1 - rate)
            constant[i] = rate * overTop[i]
          } else {
            (threshold[i], factor[i], constant[i]) = (limit + ceiling, 1, 0)
          }
        }
      }
      let excess = LognormalLayer.excess(mean: mean, logVariance: logVariance, over: threshold)
      for i in probability.indices {
        result[i % cells][place] += probability[i] * (factor[i] * excess[i] + constant[i])
      }
    }
    return result
  }
}
