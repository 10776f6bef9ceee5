/// Columns a monospace font gives to a text: two for East Asian wide characters, none for combining marks.
enum DisplayWidth {
  /// Blocks of wide and full-width characters (Unicode Standard Annex 11), as far as Chinese reports need them.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
    0xAC00...0xD7A3,
    0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD,
  ]
  private static let zero: [ClosedRange<UInt32>] = [0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F]

  static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    if (0x4E00...0x9FFF).contains(scalar.value) { return 2 }
    if zero.contains(where: { $0.contains(scalar.value) }) { return 0 }
    return wide.contains { $0.contains(scalar.value) } ? 2 : 1
  }

  static func of(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.unicodeScalars.reduce(0) { $0 + of($1) }
  }

  /// `text` over lines of at most `width` columns, broken at blanks and between wide characters.
  static func wrap(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = "", word = ""
    var columns = 0
    var pendingBlank = false
    func place(_ piece: String) {
      guard !piece.isEmpty else { return }
      let blank = pendingBlank && !line.isEmpty ? " " : ""
      let wanted = blank.utf8.count + of(piece)
      if !line.isEmpty, columns + wanted > width, !closes(piece) {
        lines.append(line)
        line = piece
        columns = of(piece)
      } else {
        line += blank + piece
        columns += wanted
      }
      pendingBlank = false
    }
    for scalar in text.unicodeScalars {
      if scalar == " " || scalar == "\n" {
        place(word)
        word = ""
        pendingBlank = true
      } else if opens(scalar) {
        place(word)
        word = String(scalar)
      } else if of(scalar) == 2 {
        // An opening bracket stays with what it opens.
        let joined = word.unicodeScalars.count == 1 && word.unicodeScalars.allSatisfy(opens)
        if !joined { place(word) }
        place((joined ? word : "") + String(scalar))
        word = ""
      } else {
        word.unicodeScalars.append(scalar)
      }
    }
    place(word)
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  /// Punctuation that does not end a line.
  private static func opens(_ scalar: Unicode.Scalar) -> Bool { scalar == "（" || scalar == "《" }

  /// Punctuation that does not begin a line.
  private static func closes(_ piece: String) -> Bool { "，。；：、！？）》".contains(piece) }
}
