import Arrays
import Quantities

/// Expected contribution base of a contributor in every cell, drift · E[min(max(Y, floor), cap)], where E[…] = floor + T(floor) −
/// T(cap), with Y lognormal (<doc:Earnings>).
public struct EarningsKernel: Sendable {
  /// ρ by cell, normalised.
  let profile: [Double]

  /// - Parameter profile: earnings of a cell ÷ average wage.
  public init(profile: [Double]) { self.profile = profile }

  /// Money per contributor and year in `month` of the year at `year`, one value a cell.
  public func base(_ rule: EarningsRule, _ parameters: ParameterSet, year: Int, month: Int) -> [Double] {
    func value(_ id: ParameterID) -> Double { parameters[id].value(year: year, month: month) }
    let lastWage = value(rule.wage.averageLastYear)
    let floor = value(rule.base.floor) * lastWage
    let cap = value(rule.base.cap) * lastWage
    let level = value(rule.wage.average) * value(rule.base.ratio)
    let count = profile.count
    let layer = LognormalLayer.expected(
      mean: profile.map { $0 * level },
      logVariance: [Double](repeating: LognormalLayer.logVariance(variation: value(rule.wage.variation)), count: count),
      lower: [Double](repeating: floor, count: count), upper: [Double](repeating: cap, count: count))
    // A floor above the cap gives the cap to everybody: min(max(Y, floor), cap).
    // The drift is one of bases as they are declared, bounds and all: before them a floor would hold it up.
    let drift = value(rule.base.drift)
    return layer.map { (min(floor, cap) + $0) * drift }
  }
}
