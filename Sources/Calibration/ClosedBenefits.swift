import PolicyModel
import Quantities
import SchemeModel

/// Benefits of the base year under which nothing is paid, so that no lever behind them can meet a figure.
struct ClosedBenefits {
  let baseline: Baseline
  let parameters: ParameterSet

  /// What closes the benefits that a figure is to be met by: ceilings of 0, each where it stands; empty where one of them
  /// is open.
  func faults(_ target: BaseYearTarget) -> [Diagnostic] {
    let year = target.year - baseline.baseYear, scheme = baseline.scheme
    let branches = scheme.branches.filter { $0.parameters.contains(target.unknown) }.map {
      (ceiling: $0.benefits.ceiling, rates: [$0.benefits.reimbursementRate])
    }
    let layers = scheme.layers.compactMap(\.terms).filter { $0.parameters.contains(target.unknown) }.map {
      (ceiling: $0.ceiling, rates: $0.rates)
    }
    let closed = (branches + layers).filter { benefit in
      parameters.value(benefit.ceiling, year) == 0 && benefit.rates.contains { parameters.value($0, year) > 0 }
    }
    // Where another one is open, something else is the matter.
    return closed.count == branches.count + layers.count ? closed.map { fault($0.ceiling, target) } : []
  }

  private func fault(_ ceiling: ParameterID, _ target: BaseYearTarget) -> Diagnostic {
    let none = ShortNumber.power(baseline.scheme.form.currency.noLimit)
    return Diagnostic(
      "nothing is paid under a ceiling of 0 in \(target.year), so that \(target.id) cannot be met by \(baseline.registry[target.unknown].path)",
      of: .lever(baseline.registry[ceiling].path), in: FaultScope(year: target.year), value: "0",
      remedy: "give the ceiling that applies, or \(none) or more for none")
  }
}
