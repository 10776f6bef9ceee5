import PolicyModel
import Quantities
import SchemeModel
import Shapes
import Testing
import _TestSupport

@testable import SchemeLanguage

/// What a place does not give is not there, and takes along what needs it and nothing else.
@Suite struct PruningTests {
  static let china = Result { try SchemeText.china() }

  private static func levers(of entities: [EntityDeclaration]) -> Set<String> {
    Set(
      entities.flatMap { entity in
        entity.rules.flatMap { rule in rule.parameters.map { entity.path.text + "." + $0.name } }
      })
  }

  @Test func aPlaceThatGivesEverythingHasEverything() throws {
    let whole = try Self.china.get()
    let compiled = try SchemeText.compiled(whole, given: Self.levers(of: whole.entities))
    #expect(compiled.registry.omitted.isEmpty)
    let scheme = compiled.scheme
    #expect(Set(compiled.registry.paths) == Self.levers(of: whole.entities).union(whole.derived.map(\.path.text)))
    #expect(scheme.lines.map(\.id) == whole.money.lines.map(\.name.text))
    #expect(scheme.funds.map(\.id) == whole.money.funds.map(\.name.text))
    #expect(scheme.branches.map(\.id) == whole.care.branches.map(\.name.text))
    #expect(scheme.branches.map { $0.settings.map(\.id) } == whole.care.branches.map { $0.settings.map(\.name) })
    #expect(scheme.layers.map(\.id) == whole.care.accumulators.flatMap(\.layers).map(\.name.text))
    // Of a move that several statuses make one for each of them.
    let names = StateNames(whole.people.axes, whole.people.groups, DiagnosticCollector(file: "scheme.yaml"))
    let declared = whole.people.stages.map { stage in
      stage.moves.flatMap { move in names.states(move.from).map { _ in move.id.text } }
    }
    #expect(scheme.stages.map { $0.moves.map(\.id) } == declared)
    #expect(!declared.joined().isEmpty)
  }

  /// A fund with an opening balance alone: what its lines miss is named, and the section in which it stands.
  @Test(arguments: [
    (
      "funds.rare-disease.opening-balance", "rare-disease",
      "(rules: levy, rate; assumptions: patients-per-million, drug-cost)"
    ),
    ("funds.large-bill.opening-balance", "large-bill", "(rules: premium)"),
  ])
  func whatAFundMisses(given: String, entity: String, levers: String) throws {
    let whole = try Self.china.get()
    let complaints = SchemeText.complaints { _ = try SchemeText.compiled(whole, given: [given]) }
    #expect(
      complaints.contains {
        $0.contains("gives values of funds.\(entity) but none of \(entity), and would lose both here")
          && $0.contains("give \(entity) its values in the rules or assumptions of the place \(levers), or leave those")
      }, "\(complaints)")
  }

  /// Over random choices of what is given: what is left names nothing that is not there, and is what is given or was never
  /// optional.
  @Test(arguments: 0..<40) func whatIsLeftStandsOnItsOwn(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let whole = try Self.china.get()
    let chosen = whole.entities.filter { $0.isOptional && Int.random(in: 0..<5, using: &random) > 0 }
    let given = Self.levers(of: chosen)
    let pruning = Pruning(whole, given: given)
    let left = pruning.declaration
    let names = Set(left.entities.map(\.path.text)),
      optional = Set(whole.entities.filter(\.isOptional).map(\.path.text))
    #expect(names == Set(whole.entities.map(\.path.text)).subtracting(optional).union(chosen.map(\.path.text)))
    let levers = Self.levers(of: left.entities).union(left.derived.map(\.path.text))
    let lines = Set(left.money.lines.map(\.name.text)), funds = Set(left.money.funds.map(\.name.text))
    for line in left.money.lines {
      #expect(line.levers.allSatisfy { levers.contains($0.text) }, "\(line.name.text)")
      #expect(funds.contains(line.entry.fund.text), "\(line.name.text)")
      if case .lines(let summed) = line.counts {
        #expect(!summed.isEmpty && summed.allSatisfy { lines.contains($0.text) }, "\(line.name.text)")
      }
    }
    for mechanism in left.money.mechanisms {
      #expect(mechanism.posts.values.joined().allSatisfy { lines.contains($0.text) }, "\(mechanism.name.text)")
    }
    // A line that is gone needed something that is gone.
    for line in whole.money.lines where !lines.contains(line.name.text) {
      let posted: [Mention] =
        whole.money.mechanisms.map { Array($0.posts.values.joined()) }
        .first { $0.contains { $0.text == line.name.text } } ?? []
      let together = whole.money.lines.filter { other in posted.contains { $0.text == other.name.text } }
      let needed: [Mention] = line.levers + together.flatMap(\.levers)
      let lostLever = needed.contains { !levers.contains($0.text) }
      let ownFunds: [Mention] = [line.entry.fund] + (line.entry.counterpart.map { [$0] } ?? [])
      let hasLost = lostLever || ownFunds.contains { !funds.contains($0.text) }
      var countsLost = false
      switch line.counts {
      case .payments(let branch), .services(let branch): countsLost = !names.contains(branch.text)
      case .layer(let layer):
        countsLost = !left.care.accumulators.flatMap(\.layers).contains { $0.name.text == layer.text }
      case .joined(let cover, _, _): countsLost = !names.contains(cover.text)
      case .lines(let summed): countsLost = summed.allSatisfy { !lines.contains($0.text) }
      default: break
      }
      #expect(hasLost || countsLost, "\(line.name.text)")
    }
    guard pruning.severed.isEmpty else { return }
    let compiled = try SchemeText.compiled(whole, given: given)
    #expect(Set(compiled.registry.omitted.map(\.path)) == optional.subtracting(chosen.map(\.path.text)))
  }
}
