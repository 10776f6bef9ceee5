import SchemeLanguage
import Testing

/// Kinds of rules that a service names for its branches.
@Suite struct BranchKindTests {
  private static func scheme(_ kind: String) throws -> SchemeDeclaration {
    let text = try SchemeText.shipped("china.yaml")
    let service = "  general-outpatient:\n"
    return try SchemeText.declaration(text.replacing(service, with: service + "    kind: \(kind)\n"))
  }

  @Test func branchesHaveItAndNobodyElse() throws {
    let before = try SchemeText.china(), after = try Self.scheme("capitation")
    #expect(before.entities.map(\.path.text) == after.entities.map(\.path.text))
    var found: [String] = []
    for (before, after) in zip(before.entities, after.entities) where before.rules.count != after.rules.count {
      #expect(after.rules.map(\.id) == before.rules.map(\.id) + ["capitation"])
      found.append(after.path.text)
    }
    #expect(found == ["employee.general-outpatient", "resident.general-outpatient"])
  }

  @Test(arguments: [
    ("benefit", "services.general-outpatient.kind: the branches of this service have levers of these names already"),
    ("[capitation, capitation]", "have levers of these names already (found \"capitation\"); leave the kind out"),
    ("capitaton", "no rule kind has this name (found \"capitaton\"); did you mean \"capitation\"?"),
  ])
  func faults(_ kind: String, _ fault: String) throws {
    let complaints = SchemeText.complaints { _ = try Self.scheme(kind) }
    #expect(complaints.contains { $0.contains(fault) }, "\(complaints)")
  }
}
