import Quantities
import Shapes

extension AgeTableAssembly {
  /// Reports the rows nobody owns, neighbouring ages together.
  func reportMissing(rowYears: Int, firstYear: Int) {
    for group in 0..<owner.count / max(1, ageCount) {
      let first = group * ageCount
      let missing = (0..<ageCount).filter { owner[first + $0] < 0 }
      guard let lowest = missing.first, !collector.isFull else { continue }
      let block = first / cellCount
      let row = Row(
        row: 0, category: block / rowYears, year: firstYear + block % rowYears,
        cell: first % cellCount + lowest)
      var ranges: [ClosedRange<Int>] = []
      for offset in missing.map({ $0 + (layout.ages?.lowerBound ?? 0) }) {
        if let last = ranges.last, last.upperBound + 1 == offset {
          ranges[ranges.count - 1] = last.lowerBound...offset
        } else {
          ranges.append(offset...offset)
        }
      }
      let ages =
        groups.map { groups in missing.map { groups.labels[$0].text } }
        ?? ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
      let isOne = missing.count == 1
      // Groups named by their first age look like ages.
      let isByFives =
        groups == nil && layout.ageCount > 20 && missing.count < layout.ageCount
        && (0..<layout.ageCount).allSatisfy { $0 % 5 == 0 || owner[first + $0] < 0 }
      collector.report(
        isOne ? "the row is missing" : "\(missing.count) rows are missing",
        key: label(of: row, ages: layout.ages == nil ? nil : ages.joined(separator: ", ")),
        remedy: isByFives
          ? "add them, or where these are groups of ages write 0-4, 5-9, … 85+" : isOne ? "add it" : "add them")
    }
  }

  /// `status retired, year 2020, sex male, age 3`.
  func label(of row: Row, ages: String? = nil) -> String {
    var parts = zip(layout.categories, categories[row.category]).map { "\($0) \($1)" }
    if layout.hasYears, !isWide { parts.append("year \(row.year)") }
    if layout.hasSex, let sex = Sex(rawValue: row.cell / ageCount) { parts.append("sex \(sex.id)") }
    if let range = layout.ages {
      let own = row.cell % ageCount
      parts.append("age " + (ages ?? groups?.labels[own].text ?? String(own + range.lowerBound)))
    }
    return parts.joined(separator: ", ")
  }
}
