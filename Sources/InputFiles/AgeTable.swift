import PolicyModel
import Quantities

/// What a table by age, sex and year must look like.
///
/// | header | layout |
/// |---|---|
/// | `sex,age,2020,…,2100` or `sex,age,year,rate` | sex, ages, years, value `rate` |
/// | `age,2020,…` for ages 15–49 | ages 15…49, years, one value |
/// | `year,males_per_female` | years, one value |
/// | `sex,age,status,share` | sex, ages, category `status`, value `share` |
/// | `scheme,service,sex,age,relative_use,relative_cost` | sex, ages, two categories, two values |
struct AgeTableLayout: Sendable {
  /// A column of numbers.
  struct Value: Sendable {
    /// The name in the header; in a table with a column for each year it is not in the file.
    var name: String
    /// The numbers allowed.
    var range: ClosedRange<Double>

    /// A column called `name` of numbers within `range`.
    init(_ name: String, in range: ClosedRange<Double>) {
      self.name = name
      self.range = range
    }
  }

  /// Whether there is a row for each sex.
  var hasSex = true
  /// The ages, each exactly once for each sex and category; nil for a table that does not go by age.
  var ages: ClosedRange<Int>? = 0...Age.open
  /// Whether values differ by year: in a column `year`, or in a column for each year if there is one value only.
  var hasYears = false
  /// The other key columns: `status`, `profile`, `scheme`, `service`.
  var categories: [String] = []
  /// For a category, the only words allowed; any word if absent.
  var words: [String: [String]] = [:]
  /// The columns of numbers.
  var values: [Value]

  /// The years a table may name.
  static let yearRange = 1900...2200

  fileprivate var ageCount: Int { ages?.count ?? 1 }
  fileprivate var cellCount: Int { (hasSex ? Sex.count : 1) * ageCount }
  fileprivate var keyColumns: [String] { categories + (hasSex ? ["sex"] : []) + (ages == nil ? [] : ["age"]) }
}

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

  private let valueNames: [String]
  private let cellCount: Int
  /// [category][value][year][cell]
  private let numbers: [Double]

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

  /// Reads the file at `path`.
  init(reading path: String, name: String? = nil, layout: AgeTableLayout) throws {
    let file = try TextFile(reading: path, name: name)
    try self.init(file, layout: layout)
  }

  /// Reads `file`; throws everything that is wrong with it.
  init(_ file: TextFile, layout: AgeTableLayout) throws {
    let collector = DiagnosticCollector(file: file.name)
    let table = try CSVTable(file, collector: collector)
    var assembly = AgeTableAssembly(table: table, layout: layout, collector: collector)
    guard assembly.matchHeader() else { throw FundcastError(.data, collector.diagnostics) }
    assembly.readRows()
    try collector.throwIfAny()
    self.file = table.file
    record = table.record
    sourceHeader = table.sourceHeader
    categories = assembly.categories
    years = assembly.years
    valueNames = layout.values.map(\.name)
    cellCount = layout.cellCount
    numbers = assembly.numbers
  }
}

/// The work of reading an ``AgeTable``.
private struct AgeTableAssembly {
  let table: CSVTable
  let layout: AgeTableLayout
  let collector: DiagnosticCollector

  var categories: [[String]] = []
  var years: ClosedRange<Int>?
  var numbers: [Double] = []

  private var keyPlaces: [String: Int] = [:]
  private var valuePlaces: [Int] = []
  /// The columns named after years, in order; empty in a long table.
  private var yearPlaces: [Int] = []

  private struct Row {
    var row: Int
    var category: Int
    var year: Int
    var cell: Int
  }

  init(table: CSVTable, layout: AgeTableLayout, collector: DiagnosticCollector) {
    self.table = table
    self.layout = layout
    self.collector = collector
  }

  private var isWide: Bool { !yearPlaces.isEmpty }

  // MARK: - Header

