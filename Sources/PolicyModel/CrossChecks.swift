import Quantities
import SchemeModel

/// What must hold between levers in every month of a scenario, and what no range can say.
struct CrossChecks {
  let baseline: Baseline
  let timeline: Timeline
  /// Changes of the scenario: the likely cause of a fault.
  let changes: [ParameterID: [LeverChange]]

  /// Every fault of the resolved values.
  func faults(_ parameters: ParameterSet) -> [Diagnostic] {
    baskets(parameters) + bounds(parameters) + workerTypes(parameters) + destinations(parameters) + switches(parameters)
      + settings(parameters) + tiers(parameters) + covers(parameters) + capitation(parameters)
      + yearlyDeductibles(parameters) + openings(parameters)
  }

  func location(_ id: ParameterID) -> SourceLocation? {
    changes[id]?.last?.location ?? baseline.series[id.index]?.location
  }

  /// A fault of several levers that are wrong together; the first of them that the scenario changes is blamed, or else the first
  /// that has a place in a file.
  private func fault(
    _ ids: ParameterID..., message: String, value: (ParameterID) -> Double, remedy: String
  ) -> Diagnostic {
    let blamed = ids.first { changes[$0] != nil } ?? ids.first { location($0) != nil } ?? ids[0]
    return fault(blamed, message, value(blamed), remedy)
  }

  private func fault(_ id: ParameterID, _ message: String, _ value: Double, _ remedy: String) -> Diagnostic {
    // Ten decimals: what a person wrote, without what adding up left behind.
    let shown = value.magnitude < 1e5 ? (value * 1e10).rounded() / 1e10 : value
    return Diagnostic(
      message, file: location(id)?.file, line: location(id)?.line, key: baseline.registry[id].path, value: "\(shown)",
      remedy: remedy)
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
        branch.basket.reduce(0) { $0 + parameters[$1].value(year: year, month: month) }
      }
      guard let first = branch.basket.first,
        let at = firstMonth(of: branch.basket, parameters, { abs(sum($0, $1) - 1) < 1e-9 })
      else { return nil }
      return fault(
        first, "shares of the cost components of \(branch.id) do not sum to 1 in \(timeline.baseYear + at.year)",
        sum(at.year, at.month), "check \(branch.basket.map { baseline.registry[$0].path }.joined(separator: ", "))")
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
        let blame = shares.last { changes[$0] != nil } ?? shares[0]
        found.append(
          fault(
            blame, "shares of the settings of \(branch.id) do not sum to 1 in \(timeline.baseYear + at.year)",
            sum(at.year, at.month), "check \(shares.map { baseline.registry[$0].path }.joined(separator: ", "))"))
      }
      for setting in branch.settings {
        func rate(_ year: Int, _ month: Int) -> Double {
          value(branch.bandRate, year, month) + value(setting.rateAddition, year, month)
        }
        guard
          let at = firstMonth(
            of: [branch.bandRate, setting.rateAddition, setting.share], parameters,
            { value(setting.share, $0, $1) == 0 || (-1e-12...1 + 1e-12).contains(rate($0, $1)) })
        else { continue }
        found.append(
          fault(
            setting.rateAddition,
            "the rate of \(branch.id) with this addition is no share in \(timeline.baseYear + at.year)",
            rate(at.year, at.month), "keep it with \(baseline.registry[branch.bandRate].path) between 0 and 1"))
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
            start, rate, message: "a tier needs both a start and a rate (\(timeline.baseYear + at.year))",
            value: { value($0, at.year, at.month) },
            remedy: "give \(baseline.registry[start].path) and \(baseline.registry[rate].path), in the same years")
        }
        if let at = firstMonth(of: [start, before], parameters, { value(before, $0, $1) <= value(start, $0, $1) }) {
          return fault(
            start, before,
            message: "a tier begins below the one before it in \(timeline.baseYear + at.year)",
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
          band.share, cover.relativeRisk,
          message:
            "those who join from age \(band.fromAge) would have more claims than everybody in \(timeline.baseYear + at.year)",
          value: { _ in claims(at.year, at.month) }, remedy: "keep take-up × relative risk at 1 or below")
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
        lever.id, amount.id,
        message: "payment by the head needs both the share of people and the amount (\(timeline.baseYear + at.year))",
        value: { value($0, at.year, at.month) }, remedy: "give \(lever.path) and \(amount.path), in the same years")
    }
  }

  /// Visits have one deductible a year: what a further one would be is not read.
  private func yearlyDeductibles(_ parameters: ParameterSet) -> [Diagnostic] {
    baseline.scheme.branches.filter { $0.deductibleBasis == .year }.compactMap { branch in
      guard let later = branch.laterDeductibleShare,
        let at = firstMonth(of: [later], parameters, { parameters[later].value(year: $0, month: $1) == 1 })
      else { return nil }
      return fault(
        later, "\(branch.id) has one deductible a year, and no later ones (\(timeline.baseYear + at.year))",
        parameters[later].value(year: at.year, month: at.month), "leave it out, or change the deductible")
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
          of: [rule.floor, rule.cap], parameters, { value(rule.floor, $0, $1) <= value(rule.cap, $0, $1) })
      else { return nil }
      return fault(
        rule.floor, "the floor lies above the cap in \(timeline.baseYear + at.year)",
        value(rule.floor, at.year, at.month), "lower the floor or raise \(baseline.registry[rule.cap].path)")
    }
  }

  /// Shares of the worker types of a sex sum to one; ages are whole and the latest is not below the original.
  private func workerTypes(_ parameters: ParameterSet) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let types = baseline.scheme.retirement
    for sex in Sex.allCases {
      let own = types.filter { $0.sex == sex }
      func sum(_ year: Int) -> Double { own.reduce(0) { $0 + parameters.value($1.share, year) } }
      if let first = own.first, let at = firstMonth(of: [], parameters, { year, _ in abs(sum(year) - 1) < 1e-9 }) {
        found.append(
          fault(
            first.share, "shares of the worker types of \(sex.id)s do not sum to 1 in \(timeline.baseYear + at.year)",
            sum(at.year), "check \(own.map { baseline.registry[$0.share].path }.joined(separator: ", "))"))
      }
    }
    for type in types {
      func statutory(_ year: Int) -> Double { parameters.value(type.statutoryAge, year) }
      func latest(_ year: Int) -> Double { parameters.value(type.latestAge, year) }
      if let at = firstMonth(of: [], parameters, { year, _ in latest(year) >= statutory(year) }) {
        found.append(
          fault(
            type.latestAge, type.statutoryAge,
            message: "the latest age lies below the original retirement age in \(timeline.baseYear + at.year)",
            value: { parameters.value($0, at.year) },
            remedy:
              "keep \(baseline.registry[type.latestAge].path) (\(latest(at.year))) at or above \(baseline.registry[type.statutoryAge].path) (\(statutory(at.year)))"
          ))
      }
      for id in [type.statutoryAge, type.fromYear] {
        guard
          let at = firstMonth(
            of: [], parameters, { year, _ in parameters.value(id, year) == parameters.value(id, year).rounded() })
        else {
          continue
        }
        found.append(
          fault(
            id, "whole years belong here (\(timeline.baseYear + at.year))", parameters.value(id, at.year),
            "give a whole number"))
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
      let location = levers.lazy.compactMap { self.location($0) }.first
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
        lever.id, "a switch is 0 or 1 (\(timeline.baseYear + at.year))",
        parameters[lever.id].value(year: at.year, month: at.month), "write 0 or 1")
    }
  }
}
