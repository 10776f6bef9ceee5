import Quantities
import SchemeModel

/// What must hold between levers of care and of layers.
extension CrossChecks {
  /// Shares of the cost components of a branch sum to one.
  func baskets(_ parameters: ParameterSet) -> [Diagnostic] {
    baseline.scheme.branches.compactMap { branch in
      func sum(_ year: Int, _ month: Int) -> Double {
        branch.factors.basket.reduce(0) { $0 + parameters[$1].value(year: year, month: month) }
      }
      guard let at = firstMonth(of: branch.factors.basket, parameters, { abs(sum($0, $1) - 1) < 1e-9 })
      else { return nil }
      return fault(
        branch.factors.basket,
        "shares of the cost components of \(branch.id) do not sum to 1 in \(timeline.baseYear + at.year)",
        value: { parameters[$0].value(year: at.year, month: at.month) }, total: sum(at.year, at.month),
        remedy: "check \(branch.factors.basket.map { baseline.registry[$0].path }.joined(separator: ", "))")
    }
  }

  /// Shares of the settings of a branch sum to one, and each pays between nothing and everything.
  func settings(_ parameters: ParameterSet) -> [Diagnostic] {
    baseline.scheme.branches.filter { !$0.settings.isEmpty }.flatMap { branch -> [Diagnostic] in
      let shares = branch.settings.map(\.share)
      func value(_ id: ParameterID, _ year: Int, _ month: Int) -> Double {
        parameters[id].value(year: year, month: month)
      }
      func sum(_ year: Int, _ month: Int) -> Double { shares.reduce(0) { $0 + value($1, year, month) } }
      var found: [Diagnostic] = []
      if let at = firstMonth(of: shares, parameters, { abs(sum($0, $1) - 1) < 1e-9 }) {
        found.append(
          fault(
            shares, "shares of the settings of \(branch.id) do not sum to 1 in \(timeline.baseYear + at.year)",
            value: { value($0, at.year, at.month) }, total: sum(at.year, at.month),
            remedy: "check \(shares.map { baseline.registry[$0].path }.joined(separator: ", "))"))
      }
      for setting in branch.settings {
        func rate(_ year: Int, _ month: Int) -> Double {
          value(branch.benefits.reimbursementRate, year, month) + value(setting.rateAddition, year, month)
        }
        guard
          let at = firstMonth(
            of: [branch.benefits.reimbursementRate, setting.rateAddition, setting.share], parameters,
            { value(setting.share, $0, $1) == 0 || (-1e-12...1 + 1e-12).contains(rate($0, $1)) })
        else { continue }
        found.append(
          fault(
            [setting.rateAddition, branch.benefits.reimbursementRate],
            "the rate of \(branch.id) with its addition is no share in \(timeline.baseYear + at.year)",
            value: { value($0, at.year, at.month) }, total: rate(at.year, at.month),
            remedy:
              "keep \(baseline.registry[branch.benefits.reimbursementRate].path) + \(baseline.registry[setting.rateAddition].path) between 0 and 1"
          ))
      }
      return found
    }
  }

  /// The tiers of a layer begin one after the other, and a tier that begins pays something.
  func tiers(_ parameters: ParameterSet) -> [Diagnostic] {
    let noLimit = baseline.scheme.form.currency.noLimit
    return baseline.scheme.layers.compactMap(\.terms).flatMap { terms -> [Diagnostic] in
      func value(_ id: ParameterID, _ year: Int, _ month: Int) -> Double {
        parameters[id].value(year: year, month: month)
      }
      return (1..<terms.starts.count).compactMap { tier -> Diagnostic? in
        let start = terms.starts[tier], before = terms.starts[tier - 1], rate = terms.rates[tier]
        if let at = firstMonth(
          of: [start, rate], parameters,
          { (value(start, $0, $1) < noLimit) == (value(rate, $0, $1) > 0) })
        {
          return fault(
            [start, rate], "a tier needs both a start and a rate (\(timeline.baseYear + at.year))",
            value: { value($0, at.year, at.month) },
            remedy: "give \(baseline.registry[start].path) and \(baseline.registry[rate].path), in the same years")
        }
        if let at = firstMonth(of: [start, before], parameters, { value(before, $0, $1) <= value(start, $0, $1) }) {
          return fault(
            [start, before], "a tier begins below the one before it in \(timeline.baseYear + at.year)",
            value: { value($0, at.year, at.month) },
            remedy: "keep \(baseline.registry[before].path) at or below \(baseline.registry[start].path)")
        }
        return nil
      }
    }
  }

  /// Those who join a cover cannot have more than all claims.
  func covers(_ parameters: ParameterSet) -> [Diagnostic] {
    baseline.scheme.covers.flatMap { cover in
      cover.takeUp.compactMap { band -> Diagnostic? in
        func claims(_ year: Int, _ month: Int) -> Double {
          parameters[band.share].value(year: year, month: month)
            * parameters[cover.relativeRisk].value(year: year, month: month)
        }
        guard
          let at = firstMonth(
            of: [band.share, cover.relativeRisk], parameters, { claims($0, $1) <= 1 + 1e-12 })
        else { return nil }
        return fault(
          [band.share, cover.relativeRisk],
          "those who join from age \(band.fromAge) would have more claims than everybody in \(timeline.baseYear + at.year)",
          value: { parameters[$0].value(year: at.year, month: at.month) }, total: claims(at.year, at.month),
          remedy: "keep take-up × relative risk at 1 or below")
      }
    }
  }

  /// Whom a fund pays a head for, it pays something.
  func capitation(_ parameters: ParameterSet) -> [Diagnostic] {
    baseline.registry.levers.filter { $0.kind == "capitation" && $0.spec.name == "covered-share" }.compactMap { lever in
      guard let amount = baseline.registry[lever.path.replacing("covered-share", with: "amount")] else { return nil }
      func value(_ id: ParameterID, _ year: Int, _ month: Int) -> Double {
        parameters[id].value(year: year, month: month)
      }
      guard
        let at = firstMonth(
          of: [lever.id, amount.id], parameters, { (value(lever.id, $0, $1) > 0) == (value(amount.id, $0, $1) > 0) })
      else { return nil }
      return fault(
        [lever.id, amount.id],
        "payment by the head needs both the share of people and the amount (\(timeline.baseYear + at.year))",
        value: { value($0, at.year, at.month) }, remedy: "give \(lever.path) and \(amount.path), in the same years")
    }
  }

  /// Visits have one deductible a year: what a further one would be is not read.
  func yearlyDeductibles(_ parameters: ParameterSet) -> [Diagnostic] {
    baseline.scheme.branches.filter { $0.basis.deductible == .year }.compactMap { branch in
      guard let later = branch.benefits.laterDeductibleShare,
        let at = firstMonth(of: [later], parameters, { parameters[later].value(year: $0, month: $1) == 1 })
      else { return nil }
      return fault(
        [later], "\(branch.id) has one deductible a year, and no later ones (\(timeline.baseYear + at.year))",
        value: { parameters[$0].value(year: at.year, month: at.month) },
        remedy: "leave it out, or change the deductible")
    }
  }
}
