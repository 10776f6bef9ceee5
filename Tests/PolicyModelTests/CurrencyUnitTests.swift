import Quantities
import SchemeModel
import Testing
import _TestSupport

@testable import PolicyModel

/// Units and bounds of levers in the money of a country.
@Suite struct CurrencyUnitTests {
  /// A wage of 50 million a year: five hundred times the one that bounds are written for.
  private static let won = SchemeForm(
    languages: ["en", "ko"],
    currency: Currency(
      code: "KRW", id: "won", roundWage: 5e7,
      amounts: CountedUnits(name: LocalizedText(en: "won", local: "원", language: "ko"), units: [])),
    people: SchemeForm.yuan.people, account: SchemeForm.chinese,
    remarks: SchemeRemarks(basic: LocalizedText("x")))

  private static func registry(_ form: SchemeForm) -> LeverRegistry {
    let own = RuleKind.declared([ParameterSpec("fee", LocalizedText("x"), .money, 0...70, .provision)])
    let text = LocalizedText(en: "Own", local: "자체", language: form.languages.last ?? "en")
    return LeverRegistry(
      entities: [
        LeverEntity(path: "economy", title: text, rules: [RuleKind.named("economy")].compactMap { $0 }),
        LeverEntity(path: "care", title: text, rules: [RuleKind.named("benefit")].compactMap { $0 }),
        LeverEntity(path: "layer", title: text, rules: [RuleKind.named("layer")].compactMap { $0 }),
        LeverEntity(path: "own", title: text, rules: [own]),
      ], lags: [], form: form)
  }

  @Test func unitsHaveTheWordOfTheCurrency() {
    let currency = Self.won.currency
    let texts = Set(Unit.allCases.map { $0.text(currency) })
    #expect(texts.count == Unit.allCases.count)
    #expect(texts.isSuperset(of: ["won", "won/year", "won/person/year", "won/service", "share/year", "0 or 1"]))
    #expect(Unit.moneyPerPersonYear.title(SchemeForm.yuan.currency).zh == "元/人·年")
    // No Chinese behind a Korean name.
    #expect(Unit.moneyPerYear.title(currency).both == "won/year")
    #expect(Set(Unit.allCases.filter(\.isMoney).map { $0.text(currency).prefix(3) }) == ["won"])
  }

  @Test(arguments: [
    ("economy.average-wage", 1.0...1e9, 1.0...5e11), ("care.deductible", 0...1e9, 0...5e11),
    // So are bounds that mean none.
    ("care.ceiling", 0...1e12, 0...5e14), ("layer.tiers.2.above", 0...1e12, 0...5e14),
    // Shares have no money, and what a scheme declares is in its own.
    ("care.reimbursement-rate", 0...1, 0...1), ("own.fee", 0...70, 0...70),
  ])
  func boundsAreMultiplesOfAWage(
    _ example: (lever: String, yuan: ClosedRange<Double>, won: ClosedRange<Double>)
  ) throws {
    #expect(try #require(Self.registry(.yuan)[example.lever]).spec.range == example.yuan)
    #expect(try #require(Self.registry(Self.won)[example.lever]).spec.range == example.won)
  }

  /// A threshold that nobody gives is none, and ten million round wages are: the heaviest tail of bills has nothing there.
  @Test func whatIsNoLimit() throws {
    for (form, least, usual) in [(SchemeForm.yuan, 1e12, 1e12), (Self.won, 5e14, 5e14)] {
      let start = try #require(Self.registry(form)["layer.tiers.2.above"])
      #expect(form.currency.noLimit == least && start.spec.defaultValue == usual)
      #expect(start.isNoLimit(usual) && start.isNoLimit(least) && !start.isNoLimit(0.999 * least))
      // Wages are amounts too, and no thresholds; neither is a balance.
      #expect(!(try #require(Self.registry(form)["economy.average-wage"]).isNoLimit(usual)))
    }
  }

  /// A title of the scheme with one of the program is in English where the scheme has no Chinese: half a title in each of two languages
  /// can be read by nobody.
  @Test func titlesOfLevers() throws {
    let title = try #require(Self.registry(Self.won)["care.deductible"]).title
    #expect(title == LocalizedText("Own: Deductible"))
  }
}
