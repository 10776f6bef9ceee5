import Quantities
import SchemeModel

/// Rules after the last date.
extension SeriesResolution {
  /// The path with the rule run over the years after `last`, counted from its December.
  mutating func extended(_ path: [Double], after last: Int, _ rule: ThenRule, _ lever: Lever) throws -> [Double] {
    let lastIndex = last - firstYear
    guard lastIndex + 1 < yearCount else { return path }
    var path = path
    let anchor = lastIndex >= 0 ? path[lastIndex * 12 + 11] : (path.first ?? .nan)
    var growthSoFar = 1.0
    for index in max(lastIndex + 1, 0)..<yearCount {
      let years = Double(index - lastIndex)
      let value: Double
      switch rule {
      case .hold: value = anchor
      case .grow(let rate):
        growthSoFar *= 1 + rate
        value = anchor * growthSoFar
      case .growBy(let id):
        growthSoFar *= 1 + (try annual(id, index, lever))
        value = anchor * growthSoFar
      case .step(let amount): value = anchor + amount * years
      case .index(let id):
        let divisor = try annual(id, max(lastIndex, 0), lever)
        guard divisor != 0 else { throw zeroIndex(id, lastIndex, lever) }
        value = anchor * (try annual(id, index, lever)) / divisor
      case .sum(let ids): value = try ids.reduce(0) { $0 + (try annual($1, index, lever)) }
      case .multiple(let factor, let id): value = try factor * annual(id, index, lever)
      }
      for month in 0..<12 { path[index * 12 + month] = value }
    }
    return path
  }

  private func zeroIndex(_ id: ParameterID, _ lastIndex: Int, _ reader: Lever) -> FundcastError {
    let location = location(of: reader)
    let year = firstYear + max(lastIndex, 0)
    return FundcastError(
      .data,
      Diagnostic(
        "the rule after the last date divides by \(baseline.registry[id].path), which is 0 in \(year)",
        file: location?.file, line: location?.line, key: reader.path,
        remedy: "index to a lever that is not 0 then, or write hold, grow or step"))
  }

  /// The mean of a year of another lever.
  private mutating func annual(_ id: ParameterID, _ index: Int, _ reader: Lever) throws -> Double {
    let value = try values(id).annual(index)
    guard !value.isNaN else {
      let location = location(of: reader)
      throw FundcastError(
        .data,
        Diagnostic(
          "the rule after the last date reads \(baseline.registry[id].path), which has no value in \(firstYear + index)",
          file: location?.file, line: location?.line, key: reader.path,
          remedy: "give \(baseline.registry[id].path) a value from \(firstYear + index) on"))
    }
    return value
  }
}
