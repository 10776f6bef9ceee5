import Quantities

/// The unit of a measure in CSV files, and how many decimals it prints with.
public enum MeasureUnit: Sendable, CaseIterable {
  case money
  case share
  case moneyPerPerson
  case months
  case year
  case persons
  case ratio
  case level

  /// The unit as files write it, `won/person`.
  public func text(_ currency: Currency) -> String {
    switch self {
    case .money: currency.id
    case .moneyPerPerson: currency.id + "/person"
    case .share, .months, .year, .persons, .ratio, .level: "\(self)"
    }
  }

  /// Decimals in print.
  public var decimals: Int {
    switch self {
    case .money, .moneyPerPerson, .months: 2
    case .share, .ratio: 6
    case .persons: 1
    case .year, .level: 0
    }
  }

  /// One unit of the last printed digit.
  public var step: Double { [1, 0.1, 0.01, 0.001, 1e-4, 1e-5, 1e-6][decimals] }
}

/// A figure by name: what is computed of a fund, of a group of insured or of all people.
public struct Measure: Sendable, Hashable {
  /// The name in files, `reserve-months-backward`.
  public let id: String
  /// The name in reports.
  public let title: LocalizedText
  /// How it is computed.
  public let formula: String

  init(_ id: String, _ en: String, _ zh: String, _ formula: String) {
    self.init(id, LocalizedText(en: en, zh: zh), formula)
  }

  init(_ id: String, _ title: LocalizedText, _ formula: String) {
    self.id = id
    self.title = title
    self.formula = formula
  }
}

/// Whose a measure is.
public enum MeasureOwner: Sendable, Hashable {
  /// A fund, by its place in the scheme.
  case fund(Int)
  /// A group of insured, by its name in files.
  case group(String)
  /// All people.
  case everybody
}

/// One measure of one fund, group of insured, or of all.
public struct MeasureSeries: Sendable {
  /// Where its values belong.
  public enum Values: Sendable {
    /// One for each reported year; nil where there is none (reserve months without expenditure).
    case yearly([Double?])
    /// One for the whole period, with its calendar year: the year found, or the horizon. Nil where there is none (a depletion
    /// year of a fund that never empties).
    case summary((value: Double, year: Int)?)
  }

  /// What is measured.
  public let measure: Measure
  /// Of whom.
  public let owner: MeasureOwner
  /// The owner's name in files; `all` for everybody.
  public let ownerID: String
  /// Its unit.
  public let unit: MeasureUnit
  /// Its values.
  public let values: Values
}
