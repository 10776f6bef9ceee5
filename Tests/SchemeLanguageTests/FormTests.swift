import Accounts
import Foundation
import Quantities
import SchemeModel
import Testing

@testable import SchemeLanguage

/// What a form says of languages, money and people, and what is refused.
@Suite struct FormTests {
  private static let text = """
    languages: [en, ko]
    currency:
      code: KRW
      id: won
      name: { en: won, ko: 원 }
      round-wage: 5e7
      units: [{ size: 1e12, from: 1e13, decimals: 2, name: { en: trillion won, ko: 조 원 } }, { size: 1 }]
    people: { name: { en: persons, ko: 명 }, units: [{ size: 1 }] }
    numbers: { en: { million: 1e6, trillion: 1e12 } }
    basic: { title: { en: Basic, ko: 기본 }, alone: none }
    limits: [{ en: No grades, ko: 등급 없음 }]
    items:
      premiums: { side: in, title: Premiums }
      interest: { side: in, title: Interest }
      transfers: { side: between, title: Transfers, in: { en: Transfers in, ko: 전입금 }, out: Transfers out }
      benefits: { side: out, title: Benefits }
      adjustment: { side: adjustment, title: Adjustment }
    sums:
      { opening: a, total-income: b, total-expenditure: c, stocks-moved: d, balance: { en: e, ko: 수지 }, closing: f }
    """

  @Test func unitsAreRead() throws {
    let form = try SchemeText.form(Self.text).form
    #expect(form.languages == ["en", "ko"])
    #expect(form.currency.code == "KRW" && form.currency.id == "won" && form.currency.roundWage == 5e7)
    let units = form.currency.amounts.units
    #expect(units.map(\.size) == [1e12, 1] && units.map(\.from) == [1e13, 1] && units.map(\.decimals) == [2, 0])
    #expect(units[0].name == LocalizedText(en: "trillion won", local: "조 원", language: "ko"))
    #expect(units[1].name == form.currency.name && form.people.name["ko"] == "명")
    #expect(form.remarks.basic["ko"] == "기본" && form.remarks.withoutLayers?.en == "none")
    #expect(form.remarks.limits.map(\.both) == ["No grades 등급 없음"])
    #expect(form.currency.amounts.text(3e12, in: "en") == "3 trillion won")
  }

  @Test func theAccountIsRead() throws {
    let form = try SchemeText.form(Self.text).form.account
    #expect(
      form.rows.map(\.id) == [
        "opening", "premiums", "interest", "transfers-in", "total-income", "benefits", "transfers-out",
        "total-expenditure", "adjustment", "stocks-moved", "balance", "closing",
      ])
    #expect(form.rows.map(\.title["ko"]).filter { $0.first?.isASCII == false } == ["전입금", "수지"])
    #expect(form.row(of: "benefits", side: .inflow, fromAnotherFund: true)?.title["ko"] == "전입금")
  }

  @Test(arguments: [
    ("languages: [en, ko]", "languages: [ko, en]", "titles are in English and in one other language at most"),
    ("languages: [en, ko]", "languages: [en, ko, zh]", "titles are in English and in one other language at most"),
    ("languages: [en, ko]\n", "", "languages: the key is missing"),
    ("  code: KRW\n", "", "currency.code: the key is missing"),
    ("  code: KRW", "  code: won", "currency.code: a code of money has three capital letters"),
    ("  id: won", "  id: rate", "currency.id: the word for the money in files"),
    ("  id: won", "  id: persons", "currency.id: the word for the money in files"),
    ("  id: won", "  id: Won", "currency.id: the word for the money in files"),
    ("  round-wage: 5e7", "  round-wage: 0", "currency.round-wage: the number is out of range"),
    ("from: 1e13", "from: 1", "currency.units: units go from the largest to one of size 1"),
    (", { size: 1 }]\n", "]\n", "currency.units: units go from the largest to one of size 1"),
    ("ko: 조 원", "zh: 万亿", "name.zh: titles are in en and ko here"),
    ("  premiums: {", "  dues: {", "items: the form has no income item premiums"),
    ("  interest: { side: in", "  interest: { side: out", "items: the form has no income item interest"),
    (
      "  transfers: { side: between, title: Transfers, in: { en: Transfers in, ko: 전입금 }, out: Transfers out }\n", "",
      "items: the form has no item transfers for what funds pay to each other"
    ),
    ("  adjustment: { side: adjustment", "  adjustment: { side: out", "items: the form has one item of prior-year"),
    ("benefits: { side: out", "closing: { side: out", "items.closing: two rows of the form have one name"),
    ("benefits: { side: out,", "benefits: { side: out, in: In,", "items.benefits.in: an item of one side has one row"),
    ("benefits: { side: out", "benefits: { side: left", "items.benefits.side: this word is not known here"),
    ("closing: f", "close: f", "sums.close: unknown key; known here: opening, total-income"),
    ("basic: { title: { en: Basic, ko: 기본 }, alone: none }\n", "", "basic: the key is missing"),
    ("people: {", "persons: {", "persons: unknown key; known here: languages, currency"),
    (
      "  round-wage", "  scales: { en: { bn: 1e9 } }\n  round-wage",
      "give words for numbers by language under `numbers`"
    ),
  ])
  func refused(_ example: (old: String, new: String, message: String)) {
    #expect(Self.text.contains(example.old))
    let found = SchemeText.complaints {
      _ = try SchemeText.form(Self.text.replacingOccurrences(of: example.old, with: example.new))
    }
    // A word far from the right one leaves that missing as well.
    #expect(found.count <= 2 && found.contains { $0.contains(example.message) }, "\(found)")
  }
}
