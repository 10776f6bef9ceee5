import Foundation

/// A number as inputs write it: `-`, digits, a fraction, an exponent. Nothing else is a number.
///
/// ```
/// number   = ["-"] whole ["." digits] [("e" | "E") ["+" | "-"] digits]
/// whole    = "0" | digit1-9 {digit}
/// ```
/// A leading plus is refused because in a reform it would read as an increase, a leading zero because other readers
/// take it for an octal number. The result is the double nearest to the written decimal.
package enum DecimalNumber {
  /// Why a text is no number.
  package enum Fault: Error, Equatable {
    case empty, notANumber, notFinite, percent, separator, leadingPlus, leadingZero, bareFraction, notWhole
  }

  /// The number written in `bytes`.
  package static func parse(_ bytes: ArraySlice<UInt8>) -> Result<Double, Fault> {
    guard let value = scan(bytes) else { return .failure(bytes.isEmpty ? .empty : diagnose(bytes)) }
    return value.isFinite ? .success(value) : .failure(.notFinite)
  }

  /// The number written in `bytes`, infinite if it is too large, nil if it is no number.
  private static func scan(_ bytes: ArraySlice<UInt8>) -> Double? {
    var index = bytes.startIndex
    let end = bytes.endIndex
    guard index < end else { return nil }
    let isNegative = bytes[index] == UInt8(ascii: "-")
    if isNegative { index += 1 }
    let wholeStart = index
    // Up to 19 digits fit in 64 bits; more go the long way.
    var mantissa: UInt64 = 0
    var digits = 0
    var fractionDigits = 0
    func isDigit(_ index: Int) -> Bool { index < end && bytes[index] &- 48 < 10 }
    func take() {
      if digits < 19 { mantissa = mantissa &* 10 &+ UInt64(bytes[index] &- 48) }
      if mantissa != 0 { digits += 1 }
      index += 1
    }
    while isDigit(index) { take() }
    guard index > wholeStart else { return nil }
    if bytes[wholeStart] == UInt8(ascii: "0"), index - wholeStart > 1 { return nil }
    if index < end, bytes[index] == UInt8(ascii: ".") {
      index += 1
      let fractionStart = index
      while isDigit(index) { take() }
      fractionDigits = index - fractionStart
      guard fractionDigits > 0 else { return nil }
    }
    var exponent = 0
    if index < end, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      let isExponentNegative = index < end && bytes[index] == UInt8(ascii: "-")
      if isExponentNegative || (index < end && bytes[index] == UInt8(ascii: "+")) { index += 1 }
      let exponentStart = index
      while isDigit(index) {
        exponent = min(exponent * 10 + Int(bytes[index] &- 48), 1_000_000)
        index += 1
      }
      guard index > exponentStart else { return nil }
      if isExponentNegative { exponent = -exponent }
    }
    guard index == end else { return nil }
    let scale = exponent - fractionDigits
    // Both operands are exact, so the one operation rounds once: the result is the nearest double.
    if digits <= 19, mantissa <= 1 << 53, abs(scale) < powersOfTen.count {
      let magnitude = scale < 0 ? Double(mantissa) / powersOfTen[-scale] : Double(mantissa) * powersOfTen[scale]
      return isNegative ? -magnitude : magnitude
    }
    return Double(String(decoding: bytes, as: UTF8.self))
  }

  /// The number written in `text`.
  package static func parse(_ text: String) -> Result<Double, Fault> { parse(Array(text.utf8)[...]) }

  /// The whole number written in `text`: no fraction, no exponent.
  package static func parseInteger(_ bytes: ArraySlice<UInt8>) -> Result<Int, Fault> {
    switch parse(bytes) {
    case .failure(let fault): return .failure(fault)
    case .success:
      guard let value = Int(String(decoding: bytes, as: UTF8.self)) else { return .failure(.notWhole) }
      return .success(value)
    }
  }

  /// The powers of ten a double holds exactly.
  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
    1e20, 1e21, 1e22,
  ]

  /// What is wrong with a text that is no number; only failures come here.
  private static func diagnose(_ bytes: ArraySlice<UInt8>) -> Fault {
    let text = String(decoding: bytes.prefix(64), as: UTF8.self)
    func isNumber(_ other: some StringProtocol) -> Bool {
      scan(Array(other.utf8)[...]) != nil
    }
    let name = text.lowercased().drop { $0 == "-" || $0 == "+" || $0 == "." }
    if ["nan", "inf", "infinity"].contains(name) { return .notFinite }
    if text.hasSuffix("%") || text.hasSuffix("％") {
      return isNumber(text.dropLast().trimmingCharacters(in: .whitespaces)) ? .percent : .notANumber
    }
    if text.hasPrefix("+") { return isNumber(text.dropFirst()) ? .leadingPlus : .notANumber }
    if text.unicodeScalars.contains(where: StrangeCharacter.groupsDigits) {
      return isNumber(StrangeCharacter.cleaned(ungrouped(text))) ? .separator : .notANumber
    }
    if text.hasSuffix("."), isNumber(text.dropLast()) { return .bareFraction }
    if text.hasPrefix("."), isNumber("0" + text) { return .bareFraction }
    if text.hasPrefix("-."), isNumber("0" + text.dropFirst()) { return .bareFraction }
    let unsigned = text.drop { $0 == "-" }
    if unsigned.hasPrefix("0"), unsigned.utf8.prefix(2).allSatisfy({ $0 &- 48 < 10 }) {
      let trimmed = unsigned.drop { $0 == "0" }
      return isNumber(trimmed) || isNumber("0" + trimmed) ? .leadingZero : .notANumber
    }
    return .notANumber
  }

  /// `text` without the signs that group digits.
  package static func ungrouped(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: text.unicodeScalars.filter { !StrangeCharacter.groupsDigits($0) })
    return String(scalars)
  }
}

