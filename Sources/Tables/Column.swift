import Quantities
import SchemeModel

/// What the numbers and texts of a column are.
package enum ColumnUnit: String, Sendable, CaseIterable {
  /// Something by its name in files.
  case id
  /// A text for people, in the language of the place. The header of such a column ends in the code of the language.
  case text
  /// A calendar year.
  case year
  /// A month of a year, 1…12.
  case month
  /// An age in completed years.
  case age
  /// An ordinal number.
  case number
  /// Money, to 0.01. The header of such a column ends in the name of the currency.
  case money
  /// Persons, person-years or services, to 0.1.
  case count
  /// A rate or share, to 0.000001.
  case share
  /// That of the row: the unit of what the row names.
  case ofRow = "row"

  /// The unit in words; of money the currency of a form, `{currency}` where there is none.
  package func title(_ form: SchemeForm?) -> LocalizedText {
    switch self {
    case .id: LocalizedText(en: "name in files", zh: "标识")
    case .text: LocalizedText(en: "text", zh: "文字")
    case .year: LocalizedText(en: "calendar year", zh: "年份")
    case .month: LocalizedText(en: "month", zh: "月份")
    case .age: LocalizedText(en: "years of age", zh: "岁")
    case .number: LocalizedText(en: "ordinal number", zh: "序号")
    case .money: form?.currency.name ?? LocalizedText("{currency}")
    case .count: LocalizedText(en: "persons or services", zh: "人或人次")
    case .share: LocalizedText(en: "share", zh: "比例")
    case .ofRow: LocalizedText(en: "that of the row", zh: "见所在行")
    }
  }
}

/// A column of a table: how files call it, what it holds, and what it means.
package struct Column: Sendable {
  /// The name; see ``header(_:)`` for that in files.
  package let id: String
  package let unit: ColumnUnit
  package let title: LocalizedText
  package let meaning: LocalizedText

  package init(_ id: String, _ unit: ColumnUnit, _ en: String, _ zh: String, _ meaning: LocalizedText) {
    self.id = id
    self.unit = unit
    title = LocalizedText(en: en, zh: zh)
    self.meaning = meaning
  }

  /// The header in a file of a country: the id, after which money has the word of the currency, and a text the code of its language.
  /// Where there is no form, `{currency}` and `{language}` stand for these.
  package func header(_ form: SchemeForm?) -> String {
    switch unit {
    case .money: "\(id)_\(form?.currency.id ?? "{currency}")"
    case .text: "\(id)_\(form.map { $0.languages.last ?? "en" } ?? "{language}")"
    default: id
    }
  }
}

/// A table before it has rows: how it is called, what a row of it says, and its columns.
package struct TableShape: Sendable {
  /// The name; the file is called after it.
  package let id: String
  package let title: LocalizedText
  /// What a row says.
  package let meaning: LocalizedText
  package let columns: [Column]

  package init(_ id: String, _ en: String, _ zh: String, _ meaning: LocalizedText, _ columns: [Column]) {
    self.id = id
    title = LocalizedText(en: en, zh: zh)
    self.meaning = meaning
    self.columns = columns
  }

  /// The headers in a file.
  package func headers(_ form: SchemeForm?) -> [String] { columns.map { $0.header(form) } }
}
