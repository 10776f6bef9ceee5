import SchemeLanguage
import Testing

/// Kinds of rules that a service names for its branches, and an entity for itself.
@Suite struct BranchKindTests {
  /// What lines pay a head of a branch: both groups', so that each reads its levers.
  private static let heads = """
      - fund: employee-pool
        benefits:
          <scheme>-heads:
            { for: scheme, title: By head, persons: <scheme>, basis: person-years,
              times: [<scheme>.general-outpatient.covered-share, <scheme>.general-outpatient.amount] }

    """

  private static func scheme(_ kind: String, accounts: String = "") throws -> SchemeDeclaration {
    let text = try SchemeText.shipped("china.yaml")
    let service = "  general-outpatient:\n"
    try #require(text.contains(service) && text.hasSuffix("\n"))
    return try SchemeText.declaration(text.replacing(service, with: service + "    kind: \(kind)\n") + accounts)
  }

  @Test func branchesHaveItAndNobodyElse() throws {
    let before = try SchemeText.china(), after = try Self.scheme("capitation", accounts: Self.heads)
    #expect(before.entities.map(\.path.text) == after.entities.map(\.path.text))
    var found: [String] = []
    for (before, after) in zip(before.entities, after.entities) where before.rules.count != after.rules.count {
      #expect(after.rules.map(\.id) == before.rules.map(\.id) + ["capitation"])
      found.append(after.path.text)
    }
    #expect(found == ["employee.general-outpatient", "resident.general-outpatient"])
  }

  private static let key = "services.general-outpatient.kind: "
  private static let unread = "nothing reads employee.general-outpatient."

  @Test(arguments: [
    ("benefit", [key + "the branches of this service have levers of these names already"]),
    ("[capitation, capitation]", ["have levers of these names already (found \"capitation\"); leave the kind out"]),
    ("capitaton", ["no rule kind has this name (found \"capitaton\"); did you mean \"capitation\"?"]),
    // Levers that no term of a branch and no line reads would move nothing.
    (
      "capitation",
      [
        key + unread + "covered-share",
        "(found \"capitation\"); leave the kind out, or let a line name employee.general-outpatient.covered-share",
      ]
    ),
    ("corridor", [key + unread + "insurers-share", "branches read no kind by themselves"]),
    ("demography", [key + unread + "mortality-factor"]),
    ("household-income", [key + unread + "disposable-income"]),
  ])
  func faults(_ kind: String, _ faults: [String]) throws {
    let complaints = SchemeText.complaints { _ = try Self.scheme(kind) }
    for fault in faults { #expect(complaints.contains { $0.contains(fault) }, "\(complaints)") }
  }

  /// A line that reads one lever of a kind leaves the other dead.
  @Test func everyLeverOfAKindIsRead() throws {
    let half = Self.heads.replacing("<scheme>.general-outpatient.covered-share, ", with: "")
    let complaints = SchemeText.complaints { _ = try Self.scheme("capitation", accounts: half) }
    #expect(complaints.count == 1 && complaints.allSatisfy { $0.contains("outpatient.covered-share") }, "\(complaints)")
  }

  @Test(arguments: [
    ("corridor", "nothing reads spare.insurers-share", "what stands under mechanisms: brings it and reads it"),
    ("demography", "nothing reads spare.mortality-factor", "a scheme has it once"),
    ("calibration", "nothing reads spare.factor", "let a line, a group or a level name spare.factor"),
  ])
  func kindsOfAnEntityThatNothingReads(_ kind: String, _ fault: String, _ remedy: String) throws {
    let text = try SchemeText.shipped("china.yaml")
      .replacing("\nderived:\n", with: "\n  spare: { kind: \(kind), title: Spare }\nderived:\n")
    let complaints = SchemeText.complaints { _ = try SchemeText.declaration(text) }
    #expect(complaints.count == 1, "\(complaints)")
    #expect(complaints.allSatisfy { $0.contains("rules.spare.kind: " + fault) && $0.contains(remedy) }, "\(complaints)")
  }

  /// What rules of values follow, and what a mechanism of the same name reads, may be named.
  @Test(arguments: ["household-income", "medical-trend"]) func kindsThatAreFollowed(_ kind: String) throws {
    let text = try SchemeText.shipped("china.yaml")
      .replacing("\nderived:\n", with: "\n  spare: { kind: \(kind), title: Spare }\nderived:\n")
    #expect(try SchemeText.declaration(text).entities.contains { $0.path.text == "spare" })
    let named = try SchemeText.shipped("china.yaml")
      .replacing("\nderived:\n", with: "\n  supervision: { kind: recovery, title: Supervision }\nderived:\n")
    let both = try SchemeText.declaration(named), china = try SchemeText.china()
    #expect(Set(both.entities.map(\.path.text)) == Set(china.entities.map(\.path.text)))
  }
}
