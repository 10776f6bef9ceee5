import ProjectionEngine
import SchemeModel

extension Outcome {
  /// A line of a year month by month; the months add up to the year.
  ///
  /// A month has its weight in the line's profile, times what the line counts under the rules in force in that month, times
  /// the factors of that month (<doc:Time>): a benefit that changes on 1 April leaves January to March alone. Lines
  /// of other lines fall into their months; those of a balance or of last year, which are known for the year as a whole,
  /// follow profile and factors.
  public func months(line index: Int, year: Int) -> [Double] {
    let line = scheme.lines[index], parameters = parameters(year: year)
    let amount = amount(line: index, year: year)
    let multipliers = line.multipliers(line.product, parameters, year: year)
    if line.source.isUnit { return multipliers }
    if let others = line.source.counted, line.monthlyProfile == nil {
      guard !parameters.movesWithin(year, line.product.parameters) else {
        return share(amount, among: zip(sum(others, year), multipliers).map { $0 * $1 }, else: nil)
      }
      let factor = line.product.value(parameters, year: year, month: 0)
      return sum(others, year).map { $0 * factor }
    }
    switch line.source {
    case .people(let quantity, let statuses):
      guard let counted = months(quantity, statuses: statuses, year: year) else { break }
      return zip(multipliers, counted).map { $0 * $1 }
    case .mechanism(let output) where line.monthlyProfile == nil:
      guard case .bounded(let other) = output.basis else { break }
      return share(amount, among: zip(sum([other], year), multipliers).map { $0 * $1 }, else: nil)
    default: break
    }
    return share(amount, among: line.monthWeights(parameters, year: year), else: line)
  }

  /// A quantity of some statuses in every month of a year, at the yearly rate; nil where nothing of the scheme uses it.
  func months(_ quantity: Quantity, statuses: [Int], year: Int) -> [Double]? {
    result.quantityByMonth(quantity, statuses: statuses, scenario: scenario, region: region, year: year)
  }

  /// Lines together, month by month.
  private func sum(_ lines: [Int], _ year: Int) -> [Double] {
    let parts = lines.map { months(line: $0, year: year) }
    return (0..<12).map { month in parts.reduce(0) { $0 + $1[month] } }
  }

  /// An amount in proportion to weights; where these come to nothing, by the profile of a line.
  private func share(_ amount: Double, among weights: [Double], else line: FlowLine?) -> [Double] {
    let sum = weights.reduce(0, +)
    guard sum != 0 else { return (0..<12).map { amount * (line?.monthlyProfile?[$0] ?? 1.0 / 12) } }
    return weights.map { amount * $0 / sum }
  }
}
