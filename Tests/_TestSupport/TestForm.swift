import Quantities
import SchemeModel

extension SchemeForm {
  /// How the schemes of tests write that come from no file: yuan, English and Chinese, as China does.
  public static let yuan = SchemeForm(
    languages: ["en", "zh"],
    currency: Currency(
      code: "CNY", id: "yuan", roundWage: 1e5,
      amounts: CountedUnits(
        name: LocalizedText(en: "yuan", zh: "元"),
        units: [
          CountingUnit(size: 1e8, from: 1e9, decimals: 2, name: LocalizedText(en: "1e8 yuan", zh: "亿元")),
          CountingUnit(size: 1e4, from: 1e6, decimals: 2, name: LocalizedText(en: "1e4 yuan", zh: "万元")),
          CountingUnit(size: 1, from: 1, decimals: 0, name: LocalizedText(en: "yuan", zh: "元")),
        ], words: words)),
    people: CountedUnits(
      name: LocalizedText(en: "persons", zh: "人"),
      units: [
        CountingUnit(size: 1e4, from: 1e6, decimals: 2, name: LocalizedText(en: "1e4", zh: "万人")),
        CountingUnit(size: 1, from: 1, decimals: 0, name: LocalizedText(en: "persons", zh: "人")),
      ], words: words))

  private static let words = [
    "en": [NumberWord("trillion", size: 1e12), NumberWord("billion", size: 1e9), NumberWord("million", size: 1e6)],
    "zh": [NumberWord("亿", size: 1e8), NumberWord("万", size: 1e4)],
  ]
}
