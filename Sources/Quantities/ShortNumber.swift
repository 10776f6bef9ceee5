import Glibc

/// Numbers in messages: whole ones as they are, others with some digits.
public enum ShortNumber {
  /// The text of a number in messages, without grouping and without a trailing `.0`.
  ///
  /// - Parameter digits: significant ones; whole numbers below 10¹⁵ keep all of theirs.
  public static func text(_ value: Double, digits: Int = 6) -> String {
    guard value.isFinite else { return "\(value)" }
    if value == value.rounded(), value.magnitude < 1e15 { return "\(Int(value))" }
    let exponent = Int(floor(log10(value.magnitude))) - (digits - 1), unit = pow(10, Double(abs(exponent)))
    let rounded = exponent < 0 ? (value * unit).rounded() / unit : (value / unit).rounded() * unit
    return rounded == rounded.rounded() && rounded.magnitude < 1e15 ? "\(Int(rounded))" : "\(rounded)"
  }

  /// A large number as files write it, `5e14`.
  ///
  /// - Parameter value: above zero.
  public static func power(_ value: Double) -> String {
    let exponent = Int(floor(log10(value) + 1e-9))
    return text(value / pow(10, Double(exponent))) + "e\(exponent)"
  }
}
