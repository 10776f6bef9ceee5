import Quantities
import SchemeModel

/// What must hold between levers of earnings, of retirement and of moves, and what a switch may be.
extension CrossChecks {
  /// The floor of a contribution base lies below its cap.
  func bounds(_ parameters: ParameterSet) -> [Diagnostic] {
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
  func workerTypes(_ parameters: ParameterSet) -> [Diagnostic] {
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
  func destinations(_ parameters: ParameterSet) -> [Diagnostic] {
    // A move as declared is one out of every state it takes people from, each with the same shares.
    var seen: Set<String> = []
    return baseline.scheme.stages.flatMap { stage in
      stage.moves.filter { seen.insert("\(stage.id) \($0.id)").inserted }
    }.compactMap { move in
      func shares(_ year: Int) -> [Double] { move.destinations.map { $0.share.value(parameters, year: year) } }
      guard let at = firstMonth(of: [], parameters, { year, _ in Move.arePartsOfOne(shares(year)) }) else { return nil }
      let levers = move.destinations.flatMap(\.share.parameters)
      let location = blame.cause(of: levers)?.location
      var fault = Diagnostic(
        "shares of the destinations of this move are not parts of 1 in \(timeline.baseYear + at.year)",
        of: .moves([move.id]), in: FaultScope(year: timeline.baseYear + at.year),
        value: shares(at.year).map { "\($0)" }.joined(separator: ", "),
        remedy: "check \(Set(levers).map { baseline.registry[$0].path }.sorted().joined(separator: ", "))")
      (fault.file, fault.line) = (location?.file, location?.line)
      return fault
    }
  }

  /// A switch is 0 or 1.
  func switches(_ parameters: ParameterSet) -> [Diagnostic] {
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
