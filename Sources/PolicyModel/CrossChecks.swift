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
      + yearlyDeductibles(parameters) + runOffs(parameters) + openings(parameters)
  }

  /// A fault of levers that are wrong together. The one that the scenario changes is blamed, with its line, or else the one that the
  /// region gives itself, and the others are what it clashes with; where it changes none of them, the lever they follow; in a
  /// baseline, the first that has a place in a file.
  ///
  /// - Parameters:
  ///   - ids: the levers, the likeliest first.
  ///   - value: the value of one of them where it is wrong.
  ///   - total: what they come to together, where that is what is wrong.
  func fault(
    _ ids: [ParameterID], _ message: String, value: (ParameterID) -> Double, total: Double? = nil, remedy: String
  ) -> Diagnostic {
    let cause = blame.cause(of: ids), blamed = cause?.lever ?? ids[0]
    let subject = ids.contains(blamed) ? blamed : ids.first { blame.location(of: $0) != nil } ?? ids[0]
    var text = message
    if blame.change(of: ids) != nil || baseline.ownLevers.contains(blamed) {
      // A lever the change moves only by way of others clashes too.
      let others = ids.filter { $0 != blamed }
      let shown = others.prefix(3).map { named($0, " = \(Self.text(value($0)))") }
      let verb = blamed == subject ? "it clashes with" : "it moves"
      if !shown.isEmpty {
        text += "; \(verb) \(shown.joined(separator: ", "))" + (others.count > shown.count ? ", …" : "")
      }
    } else if let source = blame.ownSources(of: ids).last {
      text += "; the region gives \(named(source)), which it follows"
    }
    return Diagnostic(
      text, file: cause?.location.file, line: cause?.location.line, key: baseline.registry[blamed].path,
      value: Self.text(total ?? value(subject)), remedy: remedy)
  }

  /// A lever with where its value stands.
  private func named(_ id: ParameterID, _ value: String = "") -> String {
    baseline.registry[id].path + value + (blame.location(of: id).map { " (\($0.file):\($0.line))" } ?? "")
  }

  /// Ten decimals: what a person wrote, without what adding up left behind.
  private static func text(_ value: Double) -> String {
    "\(value.magnitude < 1e5 ? (value * 1e10).rounded() / 1e10 : value)"
  }

  /// The first month in which `holds` fails; only January is looked at where none of the levers moves within the year.
  func firstMonth(
    of levers: [ParameterID], _ parameters: ParameterSet, _ holds: (_ year: Int, _ month: Int) -> Bool
  ) -> (year: Int, month: Int)? {
    let months = levers.contains { parameters[$0].monthly != nil } ? 12 : 1
    for year in 0..<timeline.count {
      for month in 0..<months where !holds(year, month) { return (year, month) }
    }
    return nil
  }
}
