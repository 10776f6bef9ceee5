import Quantities
import Shapes

/// An age or a group of ages as tables write it: `7`, `0-4`, `5–9岁`, `10~14`, `85+`, `85岁及以上`, `100 and over`.
struct AgeLabel: Hashable {
  let lower: Int
  /// Nil for a group that is open upwards.
  let upper: Int?

  /// The group `text` names, nil where it names none.
  init?(_ text: String) {
    if let plain = AgeLabel(digits: text.utf8) {
      self = plain
      return
    }
    // As typed in either language: dashes and tildes of all kinds alike, no blanks, no 岁.
    var plain = StrangeCharacter.cleaned(text).lowercased()
    for (mark, sign) in [("岁", ""), (" ", ""), ("~", "-"), ("～", "-"), ("〜", "-"), ("至", "-"), ("to", "-")] {
      plain = plain.replacing(mark, with: sign)
    }
    let ends = ["及以上", "以上", "andover", "plus", "+"]
    let end = ends.first { plain.hasSuffix($0) }
    if let end { plain.removeLast(end.count) }
    let parts = plain.split(separator: "-", omittingEmptySubsequences: false)
    let ages = parts.compactMap { part in
      part.utf8.count <= 3 && part.utf8.allSatisfy { $0 &- 48 < 10 } ? Int(part) : nil
    }
    guard ages.count == parts.count, let first = ages.first else { return nil }
    switch (ages.count, end) {
    case (1, nil): (lower, upper) = (first, first)
    case (1, _?): (lower, upper) = (first, nil)
    // What ends at the open age or beyond has no end.
    case (2, nil) where ages[1] >= first:
      (lower, upper) = (first, ages[1] > first && ages[1] >= Age.open ? nil : ages[1])
    default: return nil
    }
  }

  /// `7`, `0-4`, `85+`, as nearly every row of every table has it: read from its bytes, since whole tables are read at each start.
  /// Nil for every other form, which may still be an age as people write it.
  private init?(digits text: String.UTF8View) {
    var first = 0, last = 0, firstLength = 0, lastLength = 0
    var isSpan = false, isOpen = false
    for byte in text {
      guard !isOpen else { return nil }
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = Int(byte - UInt8(ascii: "0"))
        if isSpan {
          (last, lastLength) = (last * 10 + digit, lastLength + 1)
        } else {
          (first, firstLength) = (first * 10 + digit, firstLength + 1)
        }
        guard max(firstLength, lastLength) <= 3 else { return nil }
      case UInt8(ascii: "-") where !isSpan: isSpan = true
      case UInt8(ascii: "+") where !isSpan: isOpen = true
      default: return nil
      }
    }
    guard firstLength > 0, !isSpan || (lastLength > 0 && last >= first) else { return nil }
    lower = first
    guard isSpan else {
      upper = isOpen ? nil : first
      return
    }
    // What ends at the open age or beyond has no end.
    upper = last > first && last >= Age.open ? nil : last
  }

  /// `5-9`, `85+`.
  var text: String { upper.map { $0 == lower ? "\(lower)" : "\(lower)-\($0)" } ?? "\(lower)+" }

  /// Whether a workbook seems to have turned a group into a date: `9-May`, `5月9日`, `Oct-14`.
  static func looksLikeDate(_ text: String) -> Bool {
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    let lower = text.lowercased()
    return (text.contains("月") || months.contains { lower.contains($0) } || text.contains("/"))
      && text.contains { $0.isNumber }
  }
}

