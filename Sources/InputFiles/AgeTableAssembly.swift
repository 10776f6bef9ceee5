import Quantities
import Shapes

/// The work of reading an ``AgeTable``.
struct AgeTableAssembly {
  let table: CSVTable
  let layout: AgeTableLayout
  /// The rows that count; nil for all.
  let selection: RowSelection?
  let collector: DiagnosticCollector

  var categories: [[String]] = []
  var years: ClosedRange<Int>?
  var numbers: [Double] = []
  /// The row of each `[category][year of rows][cell]`; -1 where there is none.
  private(set) var owner: [Int32] = []

  /// The groups of ages the rows go by; nil for single ages.
  private(set) var groups: AgeTableGroups?
  private var keyPlaces: [String: Int] = [:]
  private var valuePlaces: [Int] = []
  /// The columns named after years, in order; empty in a long table.
  private var yearPlaces: [Int] = []

  struct Row {
    var row: Int
    var category: Int
    var year: Int
    var cell: Int
  }

  init(
    table: CSVTable, layout: AgeTableLayout, selection: RowSelection?, collector: DiagnosticCollector
  ) {
    self.selection = selection
    self.table = table
    self.layout = layout
    self.collector = collector
  }

  var isWide: Bool { !yearPlaces.isEmpty }
  var ageCount: Int { groups?.labels.count ?? layout.ageCount }
  var cellCount: Int { (layout.hasSex ? Sex.count : 1) * ageCount }
  /// Whether groups of ages stand in two columns.
  private var hasAgeSpan: Bool { table.column("age") == nil && table.column("age_from") != nil }
  private var keyColumns: [String] {
    layout.keyColumns.flatMap { $0 == "age" && hasAgeSpan ? ["age_from", "age_to"] : [$0] }
  }

  // MARK: - Header

  /// Finds the columns; false if some are missing, unknown or out of order.
  mutating func matchHeader() -> Bool {
    let line = table.headerLine
    let named = table.columns.indices.filter { Self.year(table.columns[$0]) != nil }
    if layout.hasYears, layout.values.count == 1, table.column("year") == nil { yearPlaces = named }
    let wanted: [String]
    if layout.hasYears, layout.values.count == 1, table.column("year") == nil, isWide {
      wanted = keyColumns
    } else {
      wanted = keyColumns + (layout.hasYears ? ["year"] : []) + layout.values.map(\.name)
    }
    var isGood = true
    var missing = wanted.filter { table.column($0) == nil }
    let passed = selection?.passed ?? []
    for (place, name) in table.columns.enumerated()
    where !wanted.contains(name) && !yearPlaces.contains(place) && !passed.contains(name) {
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
    if let ages = layout.ages {
      groups = readGroups(ages)
      if groups?.labels.isEmpty == true { return }
    }
    for row in 0..<table.rowCount where !collector.isFull && selection?.contains(row, of: table) != false {
      if let keys = readKeys(row, places: &places) { rows.append(keys) } else { isWhole = false }
    }
    if !isWide, layout.hasYears {
      guard let first = rows.map(\.year).min(), let last = rows.map(\.year).max() else { return }
      years = first...last
    }
    let wanted = categories.count * (isWide ? 1 : years?.count ?? 1) * cellCount
    guard wanted / 64 <= table.rowCount + 1000 else {
      collector.report(
        "the table has \(table.rowCount) rows where \(wanted) are needed, one for every "
          + (layout.keyColumns + (layout.hasYears ? ["year"] : [])).joined(separator: ", "),
        line: table.headerLine, remedy: "check the key columns for stray words and years")
      return
    }
    owner = [Int32](repeating: -1, count: wanted)
    let rowYears = isWide ? 1 : years?.count ?? 1
    let firstYear = isWide ? 0 : years?.lowerBound ?? 0
    numbers = [Double](
      repeating: 0, count: categories.count * layout.values.count * (years?.count ?? 1) * cellCount)
    for row in rows where !collector.isFull {
      let slot = (row.category * rowYears + row.year - firstYear) * cellCount + row.cell
      if owner[slot] >= 0 {
        collector.report(
          "the row stands twice, on lines \(table.rowLines[Int(owner[slot])]) and \(table.rowLines[row.row])",
          line: table.rowLines[row.row], key: label(of: row), remedy: "keep one of the two")
        continue
      }
      owner[slot] = Int32(row.row)
      readValues(row, firstYear: firstYear)
    }
    if isWhole { reportMissing(rowYears: rowYears, firstYear: firstYear) }
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
        cell = sex.rawValue * ageCount
      } else {
        collector.report(
          "the sex must be male or female", line: table.rowLines[row], key: "sex", value: word,
          remedy: "write male or female")
        isGood = false
      }
    }
    if let ages = layout.ages {
      if let age = age(row, ages) { cell += age } else { isGood = false }
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
        let start = ((row.category * layout.values.count + index) * yearCount + year) * cellCount
        numbers[start + row.cell] = number
      }
    }
  }

  /// The age as written; of two columns as one.
  func ageText(_ row: Int) -> String {
    hasAgeSpan ? "\(text(row, "age_from"))-\(text(row, "age_to"))" : text(row, "age")
  }

  /// The place of a row's age or group.
  private func age(_ row: Int, _ ages: ClosedRange<Int>) -> Int? {
    guard let groups else {
      return integer(row, hasAgeSpan ? "age_from" : "age", in: ages).map { $0 - ages.lowerBound }
    }
    return AgeLabel(ageText(row)).flatMap { groups.labels.firstIndex(of: $0) }
  }

  private func text(_ row: Int, _ column: String) -> String {
    keyPlaces[column].map { table.text(row: row, column: $0) } ?? ""
  }

  private func integer(_ row: Int, _ column: String, in range: ClosedRange<Int>) -> Int? {
    keyPlaces[column].flatMap { table.integer(row: row, column: $0, in: range, collector: collector) }
  }
}
