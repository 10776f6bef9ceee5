import Results
import Studies

/// What scenarios have alike: those with the same number in a region have the same rows of a table.
enum Alike {
  /// Nothing.
  case nothing
  /// People.
  case people
  /// People, their care and who pays for it.
  case care

  func number(_ outcome: Outcome) -> Int? {
    switch self {
    case .nothing: nil
    case .people: outcome.result.membershipVariant(scenario: outcome.scenario, region: outcome.region)
    case .care: outcome.result.careVariant(scenario: outcome.scenario, region: outcome.region)
    }
  }
}

extension TablePart {
  /// A part for every scenario and region of a run, in this order; its rows begin with their names.
  static func all(
    _ run: PolicyRun, alike: Alike = .nothing, isWanted: (Outcome) -> Bool = { _ in true },
    _ fill: @escaping (_ outcome: Outcome, _ rows: inout TableRows) throws -> Void
  ) -> [TablePart] {
    struct Key: Hashable {
      let region: Int
      let number: Int
    }
    var contents: [Key: Int] = [:]
    return run.definitions.enumerated().flatMap { scenario, definition in
      run.result.input.regions.enumerated().compactMap { region, place in
        let outcome = run.result.outcome(scenario: scenario, region: region)
        guard isWanted(outcome) else { return nil }
        let content = alike.number(outcome).map { number in
          let key = Key(region: region, number: number), content = contents[key] ?? contents.count
          contents[key] = content
          return content
        }
        return TablePart(leading: [definition.id, place.id], content: content) { try fill(outcome, &$0) }
      }
    }
  }
}
