import Accounts
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
      ], words: words),
    account: chinese, remarks: SchemeRemarks(basic: LocalizedText(en: "Basic scheme", zh: "基本医保")))

  /// The form of accounts that China has.
  public static let chinese = AccountForm(
    items: [
      AccountForm.Item("premiums", .income, LocalizedText(en: "Premiums", zh: "保险费收入")),
      AccountForm.Item("subsidies", .income, LocalizedText(en: "Subsidies", zh: "财政补贴收入")),
      AccountForm.Item("interest", .income, LocalizedText(en: "Interest", zh: "利息收入")),
      AccountForm.Item("other-income", .income, LocalizedText(en: "Other income", zh: "其他收入")),
      AccountForm.Item(
        "transfers", .between, LocalizedText(en: "Transfers", zh: "转移收支"),
        ways: (LocalizedText(en: "Transfers in", zh: "转移收入"), LocalizedText(en: "Transfers out", zh: "转移支出"))),
      AccountForm.Item(
        "remittances", .between, LocalizedText(en: "Remittances between levels", zh: "上解/下拨"),
        ways: (
          LocalizedText(en: "Remittances in", zh: "上解下拨收入"), LocalizedText(en: "Remittances out", zh: "上解下拨支出")
        )),
      AccountForm.Item("benefits", .expenditure, LocalizedText(en: "Benefits", zh: "待遇支出")),
      AccountForm.Item(
        "critical-illness-purchase", .expenditure, LocalizedText(en: "Critical-illness cover bought", zh: "购买大病保险支出")),
      AccountForm.Item("account-spending", .expenditure, LocalizedText(en: "Account spending", zh: "个人账户支出")),
      AccountForm.Item("other-expenditure", .expenditure, LocalizedText(en: "Other expenditure", zh: "其他支出")),
      AccountForm.Item("adjustment", .adjustment, LocalizedText(en: "Adjustment", zh: "以前年度调整")),
    ],
    sums: [
      .opening: LocalizedText(en: "Brought forward", zh: "上年结余"),
      .totalIncome: LocalizedText(en: "Total income", zh: "本年收入合计"),
      .totalExpenditure: LocalizedText(en: "Total expenditure", zh: "本年支出合计"),
      .stocksMoved: LocalizedText(en: "Stocks moved between funds", zh: "基金间结余划转"),
      .balance: LocalizedText(en: "Balance of the year", zh: "本年收支结余"),
      .closing: LocalizedText(en: "Carried forward", zh: "年末滚存结余"),
    ])

  private static let words = [
    "en": [NumberWord("trillion", size: 1e12), NumberWord("billion", size: 1e9), NumberWord("million", size: 1e6)],
    "zh": [NumberWord("亿", size: 1e8), NumberWord("万", size: 1e4)],
  ]
}
