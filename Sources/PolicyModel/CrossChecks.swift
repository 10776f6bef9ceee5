import Quantities
import SchemeModel

/// What must hold between levers in every month of a scenario, and what no range can say.
struct CrossChecks {
  let baseline: Baseline
  let timeline: Timeline
  /// The changes of the scenario: the likely cause of a fault.
  let blame: Blame

  /// Every fault of the resolved values.
  func faults(_ parameters: ParameterSet) -> [Diagnostic] {
    baskets(parameters) + bounds(parameters) + workerTypes(parameters) + destinations(parameters) + switches(parameters)
      + settings(parameters) + tiers(parameters) + covers(parameters) + capitation(parameters)
      + yearlyDeductibles(parameters) + openings(parameters)
  }

  /// A fault of levers that are wrong together. The one that the scenario changes is blamed, with its line, and the others are
  /// what it clashes with; where it changes none of them, the lever they follow; in the baseline, the first that has a place in a
  /// file.
  ///
  /// - Parameters:
  ///   - ids: the levers, the likeliest first.
  ///   - value: the value of one of them where it is wrong.
  ///   - total: what they come to together, where that is what is wrong.
  private func fault(
    _ ids: [ParameterID], _ message: String, value: (ParameterID) -> Double, total: Double? = nil, remedy: String
  ) -> Diagnostic {
    let change = blame.change(of: ids)
    let subject =
      ids.first { $0 == change?.lever } ?? ids.first { blame.location(of: $0) != nil } ?? ids[0]
    let location = change?.location ?? blame.location(of: subject)
    var text = message
    if let change {
      // A lever the change moves only by way of others clashes too.
      let others = ids.filter { $0 != change.lever }
      let shown = others.prefix(3).map { id -> String in
        let place = blame.location(of: id).map { " (\($0.file):\($0.line))" } ?? ""
        return "\(baseline.registry[id].path) = \(Self.text(value(id)))\(place)"
      }
      let verb = change.lever == subject ? "it clashes with" : "it moves"
      if !shown.isEmpty {
        text += "; \(verb) \(shown.joined(separator: ", "))" + (others.count > shown.count ? ", …" : "")
      }
    }
    return Diagnostic(
      text, file: location?.file, line: location?.line, key: baseline.registry[change?.lever ?? subject].path,
      value: Self.text(total ?? value(subject)), remedy: remedy)
  }

  /// Ten decimals: what a person wrote, without what adding up left behind.
  private static func text(_ value: Double) -> String {
    "\(value.magnitude < 1e5 ? (value * 1e10).rounded() / 1e10 : value)"
  }

  /// The first month in which `holds` fails; only January is looked at where none of the levers moves within the year.
  private func firstMonth(
    of levers: [ParameterID], _ parameters: ParameterSet, _ holds: (_ year: Int, _ month: Int) -> Bool
  ) -> (year: Int, month: Int)? {
    let months = levers.contains { parameters[$0].monthly != nil } ? 12 : 1
    for year in 0..<timeline.count {
      for month in 0..<months where !holds(year, month) { return (year, month) }
    }
    return nil
  }

  /// Shares of the cost components of a branch sum to one.
  private func baskets(_ parameters: ParameterSet) -> [Diagnostic] {
    baseline.scheme.branches.compactMap { branch in
      func sum(_ year: Int, _ month: Int) -> Double {
        branch.money.basket.reduce(0) { $0 + parameters[$1].value(year: year, month: month) }
      }
      guard let at = firstMonth(of: branch.money.basket, parameters, { abs(sum($0, $1) - 1) < 1e-9 })
      else { return nil }
      return fault(
        branch.money.basket,
        "shares of the cost components of \(branch.id) do not sum to 1 in \(timeline.baseYear + at.year)",
        value: { parameters[$0].value(year: at.year, month: at.month) }, total: sum(at.year, at.month),
        remedy: "check \(branch.money.basket.map { baseline.registry[$0].path }.joined(separator: ", "))")
    }
  }

