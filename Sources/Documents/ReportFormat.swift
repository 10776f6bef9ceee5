import PolicyModel
import Quantities
import SchemeModel
import Tables

/// Numbers as the report prints them.
package enum ReportFormat {
  /// The digits of a number with a comma before every third one of its whole part.
  package static func grouped(_ text: String) -> String {
    let sign = text.prefix { $0 == "-" || $0 == "+" }
    let whole = text.dropFirst(sign.count).prefix { $0.isNumber }
    guard whole.count > 3 else { return text }
    var grouped = ""
    for (place, digit) in whole.enumerated() {
      if place > 0, (whole.count - place) % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    return sign + grouped + text.dropFirst(sign.count + whole.count)
  }
  /// A number with thousands separators.
  package static func number(_ value: Double, decimals: Int) -> String {
    grouped(DecimalText.string(value, decimals: decimals))
  }
  /// A number with a plus sign where it prints above zero.
  package static func signed(_ value: Double, decimals: Int) -> String {
    let text = number(value, decimals: decimals)
    let isZero = text.allSatisfy { $0 == "0" || $0 == "." }
    return value > 0 && !isZero ? "+" + text : text
  }
  /// Percent.
  package static func percent(_ share: Double, decimals: Int = 1) -> String {
    number(share * 100, decimals: decimals) + " %"
  }
  /// A number or a dash.
  package static func optional(_ value: Double?, decimals: Int) -> String {
    value.map { number($0, decimals: decimals) } ?? "–"
  }
  /// A parameter: as many digits as tell it apart.
  package static func parameter(_ value: Double) -> String {
    grouped(DecimalText.trimmed(value, decimals: value.magnitude >= 10 ? 2 : 6))
  }
  /// A value of a lever; a threshold above every bill is none.
  static func parameter(_ value: Double, of lever: Lever) -> Phrase {
    lever.isNoLimit(value) ? both("none", "无") : Phrase(parameter(value))
  }
}
