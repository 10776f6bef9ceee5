import InputFiles
import PolicyModel
import Quantities

/// Finds the scenarios that cannot be, so that the others are computed: what is computed of them is what a run without the
/// faulty ones computes.
struct ScenarioSieve {
  /// Those that are left.
  private(set) var stacks: [[Reform]]
  /// Those that are not.
  private(set) var leftOut: [LeftOutScenario]
  private let isStrict: Bool
  private let study: PolicyStudy

  init(_ grid: ScenarioGrid, of study: PolicyStudy) {
    self.study = study
    stacks = grid.stacks
    leftOut = grid.unread
    isStrict = grid.isStrict
  }

  /// What `body` gives for the scenarios that are left. Where it fails, those it fails for are left out and it is asked again.
  ///
  /// - Parameters:
  ///   - first: `body` for all that are left, which may use what is known of them.
  ///   - body: for any of them; for none it is asked of the baseline alone.
  /// - Throws: what is wrong with the baseline; the faults of all scenarios where none would be left; with `isStrict` and where no
  ///   scenario is at fault by itself what `first` throws.
  mutating func through<Value>(_ first: () throws -> Value, _ body: ([[Reform]]) throws -> Value) throws -> Value {
    do {
      return try first()
    } catch let error as FundcastError where !isStrict && !stacks.isEmpty && Self.isOfScenarios(error) {
      _ = try body([])
      let refused = try refused(Array(stacks.indices), error, body)
      guard !refused.isEmpty else { throw error }
      leftOut += refused.map { leftOut(stacks[$0.place], $0.error) }
      let places = Set(refused.map(\.place))
      stacks = stacks.indices.filter { !places.contains($0) }.map { stacks[$0] }
      guard !stacks.isEmpty else { throw LeftOutScenario.error(leftOut) }
      return try body(stacks)
    }
  }

  /// The baseline is sound: what was found without a scenario is this one's.
  private func leftOut(_ stack: [Reform], _ error: FundcastError) -> LeftOutScenario {
    let whole = PolicyStudy.definition(stack)
    let origins = FaultOrigins(study.place, definitions: [.baseline(study.baseline.title), whole])
    return LeftOutScenario(
      ids: (try? PolicyStudy.definitions(stack).map(\.id)) ?? [whole.id],
      changes: stack.map(RunRequest.Change.init),
      faults: error.diagnostics.map { fault in
        guard fault.subject != nil, fault.scope.scenario == nil else { return fault }
        var fault = fault
        (fault.file, fault.line) = (nil, nil)
        fault.scope.scenario = whole.id
        return origins.located(fault)
      })
  }

  /// Whether a fault may be one of a scenario: not of how the program was called, unless that gives the scenario.
  private static func isOfScenarios(_ error: FundcastError) -> Bool {
    error.category == .data || error.category == .usage && error.diagnostics.allSatisfy { $0.file == "--set" }
  }

  /// The scenarios among `part`, which fail together, that fail without the others: each half is asked, and the halves of those
  /// that fail.
  private func refused<Value>(
    _ part: [Int], _ error: FundcastError, _ body: ([[Reform]]) throws -> Value
  ) throws -> [(place: Int, error: FundcastError)] {
    guard part.count > 1 else { return part.map { ($0, error) } }
    var found: [(place: Int, error: FundcastError)] = []
    for half in [part.prefix(part.count / 2), part.dropFirst(part.count / 2)] {
      do {
        _ = try body(half.map { stacks[$0] })
      } catch let error as FundcastError where Self.isOfScenarios(error) {
        found += try refused(Array(half), error, body)
      }
    }
    return found
  }
}