  /// Shares of the settings of a branch sum to one, and each pays between nothing and everything.
  private func settings(_ parameters: ParameterSet) -> [Diagnostic] {
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
          value(branch.shares.paid, year, month) + value(setting.rateAddition, year, month)
        }
        guard
          let at = firstMonth(
            of: [branch.shares.paid, setting.rateAddition, setting.share], parameters,
            { value(setting.share, $0, $1) == 0 || (-1e-12...1 + 1e-12).contains(rate($0, $1)) })
        else { continue }
        found.append(
          fault(
            [setting.rateAddition, branch.shares.paid],
            "the rate of \(branch.id) with its addition is no share in \(timeline.baseYear + at.year)",
            value: { value($0, at.year, at.month) }, total: rate(at.year, at.month),
            remedy:
              "keep \(baseline.registry[branch.shares.paid].path) + \(baseline.registry[setting.rateAddition].path) between 0 and 1"
          ))
      }
      return found
    }
  }

  /// The tiers of a layer begin one after the other, and a tier that begins pays something.
  private func tiers(_ parameters: ParameterSet) -> [Diagnostic] {
    baseline.scheme.layers.compactMap(\.terms).flatMap { terms -> [Diagnostic] in
      func value(_ id: ParameterID, _ year: Int, _ month: Int) -> Double {
        parameters[id].value(year: year, month: month)
      }
      return (1..<terms.starts.count).compactMap { tier -> Diagnostic? in
        let start = terms.starts[tier], before = terms.starts[tier - 1], rate = terms.rates[tier]
        if let at = firstMonth(
          of: [start, rate], parameters,
          { (value(start, $0, $1) < LayerTerms.noLimit) == (value(rate, $0, $1) > 0) })
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
  private func covers(_ parameters: ParameterSet) -> [Diagnostic] {
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
  private func capitation(_ parameters: ParameterSet) -> [Diagnostic] {
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
  private func yearlyDeductibles(_ parameters: ParameterSet) -> [Diagnostic] {
    baseline.scheme.branches.filter { $0.thresholds.basis == .year }.compactMap { branch in
      guard let later = branch.thresholds.laterShare,
        let at = firstMonth(of: [later], parameters, { parameters[later].value(year: $0, month: $1) == 1 })
      else { return nil }
      return fault(
        [later], "\(branch.id) has one deductible a year, and no later ones (\(timeline.baseYear + at.year))",
        value: { parameters[$0].value(year: at.year, month: at.month) },
        remedy: "leave it out, or change the deductible")
    }
  }

  /// The floor of a contribution base lies below its cap.
  private func bounds(_ parameters: ParameterSet) -> [Diagnostic] {
    baseline.scheme.earnings.compactMap { rule in
      func value(_ id: ParameterID, _ year: Int, _ month: Int) -> Double {
        parameters[id].value(year: year, month: month)
      }
      guard
        let at = firstMonth(
          of: [rule.base.floor, rule.base.cap], parameters,
          { value(rule.base.floor, $0, $1) <= value(rule.base.cap, $0, $1) })
      else { return nil }
      return fault(
        [rule.base.floor, rule.base.cap], "the floor lies above the cap in \(timeline.baseYear + at.year)",
        value: { value($0, at.year, at.month) },
        remedy: "keep \(baseline.registry[rule.base.floor].path) at or below \(baseline.registry[rule.base.cap].path)")
    }
  }

  /// Shares of the worker types of a sex sum to one; ages are whole and the latest is not below the original.
  private func workerTypes(_ parameters: ParameterSet) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let types = baseline.scheme.retirement
    for sex in Sex.allCases {
      let own = types.filter { $0.sex == sex }
      func sum(_ year: Int) -> Double { own.reduce(0) { $0 + parameters.value($1.share, year) } }
      if !own.isEmpty, let at = firstMonth(of: [], parameters, { year, _ in abs(sum(year) - 1) < 1e-9 }) {
        found.append(
          fault(
            own.map(\.share),
            "shares of the worker types of \(sex.id)s do not sum to 1 in \(timeline.baseYear + at.year)",
            value: { parameters.value($0, at.year) }, total: sum(at.year),
            remedy: "check \(own.map { baseline.registry[$0.share].path }.joined(separator: ", "))"))
      }
    }
    for type in types {
      func statutory(_ year: Int) -> Double { parameters.value(type.age.statutory, year) }
      func latest(_ year: Int) -> Double { parameters.value(type.age.latest, year) }
      if let at = firstMonth(of: [], parameters, { year, _ in latest(year) >= statutory(year) }) {
        found.append(
          fault(
            [type.age.latest, type.age.statutory],
            "the latest age lies below the original retirement age in \(timeline.baseYear + at.year)",
            value: { parameters.value($0, at.year) },
            remedy:
              "keep \(baseline.registry[type.age.latest].path) (\(latest(at.year))) at or above \(baseline.registry[type.age.statutory].path) (\(statutory(at.year)))"
          ))
      }
      for id in [type.age.statutory, type.age.fromYear] {
        guard
          let at = firstMonth(
            of: [], parameters, { year, _ in parameters.value(id, year) == parameters.value(id, year).rounded() })
        else {
          continue
        }
        found.append(
          fault(
            [id], "whole years belong here (\(timeline.baseYear + at.year))",
            value: { parameters.value($0, at.year) }, remedy: "give a whole number"))
      }
    }
    return found
  }

  /// Those who move go somewhere: shares of the destinations of a move are parts of one.
  private func destinations(_ parameters: ParameterSet) -> [Diagnostic] {
    baseline.scheme.stages.flatMap(\.moves).compactMap { move in
      func shares(_ year: Int) -> [Double] { move.destinations.map { $0.share.value(parameters, year: year) } }
      func holds(_ year: Int) -> Bool {
        let shares = shares(year)
        return abs(shares.reduce(0, +) - 1) < 1e-9 && shares.allSatisfy((-1e-12...1 + 1e-12).contains)
      }
      guard let at = firstMonth(of: [], parameters, { year, _ in holds(year) }) else { return nil }
      let levers = move.destinations.flatMap(\.share.parameters)
      let location =
        blame.change(of: levers)?.location ?? levers.lazy.compactMap { blame.location(of: $0) }.first
      return Diagnostic(
        "shares of the destinations of this move are not parts of 1 in \(timeline.baseYear + at.year)",
        file: location?.file, line: location?.line, key: move.id,
        value: shares(at.year).map { "\($0)" }.joined(separator: ", "),
        remedy: levers.isEmpty
          ? "check the shares in the scheme file"
          : "check \(Set(levers).map { baseline.registry[$0].path }.sorted().joined(separator: ", "))")
    }
  }

  /// A switch is 0 or 1.
  private func switches(_ parameters: ParameterSet) -> [Diagnostic] {
    baseline.registry.levers.filter { $0.spec.unit == .yesNo }.compactMap { lever in
      guard
        let at = firstMonth(
          of: [lever.id], parameters, { [0, 1].contains(parameters[lever.id].value(year: $0, month: $1)) })
      else {
        return nil
      }
      return fault(
        [lever.id], "a switch is 0 or 1 (\(timeline.baseYear + at.year))",
        value: { parameters[$0].value(year: at.year, month: at.month) }, remedy: "write 0 or 1")
    }
  }
}
