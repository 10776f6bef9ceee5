import Quantities
import Shapes

/// The history of mortality, as `fundcast fit mortality` takes it: one row for each measure, sex and age, one column for each
/// year, every year from the first to the last.
///
/// ```
/// # source: …
/// measure,sex,age,2018,2019,2020
/// death-rate,male,0,0.0061,,0.0055
/// population,male,0,7712.4,7650.1,6981.0
/// deaths,all,all,9930,9980,10105
/// ```
/// `death-rate` rows hold rates per person-year of an age group, named by its first age, the last one open; rates of some
/// years are enough, equally spaced. `population` rows hold person-years of every single age 0…100, and the row `deaths` the
/// deaths of all, in the same unit: from these the index is found again in every year.
public struct MortalityHistory: Sendable {
  /// The file as the user named it.
  public let file: String
  /// The lines above the header.
  public let sourceHeader: [String]
  /// The years of the columns.
  public let years: ClosedRange<Int>
  /// The years that have rates.
  public let rateYears: [Int]
  /// The first age of each group.
  public let groups: [Int]
  /// Death rates, `[sex][group][rate year]`.
  public let rates: [Double]
  /// Person-years, `[year][sex][age]`.
  public let population: [[Double]]
  /// Deaths by year.
  public let deaths: [Double]
  /// The line of the deaths.
  public let deathsLine: Int?

  /// The single age a group stands for: the mean of those it holds; the open group at its first.
  public var middles: [Double] {
    groups.indices.map { place in
      place + 1 < groups.count ? Double(groups[place] + groups[place + 1] - 1) / 2 : Double(groups[place])
    }
  }

  /// Reads a file, and reports everything that is wrong with it.
  public init(reading path: String) throws {
    let collector = DiagnosticCollector(file: path)
    let table = try CSVTable(TextFile(reading: path), collector: collector)
    // What seems to be missing may stand in a row at fault.
    if !table.isWhole { try collector.throwIfAny() }
    let reader = MortalityHistoryReader(table: table, collector: collector)
    let years = try reader.years()
    let rows = reader.rows()
    try collector.throwIfAny()
    file = table.file
    sourceHeader = table.sourceHeader
    self.years = years
    groups = try reader.groups(rows)
    rateYears = try reader.rateYears(rows, groups, years)
    let columns = rateYears.map { $0 - years.lowerBound }
    var rates: [Double] = []
    for sex in Sex.allCases {
      for age in groups {
        for column in columns { rates.append(reader.number(rows, .init("death-rate", sex.id, age), column)) }
      }
    }
    self.rates = rates
    population = (0..<years.count).map { column in
      Sex.allCases.flatMap { sex in
        (0..<Age.count).map { reader.number(rows, .init("population", sex.id, $0), column) }
      }
    }
    deathsLine = rows[.init("deaths", "all", nil)].map { table.rowLines[$0] }
    deaths = (0..<years.count).map { reader.number(rows, .init("deaths", "all", nil), $0) }
    try collector.throwIfAny()
  }
}

private struct MortalityHistoryReader {
  let table: CSVTable
  let collector: DiagnosticCollector

  struct Key: Hashable {
    let measure: String, sex: String, age: Int?
    init(_ measure: String, _ sex: String, _ age: Int?) { (self.measure, self.sex, self.age) = (measure, sex, age) }
  }

  private static let named = ["measure", "sex", "age"]
  private static let measures = ["death-rate", "population", "deaths"]
  private static let leastRates = 3

  /// The years of the header.
  func years() throws -> ClosedRange<Int> {
    let years = table.columns.dropFirst(3).map { Int($0) }
    guard Array(table.columns.prefix(3)) == Self.named, let first = years.first ?? nil, (1800...2200).contains(first),
      years.count > 2
    else {
      throw fault(
        "the header is measure,sex,age and three years at least", value: table.columns.joined(separator: ","),
        remedy: "write for example measure,sex,age,2018,2019,2020")
    }
    for (place, year) in years.enumerated() where year != first + place {
      throw fault(
        "the years of the header follow each other", value: table.columns[place + 3],
        remedy: "put \(first + place) here; cells of years without rates stay empty")
    }
    return first...(first + years.count - 1)
  }

