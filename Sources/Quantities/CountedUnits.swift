/// A unit in which amounts or persons are printed, `亿元` or `100 million yuan`.
public struct CountingUnit: Sendable, Hashable {
  /// How many of the smallest unit it is: 1e8.
  public let size: Double
  /// The least value for which a report chooses it, in the smallest unit: from 10 亿元 on a table in 亿元 shows its first three
  /// digits at least.
  public let from: Double
  /// Decimals in print.
  public let decimals: Int
  /// What it is called.
  public let name: LocalizedText

  /// A unit of `size` smallest units, chosen from a value of `from` smallest units on.
  public init(size: Double, from: Double, decimals: Int, name: LocalizedText) {
    self.size = size
    self.from = from
    self.decimals = decimals
    self.name = name
  }
}

/// A word for a number in a language, `亿` or `million`.
public struct NumberWord: Sendable, Hashable {
  /// The word as written after a number.
  public let text: String
  /// What it multiplies by.
  public let size: Double

  /// A word for `size`.
  public init(_ text: String, size: Double) {
    self.text = text
    self.size = size
  }
}

/// What is counted, money or people, and in which units it is printed.
public struct CountedUnits: Sendable, Hashable {
  /// The smallest unit, `yuan` or `persons`.
  public let name: LocalizedText
  /// The units of tables, which all languages share: from the largest to one of size 1.
  public let units: [CountingUnit]
  /// Words for numbers by language, from the largest: what a text or picture in one language counts in.
  public let words: [String: [NumberWord]]

  /// Units from the largest to the smallest, of which there is one at least, and words for numbers by language.
  public init(name: LocalizedText, units: [CountingUnit], words: [String: [NumberWord]] = [:]) {
    self.name = name
    self.units = units
    self.words = words
  }

  /// The unit of tables whose largest value is this, in the smallest unit.
  public func unit(for largest: Double) -> CountingUnit {
    units.first { largest >= $0.from } ?? units.last ?? CountingUnit(size: 1, from: 0, decimals: 0, name: name)
  }

  /// The unit in which a text in one language names a value of this size: `3.2 billion yuan`, 32亿元.
  public func unit(for value: Double, in language: String) -> CountingUnit {
    let units = units(in: language)
    return units.first { value.magnitude >= $0.from } ?? units[units.count - 1]
  }

  /// The units of texts in one language from the largest to the smallest: the words for numbers before the name, then the name.
  public func units(in language: String) -> [CountingUnit] {
    let own = name[language]
    return (words[language] ?? []).map { word in
      // Scripts without spaces between words write 亿元; Latin ones write "million won".
      let space = word.text.last?.isASCII == true ? " " : ""
      return CountingUnit(
        size: word.size, from: word.size, decimals: 2,
        name: LocalizedText("\(word.text)\(space)\(own)"))
    } + [CountingUnit(size: 1, from: 0, decimals: 0, name: LocalizedText(own))]
  }

  /// What the larger units of tables are called where they are used, from the smallest: 万元, 亿元.
  public var larger: [String] { units.dropLast().reversed().map(\.name.local) }

  /// A value with its unit as a text in one language names it: `3.2 billion yuan`, `32亿元`.
  public func text(_ value: Double, in language: String, digits: Int = 6) -> String {
    let unit = unit(for: value, in: language), number = ShortNumber.text(value / unit.size, digits: digits)
    let name = unit.name[language]
    return name.first?.isASCII == true ? "\(number) \(name)" : number + name
  }
}

/// The money of a country.
public struct Currency: Sendable, Hashable {
  /// Its code of three letters, ISO 4217: `KRW`.
  public let code: String
  /// What files call it: in `unit:` of values and in heads of columns, `yuan`.
  public let id: String
  /// A round wage of a year. Bounds on amounts are multiples of it, so that they refuse as much in won as in yuan.
  public let roundWage: Double
  /// Its name and the units in which amounts are printed.
  public let amounts: CountedUnits

  /// A currency with code, name in files, a round wage of a year, and the units of amounts.
  public init(code: String, id: String, roundWage: Double, amounts: CountedUnits) {
    self.code = code
    self.id = id
    self.roundWage = roundWage
    self.amounts = amounts
  }

  /// The name in reports.
  public var name: LocalizedText { amounts.name }

  /// The wage of a year that the program's own bounds on amounts are written for.
  public static let wageOfBounds = 1e5
  /// A bound on an amount that is written for ``wageOfBounds``, in this currency.
  public func scaled(_ bound: Double) -> Double { bound * (roundWage / Self.wageOfBounds) }
  /// An amount for a person and year that lies above every bill, ten million round wages: a threshold of so much, or more, is none.
  public var noLimit: Double { scaled(1e12) }
}
