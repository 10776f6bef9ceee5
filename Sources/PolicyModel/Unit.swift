import Quantities

/// The unit of a parameter. Its name in files, after `unit:`, is ``text(_:)``: units of money have the word of the currency.
public enum Unit: Sendable, CaseIterable {
  case money
  case moneyPerYear
  case moneyPerPersonYear
  case moneyPerService
  case share
  case sharePerYear
  case factor
  case persons
  case personsPerYear
  case servicesPerPersonYear
  case age
  case calendarYear
  case months
  case elasticity
  case number
  case yesNo

  /// The unit as files write it and reports print it, `won/person/year`.
  public func text(_ currency: Currency) -> String {
    switch self {
    case .money: currency.id
    case .moneyPerYear: currency.id + "/year"
    case .moneyPerPersonYear: currency.id + "/person/year"
    case .moneyPerService: currency.id + "/service"
    case .share: "share"
    case .sharePerYear: "share/year"
    case .factor: "factor"
    case .persons: "persons"
    case .personsPerYear: "persons/year"
    case .servicesPerPersonYear: "services/person/year"
    case .age: "years of age"
    case .calendarYear: "calendar year"
    case .months: "months"
    case .elasticity: "elasticity"
    case .number: "number"
    case .yesNo: "0 or 1"
    }
  }

  /// The unit in reports.
  public func title(_ currency: Currency) -> LocalizedText {
    let name = currency.name
    func money(_ zh: String) -> LocalizedText {
      // What follows the name is Chinese: with the name of another language it would be of neither.
      name.language == "zh" ? LocalizedText(en: text(currency), zh: name.zh + zh) : LocalizedText(text(currency))
    }
    func words(_ zh: String) -> LocalizedText { LocalizedText(en: text(currency), zh: zh) }
    return switch self {
    case .money: money("")
    case .moneyPerYear: money("/年")
    case .moneyPerPersonYear: money("/人·年")
    case .moneyPerService: money("/人次")
    case .share: words("比例")
    case .sharePerYear: words("比例/年")
    case .factor: words("倍")
    case .persons: words("人")
    case .personsPerYear: words("人/年")
    case .servicesPerPersonYear: words("次/人·年")
    case .age: words("岁")
    case .calendarYear: words("年份")
    case .months: words("月")
    case .elasticity: words("弹性")
    case .number: words("数值")
    case .yesNo: words("0或1")
    }
  }

  /// Whether its values are amounts of money.
  public var isMoney: Bool {
    switch self {
    case .money, .moneyPerYear, .moneyPerPersonYear, .moneyPerService: true
    default: false
    }
  }
}
