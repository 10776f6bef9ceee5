import Quantities

/// The lines on which the rows of an ``AgeTable`` stand, by their keys.
struct AgeTableRows: Sendable {
  private let categories: [[String]]
  /// The years that have rows of their own; nil where they are columns, or there are none.
  private let years: ClosedRange<Int>?
  private let hasSex: Bool
  /// The ages of each row of a sex; empty for a table that does not go by age.
  private let ages: [ClosedRange<Int>]
  /// `[category][year][sex][age]`; 0 where there is none.
  private let lines: [Int32]

  init(_ assembly: AgeTableAssembly, _ table: CSVTable) {
    categories = assembly.categories
    years = assembly.isWide ? nil : assembly.years
    hasSex = assembly.layout.hasSex
    ages = assembly.groups?.ranges ?? assembly.layout.ages.map { $0.map { $0...$0 } } ?? []
    lines = assembly.owner.map { $0 < 0 ? 0 : Int32(table.rowLines[Int($0)]) }
  }

  /// The line of a row. A key that is not said is that of the first row that has the others.
  ///
  /// - Returns: nil where no row has these keys.
  func line(of cell: TableCell) -> Int? {
    guard let category = cell.words.isEmpty ? 0 : categories.firstIndex(of: cell.words),
      let place = cell.age.map({ age in ages.firstIndex { $0.contains(age) } }) ?? 0
    else { return nil }
    let sexes = hasSex ? Sex.count : 1, ageCount = max(ages.count, 1)
    let year = cell.year.flatMap { year in years.flatMap { $0.contains(year) ? year - $0.lowerBound : nil } } ?? 0
    let sex = hasSex ? cell.sex?.rawValue ?? 0 : 0
    let row = ((category * (years?.count ?? 1) + year) * sexes + sex) * ageCount + place
    return lines.indices.contains(row) && lines[row] > 0 ? Int(lines[row]) : nil
  }
}
