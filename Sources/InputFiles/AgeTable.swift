import PolicyModel
import Quantities
import Shapes

/// A table read and found whole: for each combination of its categories, value and year, one panel of numbers.
///
/// A panel runs over sex (outermost, male first) and age; with both sexes and all ages it is indexed by `Age.cell`.
struct AgeTable: Sendable {
  /// The file as the user named it.
  let file: String
  /// The file as it was read.
  let record: InputRecord
  /// The comment lines above the header.
  let sourceHeader: [String]
  /// The combinations of category words, in the order of the layout's categories, as they first appear.
  let categories: [[String]]
  /// The years; nil for a table that does not go by year.
  let years: ClosedRange<Int>?

  /// The groups of ages its panels go by; nil for single ages.
  let groups: AgeTableGroups?

  /// Where the rows stand.
  let rows: AgeTableRows

  let valueNames: [String]
  let cellCount: Int
  /// [category][value][year][cell]
  let numbers: [Double]

  /// Whether the table holds the combination `category`.
  func contains(_ category: [String]) -> Bool { categories.contains(category) }

  /// The panel of `value` for `category` in `year`; nil if the table holds no such thing.
  func panel(_ value: String, category: [String] = [], year: Int? = nil) -> [Double]? {
    guard let series = series(value, category: category) else { return nil }
    guard let years else { return year == nil ? series : nil }
    guard let year, years.contains(year) else { return nil }
    return Array(series[(year - years.lowerBound) * cellCount..<(year - years.lowerBound + 1) * cellCount])
  }

  /// All panels of `value` for `category`, year after year.
  func series(_ value: String, category: [String] = []) -> [Double]? {
    guard let place = categories.firstIndex(of: category), let column = valueNames.firstIndex(of: value) else {
      return nil
    }
    let length = (years?.count ?? 1) * cellCount
    let start = (place * valueNames.count + column) * length
    return Array(numbers[start..<start + length])
  }

  /// Reads `file`; throws everything that is wrong with it.
  ///
  /// - Parameter choose: the rows that count, where the file holds those of more than one table.
  init(
    _ file: TextFile, layout: AgeTableLayout,
    choose: (CSVTable, DiagnosticCollector) throws -> RowSelection? = { _, _ in nil }
  ) throws {
    let collector = DiagnosticCollector(file: file.name)
    let table = try CSVTable(file, collector: collector)
    let selection = try choose(table, collector)
    var assembly = AgeTableAssembly(table: table, layout: layout, selection: selection, collector: collector)
    guard assembly.matchHeader() else { throw FundcastError(.data, collector.diagnostics) }
    assembly.readRows()
    try collector.throwIfAny()
    self.file = table.file
    record = table.record
    sourceHeader = table.sourceHeader
    categories = assembly.categories
    years = assembly.years
    valueNames = layout.values.map(\.name)
    let groups = assembly.groups.flatMap { $0.isSingle ? nil : $0 }
    self.groups = groups
    cellCount = layout.cellCount / layout.ageCount * (groups?.labels.count ?? layout.ageCount)
    numbers = assembly.numbers
    rows = AgeTableRows(assembly, table)
  }

  /// The same table by single ages.
  init(_ grouped: AgeTable, cellCount: Int, numbers: [Double]) {
    file = grouped.file
    record = grouped.record
    sourceHeader = grouped.sourceHeader
    categories = grouped.categories
    years = grouped.years
    valueNames = grouped.valueNames
    rows = grouped.rows
    groups = nil
    self.cellCount = cellCount
    self.numbers = numbers
  }
}