  /// Finds the columns; false if some are missing, unknown or out of order.
  mutating func matchHeader() -> Bool {
    let line = table.headerLine
    let named = table.columns.indices.filter { Self.year(table.columns[$0]) != nil }
    if layout.hasYears, layout.values.count == 1, table.column("year") == nil { yearPlaces = named }
    let wanted: [String]
    if layout.hasYears, layout.values.count == 1, table.column("year") == nil, isWide {
      wanted = layout.keyColumns
    } else {
      wanted = layout.keyColumns + (layout.hasYears ? ["year"] : []) + layout.values.map(\.name)
    }
    var isGood = true
    var missing = wanted.filter { table.column($0) == nil }
    for (place, name) in table.columns.enumerated() where !wanted.contains(name) && !yearPlaces.contains(place) {
      isGood = false
      let meant = Suggestion.nearest(to: name, in: missing)
      missing.removeAll { $0 == meant }
      let columns = wanted.joined(separator: ",") + (isWide ? ",2020,2021,…" : "")
      collector.report(
        "unknown column", line: line, key: name,
        remedy: (meant.map { "did you mean \"\($0)\"? The" } ?? "the") + " header should read \(columns)")
    }
    for name in missing {
      isGood = false
      collector.report("the column is missing", line: line, key: name, remedy: "add it to the header and every row")
    }
    guard isGood else { return false }
    for name in wanted { keyPlaces[name] = table.column(name) }
    valuePlaces = layout.values.compactMap { table.column($0.name) }
    return isWide ? checkYearColumns() : true
  }

  private mutating func checkYearColumns() -> Bool {
    let named = yearPlaces.compactMap { Self.year(table.columns[$0]) }
    for (year, next) in zip(named, named.dropFirst()) where next != year + 1 {
      collector.report(
        "the years must follow one another, but after \(year) comes \(next)", line: table.headerLine,
        key: String(next), remedy: next > year ? "add the columns between" : "put the columns in order")
      return false
    }
    if let first = named.first, let last = named.last, first <= last { years = first...last }
    return years != nil
  }

  /// The year a header field of four digits names.
  private static func year(_ name: String) -> Int? {
    guard name.utf8.count == 4, let year = Int(name), AgeTableLayout.yearRange.contains(year) else { return nil }
    return year
  }

  // MARK: - Rows

  /// Reads all rows into ``numbers``; what is wrong goes to the collector.
  mutating func readRows() {
    var rows: [Row] = []
    rows.reserveCapacity(table.rowCount)
    var places: [[String]: Int] = [:]
    var isWhole = table.isWhole
    for row in 0..<table.rowCount where !collector.isFull {
      if let keys = readKeys(row, places: &places) { rows.append(keys) } else { isWhole = false }
    }
    if !isWide, layout.hasYears {
      guard let first = rows.map(\.year).min(), let last = rows.map(\.year).max() else { return }
      years = first...last
    }
    let wanted = categories.count * (isWide ? 1 : years?.count ?? 1) * layout.cellCount
    guard wanted / 64 <= table.rowCount + 1000 else {
      collector.report(
        "the table has \(table.rowCount) rows where \(wanted) are needed, one for every "
          + (layout.keyColumns + (layout.hasYears ? ["year"] : [])).joined(separator: ", "),
        line: table.headerLine, remedy: "check the key columns for stray words and years")
      return
    }
    var owner = [Int32](repeating: -1, count: wanted)
    let rowYears = isWide ? 1 : years?.count ?? 1
    let firstYear = isWide ? 0 : years?.lowerBound ?? 0
    numbers = [Double](
      repeating: 0, count: categories.count * layout.values.count * (years?.count ?? 1) * layout.cellCount)
    for row in rows where !collector.isFull {
      let slot = (row.category * rowYears + row.year - firstYear) * layout.cellCount + row.cell
      if owner[slot] >= 0 {
        collector.report(
          "the row stands twice, on lines \(table.rowLines[Int(owner[slot])]) and \(table.rowLines[row.row])",
          line: table.rowLines[row.row], key: label(of: row), remedy: "keep one of the two")
        continue
      }
      owner[slot] = Int32(row.row)
      readValues(row, firstYear: firstYear)
    }
    if isWhole { reportMissing(owner, rowYears: rowYears, firstYear: firstYear) }
  }

