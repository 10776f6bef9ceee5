import Quantities

/// Readers of single values; each reports under `key`, the full path, and gives nil on a fault.
extension DiagnosticCollector {
  /// Text that is not empty.
  package func text(_ node: YAMLNode, key: String) -> String? {
    guard let (text, _) = scalar(node, key: key, wanted: "text") else { return nil }
    return text
  }

  /// One of the words `choices`.
  package func choice(_ node: YAMLNode, key: String, of choices: [String]) -> String? {
    guard let (text, _) = scalar(node, key: key, wanted: "one word") else { return nil }
    if choices.contains(text) { return text }
    report(
      "this word is not known here", line: node.line, key: key, value: text,
      remedy: Suggestion.remedy(for: text, in: choices))
    return nil
  }

  /// A finite number within `range`, written without quotes.
  package func number(_ node: YAMLNode, key: String, in range: ClosedRange<Double>? = nil) -> Double? {
    guard let text = unquotedScalar(node, key: key, wanted: "a number") else { return nil }
    return number(Array(text.utf8)[...], line: node.line, key: key, in: range)
  }

  /// A whole number within `range`, written without quotes.
  package func integer(_ node: YAMLNode, key: String, in range: ClosedRange<Int>? = nil) -> Int? {
    guard let text = unquotedScalar(node, key: key, wanted: "a whole number") else { return nil }
    return integer(Array(text.utf8)[...], line: node.line, key: key, in: range)
  }

  /// `true` or `false`.
  package func boolean(_ node: YAMLNode, key: String) -> Bool? {
    guard let text = unquotedScalar(node, key: key, wanted: "true or false") else { return nil }
    if text == "true" { return true }
    if text == "false" { return false }
    report("true or false belongs here", line: node.line, key: key, value: text, remedy: "write true or false")
    return nil
  }

  /// One text for all languages, or `{ en: …, zh: … }` with some of ``languages``: who writes one of two means it for both.
  package func localizedText(_ node: YAMLNode, key: String) -> LocalizedText? {
    guard case .mapping(let entries) = node.kind else { return text(node, key: key).map { LocalizedText($0) } }
    let example = "{ \(languages.map { "\($0): …" }.joined(separator: ", ")) }"
    guard !entries.isEmpty else {
      report(
        "no text is given", line: node.line, key: key, remedy: "write \(example), or one text: it then stands for all")
      return nil
    }
    var isWhole = true
    for entry in entries {
      let path = ShapeCheck.path(key, entry.key)
      if !languages.contains(entry.key) {
        isWhole = false
        report(
          "titles are in \(languages.joined(separator: " and ")) here", line: entry.line, key: path,
          remedy: Suggestion.remedy(for: entry.key, in: languages))
      } else if text(entry.value, key: path) == nil {
        isWhole = false
      }
    }
    return isWhole ? node.title(in: languages) : nil
  }

  /// The items of a list.
  package func list(_ node: YAMLNode, key: String) -> [YAMLNode]? {
    if case .sequence(let items) = node.kind { return items }
    report(
      "a list belongs here, not \(node.kindName)", line: node.line, key: key, value: node.shownText,
      remedy: "write [a, b], or one line `- a` for each")
    return nil
  }

  // MARK: - Shared with CSV cells

  /// A finite number within `range` written in `bytes`.
  package func number(_ bytes: ArraySlice<UInt8>, line: Int, key: String, in range: ClosedRange<Double>? = nil)
    -> Double?
  {
    switch DecimalNumber.parse(bytes) {
    case .failure(let fault):
      report(fault, bytes, line: line, key: key, whole: false)
      return nil
    case .success(let value):
      guard let range, !range.contains(value) else { return value }
      report(
        "the number is out of range", line: line, key: key, value: String(decoding: bytes, as: UTF8.self),
        remedy: Self.rangeRemedy(Self.plain(range.lowerBound), Self.plain(range.upperBound)))
      return nil
    }
  }

  /// A whole number within `range` written in `bytes`.
  package func integer(_ bytes: ArraySlice<UInt8>, line: Int, key: String, in range: ClosedRange<Int>? = nil) -> Int? {
    switch DecimalNumber.parseInteger(bytes) {
    case .failure(let fault):
      report(fault, bytes, line: line, key: key, whole: true)
      return nil
    case .success(let value):
      guard let range, !range.contains(value) else { return value }
      report(
        "the number is out of range", line: line, key: key, value: String(decoding: bytes, as: UTF8.self),
        remedy: Self.rangeRemedy(String(range.lowerBound), String(range.upperBound)))
      return nil
    }
  }

  private func report(_ fault: DecimalNumber.Fault, _ bytes: ArraySlice<UInt8>, line: Int, key: String, whole: Bool) {
    let text = String(decoding: bytes, as: UTF8.self)
    let message = whole && fault == .notANumber ? DecimalNumber.Fault.notWhole.message : fault.message
    report(
      message, line: line, key: key, value: text.isEmpty ? nil : text,
      remedy: fault.remedy(for: text.utf8.count > 64 ? Self.printable(text) : text, whole: whole))
  }

  private static func rangeRemedy(_ low: String, _ high: String) -> String {
    switch (low, high) {
    case ("-inf", "inf"): "write a finite number"
    case ("-inf", _): "write at most \(high)"
    case (_, "inf"): "write at least \(low)"
    default: "write a number from \(low) to \(high)"
    }
  }

  /// `value` without the `.0` of whole numbers.
  private static func plain(_ value: Double) -> String {
    let text = String(value)
    if text == "1.7976931348623157e+308" { return "inf" }
    if text == "-1.7976931348623157e+308" { return "-inf" }
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  // MARK: - Scalars

  private func scalar(_ node: YAMLNode, key: String, wanted: String) -> (text: String, isQuoted: Bool)? {
    guard case .scalar(let text, let isQuoted) = node.kind else {
      report("\(wanted) belongs here, not \(node.kindName)", line: node.line, key: key, remedy: "write `key: value`")
      return nil
    }
    guard text.contains(where: { !$0.isWhitespace }) else {
      report("no value is given", line: node.line, key: key, remedy: "write \(wanted) after the colon")
      return nil
    }
    return (text, isQuoted)
  }

  private func unquotedScalar(_ node: YAMLNode, key: String, wanted: String) -> String? {
    guard let (text, isQuoted) = scalar(node, key: key, wanted: wanted) else { return nil }
    guard isQuoted else { return text }
    report(
      "\(wanted) belongs here, not text in quotes", line: node.line, key: key, value: text,
      remedy: "take the quotes away")
    return nil
  }
}

extension YAMLNode {
  /// The text of a scalar that has one, for a message.
  package var shownText: String? {
    guard case .scalar(let text, _) = kind, !text.isEmpty else { return nil }
    return text
  }
}