extension AgeTableAssembly {
  /// The groups of ages that the rows name; nil where every row names a single age, or what is wrong is that of such a table.
  ///
  /// Reports groups that overlap, leave ages out or are of other widths than can be split, with the line of the first such row.
  func readGroups(_ ages: ClosedRange<Int>) -> AgeTableGroups? {
    var lines: [AgeLabel: Int] = [:]
    var isGrouped = false
    var strays: [Int] = []
    for row in 0..<table.rowCount {
      guard let label = AgeLabel(ageText(row)) else {
        strays.append(row)
        continue
      }
      if lines[label] == nil { lines[label] = table.rowLines[row] }
      isGrouped = isGrouped || label.upper != label.lower
    }
    guard isGrouped else { return nil }
    guard strays.isEmpty else {
      for row in strays.prefix(10) { reportStray(row) }
      return AgeTableGroups(labels: [], ages: ages)
    }
    let labels = lines.keys.sorted { ($0.lower, $0.upper ?? .max) < ($1.lower, $1.upper ?? .max) }
    var isGood = true
    func report(_ message: String, _ label: AgeLabel, _ remedy: String) {
      collector.report(message, line: lines[label], key: "age", value: label.text, remedy: remedy)
      isGood = false
    }
    var next = ages.lowerBound
    for label in labels where isGood {
      let upper = label.upper ?? ages.upperBound
      if label.lower < next {
        report(
          "the age groups overlap: ages from \(label.lower) stand in a group before", label,
          "keep each age in one group: five-year groups or single ages, not both")
      } else if label.lower > next {
        let missing = label.lower - 1 > next ? "\(next)-\(label.lower - 1)" : "\(next)"
        report("no group holds ages \(missing)", label, "add the rows between")
      } else if upper > ages.upperBound || (label.upper == nil && ages.upperBound != Age.open) {
        report("the group reaches beyond age \(ages.upperBound)", label, "end it at \(ages.upperBound)")
      } else if label.upper == nil, ages.upperBound == Age.open, !Self.openAges.contains(label.lower) {
        report(
          "an open group may begin at \(Self.openAges.lowerBound) to \(Self.openAges.upperBound)", label,
          "give five-year groups up to there")
      } else if label.upper != nil, ![1, 5].contains(upper - label.lower + 1), !(label.lower == 1 && upper == 4) {
        report(
          "the group holds \(upper - label.lower + 1) ages, and groups of five can be split", label,
          "give five-year groups 0-4, 5-9, … (or 0, 1-4, 5-9, …), or single ages")
      }
      next = upper + 1
    }
    if isGood, next <= ages.upperBound, let last = labels.last {
      report(
        "no group holds ages \(next)-\(ages.upperBound)", last,
        "add them, or write \(last.lower)+ if the last group is open")
    }
    guard isGood else { return AgeTableGroups(labels: [], ages: ages) }
    let groups = AgeTableGroups(labels: labels, ages: ages)
    if let odd = groups.mixed {
      report("single ages stand among five-year groups", odd, "give one or the other throughout")
    }
    return isGood ? groups : AgeTableGroups(labels: [], ages: ages)
  }

  private func reportStray(_ row: Int) {
    let text = ageText(row)
    collector.report(
      AgeLabel.looksLikeDate(text)
        ? "this is no age: a workbook has turned a group into a date" : "this is neither an age nor a group of ages",
      line: table.rowLines[row], key: "age", value: text.isEmpty ? nil : text,
      remedy: "write 0-4, 5-9, … 85+ (in a workbook, make the column text before typing)")
  }

  /// Where a group that is open upwards may begin: below, too much would hang on how it is spread.
  private static let openAges = 65...100
}

/// The groups of ages of a table in order; none where they are at fault.
struct AgeTableGroups: Equatable {
  let labels: [AgeLabel]
  let ages: ClosedRange<Int>

  /// The ages of each.
  var ranges: [ClosedRange<Int>] { labels.map { $0.lower...($0.upper ?? ages.upperBound) } }
  /// Whether the last is open and holds several ages.
  var isOpen: Bool { labels.last.map { $0.upper == nil && $0.lower < ages.upperBound } ?? false }
  /// Whether every group is a single age.
  var isSingle: Bool { ranges.allSatisfy { $0.count == 1 } }
  /// Whether there are groups of five.
  var hasFives: Bool { labels.contains { $0.upper == $0.lower + 4 } }

  /// A single age among groups of five, where it is neither 0 beside 1–4 nor the open age; nil where there is none.
  fileprivate var mixed: AgeLabel? {
    let ranges = ranges
    guard hasFives || ranges.contains(1...4) else { return nil }
    let isAbridged = ranges.prefix(2) == [0...0, 1...4]
    return labels.indices.dropFirst(isAbridged ? 2 : 0).first {
      ranges[$0].count != 5 && !($0 == labels.count - 1 && (labels[$0].upper == nil || labels[$0].lower == Age.open))
    }.map { labels[$0] }
  }
}