extension DecimalNumber.Fault {
  /// What is wrong, for a diagnostic.
  package var message: String {
    switch self {
    case .empty: "no value is given"
    case .notANumber: "a number belongs here"
    case .notFinite: "the number must be finite"
    case .percent: "shares are written without a percent sign"
    case .separator: "numbers are written without separators"
    case .leadingPlus: "numbers are written without a plus sign"
    case .leadingZero: "numbers are written without leading zeros"
    case .bareFraction: "a decimal point needs digits on both sides"
    case .notWhole: "a whole number belongs here"
    }
  }

  /// The way out for the value `text`.
  package func remedy(for text: String, whole: Bool = false) -> String {
    let isNegative = text.hasPrefix("-")
    let unsigned = String(isNegative ? text.dropFirst() : text[...])
    let sign = isNegative ? "-" : ""
    switch self {
    case .percent:
      let digits = text.dropLast().trimmingCharacters(in: .whitespaces)
      guard digits.utf8.count < 30, let percent = Decimal(string: digits) else { return "write 0.7 for 70 %" }
      return "write \(percent / 100) for \(digits) %"
    case .separator:
      return "write \(StrangeCharacter.cleaned(DecimalNumber.ungrouped(text)))"
    case .leadingPlus:
      return "write \(text.dropFirst()); in a reform, { add: \(text.dropFirst()) } raises a value"
    case .leadingZero:
      let trimmed = unsigned.drop { $0 == "0" }
      return "write \(sign)\(trimmed.first?.isNumber == true ? "" : "0")\(trimmed)"
    case .bareFraction:
      return "write \(sign)\(unsigned.hasPrefix(".") ? "0" + unsigned : String(unsigned.dropLast()))"
    case .notANumber where Self.inFull(text) != nil:
      return "write \(Self.inFull(text) ?? "")"
    case .empty, .notANumber, .notFinite, .notWhole:
      return whole || self == .notWhole ? "write digits only, such as 12" : "write a decimal such as 0.7 or 280"
    }
  }

  /// A number with a character that Unicode knows as a power of ten (万, 亿) in digits; nil for other texts.
  private static func inFull(_ text: String) -> String? {
    guard let word = text.unicodeScalars.last, !word.isASCII, let size = word.properties.numericValue, size >= 1000,
      let number = Decimal(string: String(text.dropLast())), text.utf8.count < 30
    else { return nil }
    return "\(number * Decimal(size))"
  }
}