  /// The row of each measure, sex and age.
  func rows() -> [Key: Int] {
    var rows: [Key: Int] = [:]
    for row in 0..<table.rowCount {
      let line = table.rowLines[row]
      let measure = table.text(row: row, column: 0), sex = table.text(row: row, column: 1)
      let ofAll = measure == "deaths"
      var isRight = true
      for (word, known, key) in [
        (measure, Self.measures, "measure"), (sex, ofAll ? ["all"] : Sex.allCases.map(\.id), "sex"),
      ]
      where isRight && !known.contains(word) {
        isRight = false
        collector.report(
          "this word is not known here", line: line, key: key, value: word,
          remedy: "write \(known.joined(separator: " or "))")
      }
      guard isRight else { continue }
      var age: Int?
      if ofAll {
        let word = table.text(row: row, column: 2)
        if word != "all" {
          collector.report(
            "deaths are those of all ages together", line: line, key: "age", value: word,
            remedy: "write deaths,all,all,…")
          continue
        }
      } else {
        age = table.integer(row: row, column: 2, in: 0...Age.open, collector: collector)
        if age == nil { continue }
      }
      if let earlier = rows.updateValue(row, forKey: Key(measure, sex, age)) {
        collector.report(
          "the row stands twice, first in line \(table.rowLines[earlier])", line: line,
          key: "\(measure),\(sex)" + (age.map { ",\($0)" } ?? ""), remedy: "keep one of the two")
      }
    }
    return rows
  }

  /// The first ages of the groups of the rates; both sexes have the same, and the first is 0. Everybody has a population.
  func groups(_ rows: [Key: Int]) throws -> [Int] {
    func ages(_ measure: String, _ sex: Sex) -> [Int] {
      rows.keys.filter { $0.measure == measure && $0.sex == sex.id }.compactMap(\.age).sorted()
    }
    let groups = ages("death-rate", .male), women = ages("death-rate", .female)
    guard !groups.isEmpty || !women.isEmpty else {
      throw fault("no death rates are given", remedy: "add rows death-rate,male,0,… and death-rate,female,0,…")
    }
    guard groups == women, groups.first == 0 else {
      let odd = Set(groups).symmetricDifference(women).min() ?? groups.first ?? 0
      throw fault(
        groups == women ? "death rates begin at age 0" : "both sexes have death rates of the same ages",
        key: "age", value: "\(odd)", remedy: groups == women ? "add the rates of age 0" : "add the row that is missing")
    }
    for sex in Sex.allCases {
      let missing = Set(0..<Age.count).subtracting(ages("population", sex))
      if let age = missing.min() {
        throw fault(
          "the population has no row of this age", key: "population,\(sex.id)", value: "\(age)",
          remedy: "give person-years of every single age 0 to \(Age.open)")
      }
    }
    guard rows[Key("deaths", "all", nil)] != nil else {
      throw fault("the deaths of all are missing", remedy: "add a row deaths,all,all,…")
    }
    return groups
  }

  /// The years that have rates: all groups in a year or none, equally spaced.
  func rateYears(_ rows: [Key: Int], _ groups: [Int], _ years: ClosedRange<Int>) throws -> [Int] {
    let rates = Sex.allCases.flatMap { sex in groups.compactMap { rows[Key("death-rate", sex.id, $0)] } }
    var found: [Int] = []
    for (column, year) in years.enumerated() {
      let empty = rates.filter { table.bytes(row: $0, column: column + 3).isEmpty }
      if empty.count == rates.count { continue }
      for row in empty {
        collector.report(
          "the rate is missing, while other ages have one in this year", line: table.rowLines[row], key: "\(year)",
          remedy: "give it, or leave the year out at all ages")
      }
      found.append(year)
    }
    try collector.throwIfAny()
    guard found.count >= Self.leastRates else {
      throw fault(
        "death rates of \(found.count) years, \(Self.leastRates) at least are needed", remedy: "add years")
    }
    for (before, after) in zip(found.dropFirst(), found.dropFirst(2)) where after - before != found[1] - found[0] {
      throw fault(
        "years with death rates are not equally spaced", key: "\(after)",
        remedy: "give rates every \(found[1] - found[0]) years, as from \(found[0]) to \(found[1])")
    }
    return found
  }

  /// The number of a row in a year, above 0; a population may be 0.
  func number(_ rows: [Key: Int], _ key: Key, _ column: Int) -> Double {
    guard let row = rows[key],
      let value = table.number(row: row, column: column + 3, in: -1e15...1e15, collector: collector)
    else { return 0 }
    let isRight = key.measure == "population" ? value >= 0 : value > 0
    if !isRight {
      collector.report(
        key.measure == "population" ? "nobody is fewer than none" : "only numbers above zero have a logarithm",
        line: table.rowLines[row], key: table.columns[column + 3], value: table.text(row: row, column: column + 3),
        remedy: key.measure == "death-rate" ? "join ages or years until every rate is positive" : "check the value")
    } else if key.measure == "death-rate", value > 1 {
      collector.report(
        "no more people die than live: a rate is deaths per person-year", line: table.rowLines[row],
        key: table.columns[column + 3], value: table.text(row: row, column: column + 3),
        remedy: "write 0.0061 for 6.1 deaths per thousand")
    }
    return value
  }

  private func fault(
    _ message: String, key: String? = nil, value: String? = nil, remedy: String
  ) -> FundcastError {
    collector.report(message, line: table.headerLine, key: key, value: value, remedy: remedy)
    return FundcastError(.data, collector.diagnostics)
  }
}
