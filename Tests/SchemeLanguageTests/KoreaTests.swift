import Foundation
import PolicyModel
import Quantities
import SchemeModel
import Shapes
import Testing

@testable import SchemeLanguage

/// A second country, which shares no entity with the first: its scheme is two files and no Swift.
@Suite struct KoreaTests {
  static let declaration = Result { try SchemeText.declaration(text, form: SchemeText.read("Korea/korea.form.yaml")) }
  static var text: String { get throws { try SchemeText.read("Korea/korea.yaml") } }

  private static func compiled() throws -> CompiledScheme {
    try SchemeText.compiled(declaration.get(), given: ["own-payment-ceiling.tiers.1.above"])
  }

  @Test func everythingOfTheFileIsInTheScheme() throws {
    let scheme = try Self.compiled().scheme
    #expect(scheme.statuses.count == 4 * 3)
    #expect(scheme.funds.map(\.id) == ["health-insurance", "long-term-care", "medical-aid"])
    #expect(
      scheme.branches.map(\.id) == [
        "insured.inpatient", "insured.outpatient", "insured.pharmacy", "aided.inpatient", "aided.outpatient",
        "aided.pharmacy",
      ])
    #expect(scheme.bundles.map { $0.branches.count } == [3] && scheme.layers.map(\.id) == ["own-payment-ceiling"])
    #expect(
      scheme.lines.map(\.id) == [
        "premium-employer", "premium-own", "premium-regional", "subsidy-treasury", "subsidy-promotion",
        "insured-inpatient", "insured-outpatient", "insured-pharmacy", "ceiling-refund", "check-ups",
        "claims-deferred", "claims-unpaid", "claims-settled", "administration", "health-interest", "care-premium",
        "care-subsidy", "care-benefit-grade-3-5", "care-benefit-grade-1-2", "care-interest", "aided-inpatient",
        "aided-outpatient", "aided-pharmacy", "aid-subsidy",
      ])
    #expect(scheme.order.circle == nil)
  }

  /// What a line counts and what multiplies it, as a planner would say it.
  @Test func linesAreProducts() throws {
    let read = try Self.compiled(), scheme = read.scheme
    func line(_ id: String) throws -> FlowLine { try #require(scheme.lines.first { $0.id == id }) }
    func places(_ ids: String...) -> [Int] { ids.compactMap { id in scheme.lines.firstIndex { $0.id == id } } }
    func lever(_ path: String) throws -> ParameterID { try #require(read.registry[path]).id }
    // Half of the premium on pay each, and what is collected of it.
    let own = try line("premium-own")
    #expect(
      own.product.factors == [
        .parameter(try lever("health.rate")), .complement([try lever("health.employer-share")]),
        .parameter(try lever("calibration.income.factor")),
      ])
    #expect(own.source == .people(.contributionBase(0), statuses: [0, 1, 2]) && own.isContribution)
    // The subsidy is a share of all premiums, the care premium one of the other fund's.
    let premiums = places("premium-employer", "premium-own", "premium-regional")
    #expect(try line("subsidy-treasury").source == .lines(premiums))
    #expect(try line("care-premium").source == .lines(premiums))
    #expect(try line("aid-subsidy").source == .lines(places("aided-inpatient", "aided-outpatient", "aided-pharmacy")))
    // Grades 1 and 2 of all but nobody else: of each of the four statuses the third level.
    #expect(try line("care-benefit-grade-1-2").source == .people(.personYears, statuses: [2, 5, 8, 11]))
    // Claims wait: all that is paid for the insured, in two halves at the beginning of the next year.
    let waiting = try #require(scheme.mechanisms.first { $0.declaration.kind == ClaimsRunOff.kind }).declaration
    #expect(waiting.reads["claims"] == places("insured-inpatient", "insured-outpatient", "insured-pharmacy"))
    #expect(try line("claims-settled").monthlyProfile == [0.5, 0.5] + [Double](repeating: 0, count: 10))
  }

  @Test func titlesAreComposedInItsLanguage() throws {
    let registry = try Self.compiled().registry
    #expect(
      registry.title(ofEntity: "insured.inpatient")
        == LocalizedText(en: "Insured, inpatient", local: "건강보험 입원", language: "ko"))
    #expect(registry["insured.pharmacy.all-share"]?.title.en == "Insured, pharmacy: All in the bill")
    #expect(
      registry.omitted.first { $0.path == "aided.outpatient.clinic" }?.title
        == LocalizedText(en: "Medical aid, outpatient, clinic", local: "의료급여 외래（의원）", language: "ko"))
    #expect(registry["health.employer-share"]?.spec.defaultValue == 0.5)
  }

  /// What has a word in the language and no kind in the engine is refused in one message that says so.
  @Test(arguments: [
    ("  pay: { is: payroll, of: employee,", "  pay: { is: household, of: employee,", "not yet: bases of households"),
    (
      "  dependency:\n", "  income: { is: mix, levels: { low: Low, high: High } }\n  dependency:\n",
      "not yet: axes that are a mix"
    ),
    ("  own-payment-ceiling: { title:", "  own-payment-ceiling: { by: status, title:", "not yet: terms for each level"),
    (
      "times: [subsidy.<from>-rate,", "at-most: [health.administration]\n        times: [subsidy.<from>-rate,",
      "not yet: bounds of a line"
    ),
  ])
  func notYet(_ example: (old: String, new: String, message: String)) throws {
    let text = try Self.text
    #expect(text.contains(example.old))
    let found = SchemeText.complaints {
      _ = try SchemeText.declaration(
        text.replacingOccurrences(of: example.old, with: example.new), form: SchemeText.read("Korea/korea.form.yaml"))
    }
    #expect(found.contains { $0.contains(example.message) }, "\(found)")
    #expect(found.count <= 2, "\(found)")
  }
}
