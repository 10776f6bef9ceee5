import SchemeModel

extension ProjectionResult {
  /// A line of a year month by month, yuan; the months add up to the year.
  ///
  /// A month has its weight in the line's profile times what the factors of the line are in that month (model.md section 0).
  /// Payments of a branch whose benefit moves within the year follow the profile alone.
  public func months(line index: Int, scenario: Int, region: Int = 0, year: Int) -> [Double] {
    let line = scheme.lines[index]
    let amount = amount(scenario: scenario, region: region, line: index, year: year)
    let parameters = input.scenarios[valuesInForce(scenario: scenario, region: region, year: year)].parameters[region]
    let own = line.monthlyProfile ?? [Double](repeating: 1.0 / 12, count: 12)
    var weights = line.monthWeights(parameters, year: year)
    let others: [Int] =
      switch line.source {
      case .lines(let lines): lines
      case .within(let line, _): [line]
      default: []
      }
    if !others.isEmpty, line.monthlyProfile == nil {
      let parts = others.map { months(line: $0, scenario: scenario, region: region, year: year) }
      weights = (0..<12).map { month in
        parts.reduce(0) { $0 + $1[month] } * line.product.value(parameters, year: year, month: month)
      }
    }
    let sum = weights.reduce(0, +)
    return sum == 0 ? own.map { $0 * amount } : weights.map { amount * $0 / sum }
  }
}
