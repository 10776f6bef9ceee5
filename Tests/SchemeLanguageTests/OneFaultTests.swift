import Testing

@testable import SchemeLanguage

/// One mistake is one message: what is refused is not missed again by what would use it.
@Suite struct OneFaultTests {
  @Test(arguments: [
    // A kind of rule that is not there leaves an entity without levers.
    ("medical: { kind: medical-trend,", "medical: { kind: medical-trnd,", "rules.medical.kind", 1),
    // An account of a fund that is not there has no claims, and no titles of mechanisms that others have too.
    ("  - fund: employee-pool", "  - fund: employee-pol", "accounts[1].fund", 1),
    // A service of two groups is read twice.
    ("settings: [primary, secondary,", "settings: [primry, secondary,", "services.inpatient.settings[1]", 1),
    // Three services name it, and three accumulators.
    (
      "  inpatient:\n    title: { en: Inpatient, zh: 住院 }", "  inpatiens:\n    title: { en: Inpatient, zh: 住院 }",
      "inpatient", 6
    ),
  ])
  func oneMessage(_ old: String, _ new: String, _ key: String, _ count: Int) throws {
    let text = try SchemeText.shipped("china.yaml")
    try #require(text.contains(old), "the test names text that is not in the file")
    let found = SchemeText.complaints {
      _ = try SchemeText.declaration(
        text.replacing(old, with: new, maxReplacements: 1), form: SchemeText.shipped("china.form.yaml"))
    }
    #expect(found.count == count && found.allSatisfy { $0.contains(key) }, "\(found)")
  }
}
