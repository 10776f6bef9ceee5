import Accounts
import Quantities

/// What reports say of a scheme that only its country can say.
public struct SchemeRemarks: Sendable {
  /// What the layer below all others is called, the basic scheme.
  public let basic: LocalizedText
  /// What stands for the layers above it in a place that models none; nil where there is nothing to say.
  public let withoutLayers: LocalizedText?
  /// What the scheme leaves out or simplifies, beside what the program does of any scheme.
  public let limits: [LocalizedText]

  /// The name of the basic scheme, what stands for layers where there are none, and what the scheme leaves out.
  public init(basic: LocalizedText, withoutLayers: LocalizedText? = nil, limits: [LocalizedText] = []) {
    self.basic = basic
    self.withoutLayers = withoutLayers
    self.limits = limits
  }
}

/// How the country of a scheme writes: languages, money, how people are counted. No figure depends on it; the engine carries it and
/// reads none of it.
public struct SchemeForm: Sendable {
  /// The languages of titles: English, and one other at most.
  public let languages: [String]
  /// The unit of money.
  public let currency: Currency
  /// In which units people are counted.
  public let people: CountedUnits
  /// The form of the account of a fund.
  public let account: AccountForm
  /// What reports say of it.
  public let remarks: SchemeRemarks

  /// A form with the languages of titles, English first, the money, the units of people, the form of accounts and remarks.
  public init(
    languages: [String], currency: Currency, people: CountedUnits, account: AccountForm, remarks: SchemeRemarks
  ) {
    self.remarks = remarks
    self.account = account
    self.languages = languages
    self.currency = currency
    self.people = people
  }
}

extension SchemeForm {
  /// A text as its country reads it: its languages side by side, English alone where the other is none of them.
  public func shown(_ text: LocalizedText) -> String { text.within(languages).both }
  /// Words of the program in its two languages, as the country reads them.
  public func shown(_ en: String, _ zh: String) -> String { shown(LocalizedText(en: en, zh: zh)) }
}
