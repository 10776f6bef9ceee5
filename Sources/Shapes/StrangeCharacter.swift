/// A character that a reader of the file does not see, or takes for another: what came along when text was copied from a
/// workbook, a web page or a Chinese input method. Texts may hold them; names, words, numbers and dates may not.
package struct StrangeCharacter: Equatable {
  /// The character.
  package let scalar: Unicode.Scalar
  /// Where it stands, in characters from 0.
  package let offset: Int

  /// What is wrong with it.
  private enum Kind {
    case invisible, blank, separator, wide, alike
  }

  /// Code point and name: `U+200B ZERO WIDTH SPACE`.
  package var name: String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return scalar.properties.name.map { "\(code) \($0)" } ?? scalar.properties.nameAlias.map { "\(code) \($0)" } ?? code
  }

  /// Whether nothing, or a mere gap, is seen of it.
  package var isUnseen: Bool { [.invisible, .blank, .separator].contains(Self.kind(scalar)) }

  /// Whether it is a dash or a minus.
  package var isDash: Bool { Self.plain(scalar) == "-" }

  /// Why it misleads.
  package var reason: String {
    switch Self.kind(scalar) {
    case .invisible: "which cannot be seen"
    case .blank: "which is no ordinary blank"
    case .separator: "which is no line end here"
    case .wide, .alike, nil: Self.plain(scalar).map { "which is no \"\($0)\"" } ?? "which is no ordinary letter"
    }
  }

  /// All in `text`, in order. Letters of other alphabets count only among Latin ones, which they resemble.
  package static func all(in text: String) -> [StrangeCharacter] {
    // Nothing strange is ASCII.
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return [] }
    let isLatin = text.unicodeScalars.contains { $0.isASCII && $0.properties.isAlphabetic }
    return text.unicodeScalars.enumerated().compactMap { offset, scalar in
      let isStrange = kind(scalar) != nil || (isLatin && isForeignLetter(scalar))
      return isStrange ? StrangeCharacter(scalar: scalar, offset: offset) : nil
    }
  }

  /// `text` as it was meant: invisible characters dropped, wide ones narrow, all blanks ordinary and none at the ends.
  package static func cleaned(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch kind(scalar) {
      case .invisible: continue
      case .blank, .separator: result.append(" ")
      case .wide, .alike: result.append(plain(scalar) ?? scalar)
      case nil: result.append(scalar)
      }
    }
    return String(result).split(separator: " ").joined(separator: " ")
  }

  /// Whether numbers are grouped by it in some workbook: a blank of any kind, a comma, an apostrophe.
  package static func groupsDigits(_ scalar: Unicode.Scalar) -> Bool {
    kind(scalar) == .blank || " _,，'’٬".unicodeScalars.contains(scalar)
  }

  private static func kind(_ scalar: Unicode.Scalar) -> Kind? {
    guard !scalar.isASCII else { return nil }
    switch scalar.properties.generalCategory {
    case .format: return .invisible
    case .spaceSeparator: return .blank
    case .lineSeparator, .paragraphSeparator: return .separator
    default: break
    }
    switch scalar.value {
    case 0x034F, 0x115F, 0x1160, 0x3164, 0xFE00...0xFE0F, 0xFFA0: return .invisible
    case 0xFF01...0xFF5E: return .wide
    case 0x2010...0x2015, 0x2212, 0x3001, 0x3002: return .alike
    default: return nil
    }
  }

  /// The ASCII sign it stands for.
  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0)
    case 0x2010...0x2015, 0x2212: "-"
    case 0x3001: ","
    case 0x3002: "."
    default: nil
    }
  }

  /// Greek and Cyrillic.
  private static func isForeignLetter(_ scalar: Unicode.Scalar) -> Bool { (0x0370...0x052F).contains(scalar.value) }
}

extension DiagnosticCollector {
  /// A name for a strange character in a value or a key, found again in the file: `; it holds U+200B ZERO WIDTH SPACE, which cannot
  /// be seen, at column 5`, and the text without it.
  ///
  /// - Parameter isLineSuspect: whether the whole line may hold it, where the fault is one of its structure.
  package func strangeness(
    value: String?, key: String?, line: Int?, isLineSuspect: Bool
  ) -> (sentence: String, line: Int?, cleaned: String?)? {
    // A key may be a label of ours, which writes ages with a dash.
    for (text, isKey) in [(value ?? "", false), (key ?? "", true)] {
      guard let strange = StrangeCharacter.all(in: text).first(where: { !isKey || !$0.isDash }) else { continue }
      let place = place(of: strange, in: text, line: line)
      return (
        sentence(strange, column: place?.column), place?.line ?? line, isKey ? nil : StrangeCharacter.cleaned(text)
      )
    }
    guard isLineSuspect, let line, let own = text(ofLine: line), let strange = Self.firstOutsideText(own) else {
      return nil
    }
    return (sentence(strange, column: strange.offset + 1), line, nil)
  }

  /// The line before or at `line` that holds a strange character: a parser stumbles over one only when the next line begins.
  package func suspectLine(upTo line: Int?) -> Int? {
    guard let line else { return nil }
    return [line, line - 1].first { text(ofLine: $0).flatMap(Self.firstOutsideText) != nil }
  }

  private func sentence(_ strange: StrangeCharacter, column: Int?) -> String {
    "; here stands \(strange.name), \(strange.reason)" + (column.map { ", at column \($0)" } ?? "")
  }

  /// The line and column, from 1, of a character of `text`: in `line`, or else in the first line that holds the text.
  private func place(of strange: StrangeCharacter, in text: String, line: Int?) -> (line: Int, column: Int)? {
    // A path of keys is in no line as a whole, nor is a label of several: their parts are.
    let ends = Array(text.unicodeScalars)
    let part = ends.split { ". ,".unicodeScalars.contains($0) }.first { $0.contains(strange.scalar) }
    for wanted in [ends[...], part ?? []] where !wanted.isEmpty {
      guard let inside = wanted.firstIndex(of: strange.scalar).map({ $0 - wanted.startIndex }) else { continue }
      for number in line.map({ $0...$0 }) ?? 1...max(1, lineCount) {
        guard let own = self.text(ofLine: number).map({ Array($0.unicodeScalars) }), own.count >= wanted.count else {
          continue
        }
        if let start = (0...(own.count - wanted.count)).first(where: {
          own[$0..<($0 + wanted.count)].elementsEqual(wanted)
        }
        ) {
          return (number, start + inside + 1)
        }
      }
    }
    return nil
  }

  /// The first strange character of a line that does not stand in quotes or in a comment.
  private static func firstOutsideText(_ line: String) -> StrangeCharacter? {
    var quote: Unicode.Scalar?
    var skipped = Set<Int>()
    var isComment = false
    for (offset, scalar) in line.unicodeScalars.enumerated() {
      if let open = quote {
        skipped.insert(offset)
        if scalar == open { quote = nil }
      } else if scalar == "\"" || scalar == "'" {
        quote = scalar
      } else if scalar == "#" {
        isComment = true
      }
      if isComment { skipped.insert(offset) }
    }
    return StrangeCharacter.all(in: line).first { !skipped.contains($0.offset) }
  }
}
