import Foundation
import Quantities
import Results
import SchemeModel
import _TestSupport

/// A line, closing balance or measure of a year, in the baseline and in a scenario, as goldens print it.
struct GoldenRow: Sendable {
  /// Which value: the fund, group of insured or `all`, the line or measure, and the calendar year.
  struct Key: Hashable, Comparable, Sendable, CustomStringConvertible {
    let fund: String, item: String, year: Int

    var description: String { "\(fund) \(item) \(year)" }

    static func < (a: Key, b: Key) -> Bool { (a.fund, a.item, a.year) < (b.fund, b.item, b.year) }

    /// A number in 1..<2 that differs from key to key: the weight of the value in a digest.
    var weight: Double {
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325  // FNV-1a
      for byte in description.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      // Years differ in the last byte only, which FNV spreads little: the finish of MurmurHash3.
      hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
      hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
      return 1 + Double((hash ^ (hash >> 33)) >> 11) * 0x1p-53
    }
  }

  let key: Key
  let unit: GoldenUnit
  /// In the scenario; nil where there is none.
  let value: Double?
  /// In the baseline; nil where there is none, and in the golden of the baseline itself, which is compared with nothing.
  let baseline: Double?

  /// Value less baseline; nil where either is missing.
  var difference: Double? {
    guard let value, let baseline else { return nil }
    return value - baseline
  }

  /// Whether the scenario and the baseline print differently.
  var shows: Bool { difference.map { $0.magnitude >= unit.step / 2 } ?? (value != nil || baseline != nil) }
}

/// Money in millions with three decimals, everything else as measures.csv has it.
struct GoldenUnit: Hashable, Sendable {
  /// As printed in the column.
  let name: String
  /// Decimals in print.
  let decimals: Int
  /// How many of the unit of a result make one of this.
  let size: Double

  init(_ unit: MeasureUnit, _ currency: Currency = SchemeForm.yuan.currency) {
    let isMoney = unit == .money
    name = isMoney ? "million-\(unit.text(currency))" : unit.text(currency)
    decimals = isMoney ? 3 : unit.decimals
    size = isMoney ? 1e6 : 1
  }

  /// Nil for a name that no unit has in any currency.
  init?(named name: String) {
    let isMoney = name.hasPrefix("million-"), isPerPerson = name.hasSuffix("/person")
    let word = isMoney ? name.dropFirst("million-".count) : isPerPerson ? name.dropLast("/person".count) : "yuan"
    let currency = Currency(code: "", id: String(word), roundWage: 1, amounts: SchemeForm.yuan.currency.amounts)
    let units = MeasureUnit.allCases.map { GoldenUnit($0, currency) }
    guard let unit = units.first(where: { $0.name == name }) else { return nil }
    self = unit
  }

  var isMoney: Bool { size > 1 }

  /// One unit of the last printed digit.
  var step: Double { pow(10, -Double(decimals)) }

  /// As printed; what rounds to nothing has no sign, and what is not there no text.
  func text(_ value: Double?) -> String {
    guard let value else { return "" }
    return String(format: "%.\(decimals)f", value.magnitude < step / 2 ? 0 : value)
  }

  /// Whether a printed value and a computed one are the same: within a unit of the last printed digit, since the last bits,
  /// which differ between BLAS kernels, decide which way a half is rounded.
  func agrees(_ printed: Double?, _ computed: Double?) -> Bool {
    guard let printed, let computed else { return printed == nil && computed == nil }
    return (printed - computed).magnitude <= step * Unseen.lastGoldenDigit
  }
}
