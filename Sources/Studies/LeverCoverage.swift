import PolicyModel
import Quantities
import SchemeModel

/// What each policy lever is in a place: its parameters, the reforms that show it, and the most they move.
public struct LeverCoverage: Sendable {
  /// The largest difference from the baseline in one line of one fund and year.
  public struct Effect: Sendable {
    /// Money, with its sign.
    public let amount: Double
    /// The calendar year it falls in.
    public let year: Int
    /// The line.
    public let line: FlowLine
    /// The reform.
    public let reform: Reform
  }

  /// One policy lever.
  public struct Row: Sendable {
    /// Which.
    public let lever: PolicyLever
    /// Its parameters in registry order.
    public let parameters: [Lever]
    /// Reforms of the place that name it.
    public let reforms: [Reform]
    /// The most they move; nil where nothing moves.
    public let effect: Effect?
  }

  /// All policy levers in order of their ids.
  public let rows: [Row]

  /// Runs every reform of a place, those of `reforms/levers` included.
  ///
  /// - Throws: ``FundcastError`` where one cannot be read or run.
  public init(_ study: PolicyStudy) throws {
    let stacks = try study.read((study.place.reformPaths + study.place.leverReformPaths).map { [.file($0)] })
    let run = try study.run(ScenarioGrid(stacks, isStrict: true))
    let result = run.result
    let effects = try stacks.indices.map { stack -> Effect? in
      let id = stacks[stack].map(\.id).joined(separator: "+")
      guard let scenario = run.definitions.firstIndex(where: { $0.id == id }) else {
        throw FundcastError(.data, Diagnostic("a reform gives no scenario", value: id, remedy: "rename it"))
      }
      var largest: Effect?
      for (index, line) in result.scheme.lines.enumerated() where line.kind != .memo {
        for year in 0..<result.timeline.reportedCount {
          let amount = result.input.regions.indices.reduce(0.0) { sum, region in
            sum + result.amount(scenario: scenario, region: region, line: index, year: year)
              - result.amount(scenario: 0, region: region, line: index, year: year)
          }
          guard amount != 0, amount.magnitude > largest?.amount.magnitude ?? 0 else { continue }
          largest = Effect(amount: amount, year: result.timeline.baseYear + year, line: line, reform: stacks[stack][0])
        }
      }
      return largest
    }
    let levers = study.place.baseline.registry.levers.filter { $0.lagOf == nil && $0.spec.role != .calibration }
    rows = study.place.baseline.registry.vocabulary.policies.map { policy in
      let own = stacks.indices.filter { stacks[$0].contains { $0.leverIDs.contains(policy.id) } }
      return Row(
        lever: policy, parameters: levers.filter { $0.leverIDs.contains(policy.id) },
        reforms: own.map { stacks[$0][0] },
        effect: own.compactMap { effects[$0] }.max { $0.amount.magnitude < $1.amount.magnitude })
    }
  }
}
