/// Decimal digits of a Double, correctly rounded.
///
/// 1. Correct: the printed number is the decimal nearest to the exact binary value, a tie going away from zero, for every
///    magnitude below 2⁶³. A number that prints as zero has no sign.
/// 2. Fast: no locale, no formatter, no string.
///
/// The whole part w and the fraction f of a Double are exact. f·10ᵈ is rounded to p, and fma gives the exact error
/// e = f·10ᵈ − p. Rounding is monotonic, so p and p + e lie on the same side of a half unless p is the half itself: then the
/// sign of e decides.
enum DecimalText {
  private static let scales: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]
  private static let zero = UInt8(ascii: "0")

  /// Appends `value` with `decimals` digits (0…9) after the point; false, and nothing appended, for infinities, NaN and
  /// magnitudes from 2⁶³ on.
  static func append(_ value: Double, decimals: Int, to bytes: inout [UInt8]) -> Bool {
    let magnitude = value.magnitude
    guard magnitude < 0x1p63 else { return false }
    let whole = magnitude.rounded(.down)
    let fraction = magnitude - whole
    let scale = scales[decimals]
    let product = fraction * scale
    let error = (-product).addingProduct(fraction, scale)
    let floor = product.rounded(.down)
    let beyond = product - floor
    var digits = UInt64(floor)
    if beyond > 0.5 || (beyond == 0.5 && error >= 0) { digits += 1 }
    var integer = UInt64(whole)
    if digits >= UInt64(scale) {
      digits -= UInt64(scale)
      integer += 1
    }
    if value < 0, integer != 0 || digits != 0 { bytes.append(UInt8(ascii: "-")) }
    append(integer, width: 1, to: &bytes)
    if decimals > 0 {
      bytes.append(UInt8(ascii: "."))
      append(digits, width: decimals, to: &bytes)
    }
    return true
  }

  /// Appends a number with at least `width` digits.
  static func append(_ value: UInt64, width: Int, to bytes: inout [UInt8]) {
    var count = 1
    var rest = value / 10
    while rest > 0 {
      count += 1
      rest /= 10
    }
    count = max(count, width)
    let start = bytes.count
    for _ in 0..<count { bytes.append(zero) }
    var place = start + count - 1
    rest = value
    while rest > 0 {
      bytes[place] = zero + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
      place -= 1
    }
  }

  /// `value` with `decimals` digits after the point; `?` where it has none.
  static func string(_ value: Double, decimals: Int) -> String {
    var bytes: [UInt8] = []
    guard append(value, decimals: decimals, to: &bytes) else { return "?" }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `value` with at most `decimals` digits after the point and no zeros at the end.
  static func trimmed(_ value: Double, decimals: Int) -> String {
    var text = string(value, decimals: decimals)
    guard text.contains(".") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text == "-0" ? "0" : text
  }
}
