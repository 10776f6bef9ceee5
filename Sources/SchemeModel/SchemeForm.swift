import Quantities

/// How the country of a scheme writes: languages, money, how people are counted. No figure depends on it; the engine carries it and
/// reads none of it.
public struct SchemeForm: Sendable {
  /// The languages of titles: English, and one other at most.
  public let languages: [String]
  /// The unit of money.
  public let currency: Currency
  /// In which units people are counted.
  public let people: CountedUnits

  /// A form with the languages of titles, English first, the money and the units of people.
  public init(languages: [String], currency: Currency, people: CountedUnits) {
    self.languages = languages
    self.currency = currency
    self.people = people
  }
}
