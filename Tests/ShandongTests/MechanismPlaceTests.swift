import InputFiles
import SchemeModel
import Testing

/// The mechanisms of the shipped scheme: what they see of their funds by rank is what stands before them in the file, as amounts
/// were found while lines read what was posted so far.
@Suite struct MechanismPlaceTests {
  private static let scheme = Result { try Place(Shandong.folder).baseline.scheme }

  @Test func everyKindIsThere() throws {
    let scheme = try Self.scheme.get()
    let kinds = Dictionary(grouping: scheme.mechanisms, by: \.declaration.kind).mapValues(\.count)
    #expect(Set(kinds.keys).isSubset(of: MechanismRegistry.standard.kinds.map { $0.kind }))
    for (kind, count) in [
      "deferral": 1, "advance": 2, "claims-run-off": 2, "recovery": 2, "balance-spending": 1, "corridor": 1,
      "merger": 1,
    ] {
      #expect(kinds[kind] == count, "\(kind)")
    }
  }

  @Test func rankShowsWhatStandsBefore() throws {
    let scheme = try Self.scheme.get()
    for mechanism in scheme.mechanisms {
      let declared = mechanism.declaration
      let first = try #require(declared.posts.values.joined().min())
      let account = (0..<first).filter { scheme.lines[$0].kind(in: declared.fund) != nil }
      switch declared.kind {
      case "balance-spending":
        let inflows = account.filter { [.income, .transferIn].contains(scheme.lines[$0].kind(in: declared.fund)) }
        #expect(declared.reads["balance"] == inflows, "\(declared.id)")
      case "interest", "merger": #expect(declared.reads["balance"] == account, "\(declared.id)")
      case "corridor": #expect(declared.reads["result"] == account, "\(declared.id)")
      default: #expect(declared.reads["balance"] == nil, "\(declared.id)")
      }
    }
  }

  /// Read by what they read, lines come in the order of the file, before results are pooled and after.
  @Test func theFileIsInOrder() throws {
    let scheme = try Self.scheme.get()
    #expect(scheme.order.circle == nil)
    func first(_ steps: [EvaluationOrder.Step]) -> [Int] {
      steps.map { step in
        switch step {
        case .line(let line): line
        case .mechanism(let place): scheme.mechanisms[place].declaration.posts.values.joined().min() ?? -1
        }
      }
    }
    let settling = first(scheme.order.settling), closing = first(scheme.order.closing)
    #expect(settling == settling.sorted() && closing == closing.sorted())
    // Pooled are results that insurers have settled; what merges or bears interest comes after.
    #expect(closing.allSatisfy { ["merger", "interest"].contains(kind(of: $0, scheme)) })
    #expect(settling.contains { kind(of: $0, scheme) == "corridor" })
  }

  private func kind(of line: Int, _ scheme: Scheme) -> String? {
    if case .mechanism(let output) = scheme.lines[line].source { output.kind } else { nil }
  }
}