  private mutating func readKeys(_ row: Int, places: inout [[String]: Int]) -> Row? {
    var isGood = true
    var words: [String] = []
    for name in layout.categories {
      let word = text(row, name)
      words.append(word)
      let line = table.rowLines[row]
      if word.isEmpty {
        collector.report("no value is given", line: line, key: name, remedy: "write one in every row")
        isGood = false
      } else if let allowed = layout.words[name], !allowed.contains(word) {
        collector.report(
          "this word is not known here", line: line, key: name, value: word,
          remedy: Suggestion.remedy(for: word, in: allowed))
        isGood = false
      }
    }
    var cell = 0
    if layout.hasSex {
      let word = text(row, "sex")
      if let sex = Sex(id: word) {
        cell = sex.rawValue * layout.ageCount
      } else {
        collector.report(
          "the sex must be male or female", line: table.rowLines[row], key: "sex", value: word,
          remedy: "write male or female")
        isGood = false
      }
    }
    if let ages = layout.ages {
      if let age = integer(row, "age", in: ages) { cell += age - ages.lowerBound } else { isGood = false }
    }
    var year = 0
    if layout.hasYears, !isWide {
      if let value = integer(row, "year", in: AgeTableLayout.yearRange) { year = value } else { isGood = false }
    }
    guard isGood else { return nil }
    let category: Int
    if let place = places[words] {
      category = place
    } else {
      category = categories.count
      places[words] = category
      categories.append(words)
    }
    return Row(row: row, category: category, year: year, cell: cell)
  }

  private mutating func readValues(_ row: Row, firstYear: Int) {
    let yearCount = years?.count ?? 1
    for (index, value) in layout.values.enumerated() {
      let columns = isWide ? yearPlaces : [valuePlaces[index]]
      for (offset, column) in columns.enumerated() {
        guard let number = table.number(row: row.row, column: column, in: value.range, collector: collector) else {
          continue
        }
        let year = isWide ? offset : row.year - firstYear
        let start = ((row.category * layout.values.count + index) * yearCount + year) * layout.cellCount
        numbers[start + row.cell] = number
      }
    }
  }

  /// Reports the rows nobody owns, neighbouring ages together.
  private func reportMissing(_ owner: [Int32], rowYears: Int, firstYear: Int) {
    for group in 0..<owner.count / layout.ageCount {
      let first = group * layout.ageCount
      let missing = (0..<layout.ageCount).filter { owner[first + $0] < 0 }
      guard let lowest = missing.first, !collector.isFull else { continue }
      let block = first / layout.cellCount
      let row = Row(
        row: 0, category: block / rowYears, year: firstYear + block % rowYears,
        cell: first % layout.cellCount + lowest)
      var ranges: [ClosedRange<Int>] = []
      for offset in missing.map({ $0 + (layout.ages?.lowerBound ?? 0) }) {
        if let last = ranges.last, last.upperBound + 1 == offset {
          ranges[ranges.count - 1] = last.lowerBound...offset
        } else {
          ranges.append(offset...offset)
        }
      }
      let ages = ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
      let isOne = missing.count == 1
      collector.report(
        isOne ? "the row is missing" : "\(missing.count) rows are missing",
        key: label(of: row, ages: layout.ages == nil ? nil : ages.joined(separator: ", ")),
        remedy: isOne ? "add it" : "add them")
    }
  }

  /// `status retired, year 2020, sex male, age 3`.
  private func label(of row: Row, ages: String? = nil) -> String {
    var parts = zip(layout.categories, categories[row.category]).map { "\($0) \($1)" }
    if layout.hasYears, !isWide { parts.append("year \(row.year)") }
    if layout.hasSex, let sex = Sex(rawValue: row.cell / layout.ageCount) { parts.append("sex \(sex.id)") }
    if let range = layout.ages {
      parts.append("age " + (ages ?? String(row.cell % layout.ageCount + range.lowerBound)))
    }
    return parts.joined(separator: ", ")
  }

  private func text(_ row: Int, _ column: String) -> String {
    keyPlaces[column].map { table.text(row: row, column: $0) } ?? ""
  }

  private func integer(_ row: Int, _ column: String, in range: ClosedRange<Int>) -> Int? {
    keyPlaces[column].flatMap { table.integer(row: row, column: $0, in: range, collector: collector) }
  }
}
