import Quantities
import Testing

/// Amounts and persons in the units of their country.
@Suite struct CurrencyTests {
  private static let won = CountedUnits(
    name: LocalizedText(en: "won", local: "원", language: "ko"),
    units: [
      CountingUnit(size: 1e12, from: 1e13, decimals: 2, name: LocalizedText("trillion won")),
      CountingUnit(size: 1, from: 1, decimals: 0, name: LocalizedText("won")),
    ],
    words: [
      "en": [NumberWord("trillion", size: 1e12), NumberWord("million", size: 1e6)],
      "ko": [NumberWord("조", size: 1e12), NumberWord("만", size: 1e4)],
    ])

  @Test(arguments: [(9.9e12, 1.0), (1e13, 1e12), (0, 1)])
  func tablesTakeTheLargestUnitThatIsReached(_ example: (largest: Double, size: Double)) {
    #expect(Self.won.unit(for: example.largest).size == example.size)
  }

  /// Latin script sets words apart, others do not; below the smallest word the name stands alone.
  @Test(arguments: [
    (2.5e12, "en", "2.5 trillion won"), (-2.5e12, "ko", "-2.5조원"), (30_000, "ko", "3만원"), (30_000, "en", "30000 won"),
    (12, "ko", "12원"),
    // A language without words counts in the smallest unit, under its English name.
    (3e12, "zh", "3000000000000 won"),
  ])
  func sentencesCountInTheWordsOfTheirLanguage(_ example: (value: Double, language: String, text: String)) {
    #expect(Self.won.text(example.value, in: example.language) == example.text)
  }

  @Test func aTextFallsBackToEnglish() {
    let title = LocalizedText(en: "Premiums", local: "보험료", language: "ko")
    #expect(title["ko"] == "보험료" && title.zh == "Premiums" && title.both == "Premiums 보험료")
    #expect(title.within(["en", "zh"]).both == "Premiums" && title.within(["en", "ko"]) == title)
    let word = LocalizedText(en: "year", zh: "年")
    #expect(word.within(["en", "ko"]).both == "year")
    // Half a title in each of two languages can be read by nobody: it is English then.
    #expect(title.named(word) == LocalizedText("Premiums: year"))
    let rate = LocalizedText(en: "rate", local: "요율", language: "ko")
    #expect(title.named(rate) == LocalizedText(en: "Premiums: rate", local: "보험료: 요율", language: "ko"))
    #expect(word.named(LocalizedText(en: "rate", zh: "费率")) == LocalizedText(en: "year: rate", zh: "年：费率"))
    #expect(LocalizedText("x").joined(word, en: ", ", local: "（", end: "）") == LocalizedText(en: "x, year", zh: "x（年）"))
    #expect(LocalizedText(en: "x", zh: "x") == LocalizedText("x") && LocalizedText("x").isOneText)
  }
}
