/// Decimal digits of a Double, correctly rounded.
///
/// 1. Correct: the printed number is the decimal nearest to the exact binary value, a tie going away from zero, for every
///    magnitude below 2⁶³. A number that prints as zero has no sign.
/// 2. Fast: no locale, no formatter, no string.
///
/// The whole part w and the fraction f of a Double are exact. f·10ᵈ is rounded to p, and fma gives the exact error
/// e = f·10ᵈ − p. Rounding is monotonic, so p and p + e lie on the same side of a half unless p is the half itself: then the
/// sign of e decides.
package enum DecimalText {
  private static let scales: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]
  private static let powers: [UInt64] = (0...19).map { exponent in (0..<exponent).reduce(1) { power, _ in power * 10 } }
  private static let zero = UInt8(ascii: "0")

  /// The most bytes a number takes: a sign, nineteen digits, a point and nine decimals.
  package static let longest = 30

  /// Writes `value` with `decimals` digits (0…9) after the point and returns the number of bytes, ``longest`` at most; 0,
  /// and nothing written, for infinities, NaN and magnitudes from 2⁶³ on.
  package static func write(_ value: Double, decimals: Int, to bytes: UnsafeMutablePointer<UInt8>) -> Int {
    let magnitude = value.magnitude
    guard magnitude < 0x1p63 else { return 0 }
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
    var count = 0
    if value < 0, integer != 0 || digits != 0 {
      bytes[0] = UInt8(ascii: "-")
      count = 1
    }
    count += write(integer, width: 1, to: bytes + count)
    if decimals > 0 {
      bytes[count] = UInt8(ascii: ".")
      count += 1
      count += write(digits, width: decimals, to: bytes + count)
    }
    return count
  }

  /// Writes a number with at least `width` digits and returns how many.
  package static func write(_ value: UInt64, width: Int, to bytes: UnsafeMutablePointer<UInt8>) -> Int {
    var count = width
    var limit = powers[width]
    while count < powers.count - 1, value >= limit {
      count += 1
      limit = powers[count]
    }
    if count == powers.count - 1, value >= limit { count += 1 }
    var rest = value
    var place = count - 1
    while place >= 0 {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      bytes[place] = zero + UInt8(truncatingIfNeeded: digit)
      rest = quotient
      place -= 1
    }
    return count
  }

  /// `value` with `decimals` digits after the point; `?` where it has none.
  package static func string(_ value: Double, decimals: Int) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longest) { bytes in
      guard let start = bytes.baseAddress else { return "?" }
      let count = write(value, decimals: decimals, to: start)
      return count == 0 ? "?" : String(decoding: bytes[..<count], as: UTF8.self)
    }
  }

  /// `value` with at most `decimals` digits after the point and no zeros at the end.
  package static func trimmed(_ value: Double, decimals: Int) -> String {
    var text = string(value, decimals: decimals)
    guard text.contains(".") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text == "-0" ? "0" : text
  }
}
