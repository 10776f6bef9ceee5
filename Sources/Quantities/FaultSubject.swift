/// What a fault is about, said by parts that know no files. Whoever read the files finds where it stands.
public enum FaultSubject: Sendable, Hashable {
  /// A lever or an assumption, by its path.
  case lever(String)
  /// A row of a table, or rows.
  case cell(TableCell)
  /// Moves between statuses that are wrong together, by their names.
  case moves([String])
  /// A line of an account, by its name.
  case line(String)
  /// A fund, by its name.
  case fund(String)
  /// A figure of the base year, by its name.
  case figure(String)
  /// The persons of the base year, of one status or all of them.
  case persons(status: String?)
  /// A lever as drivers move it, by its path: what is at fault is the driver.
  case driven(String)
  /// What is drawn on paths as a whole.
  case draws

  /// As messages say it.
  public var name: String {
    switch self {
    case .lever(let name), .driven(let name), .line(let name), .fund(let name), .figure(let name): name
    case .cell(let cell): cell.name
    case .moves(let names): names.joined(separator: ", ")
    case .persons(let status): "base-year-figures.persons" + (status.map { ".\($0)" } ?? "")
    case .draws: "draws"
    }
  }
}

/// A row of a table by its keys; what is left out is not known, or does not matter.
public struct TableCell: Sendable, Hashable {
  /// The file without its folder, `mortality.csv`; nil where only the caller knows it.
  public var table: String?
  /// Words of the columns that are no sex, age or year, in the order of the table.
  public var words: [String]
  /// The sex.
  public var sex: Sex?
  /// The age.
  public var age: Int?
  /// The calendar year.
  public var year: Int?
  /// What messages say after the keys.
  public var note: String?

  /// A row of a table; give what is known of it.
  ///
  /// - Parameters:
  ///   - words: in the order of the columns.
  ///   - age: 0…100.
  ///   - note: a few English words, `at the end` say.
  public init(
    _ table: String? = nil, words: [String] = [], sex: Sex? = nil, age: Int? = nil, year: Int? = nil,
    note: String? = nil
  ) {
    self.table = table
    self.words = words
    self.sex = sex
    self.age = age
    self.year = year
    self.note = note
  }

  /// `employee inpatient`, `male age 90`, `2020`.
  public var name: String {
    let keys = words + [sex?.id, age.map { "age \($0)" }].compactMap { $0 }
    let whole = (keys.isEmpty ? [year.map(String.init)].compactMap { $0 } : keys) + [note].compactMap { $0 }
    return whole.joined(separator: " ")
  }
}

/// Of what part of a run a fault is; nil for what is not known, or where it is of all.
public struct FaultScope: Sendable, Hashable {
  /// The scenario, by its name in files.
  public var scenario: String?
  /// The region, likewise.
  public var region: String?
  /// The calendar year.
  public var year: Int?

  /// A scope; give what is known, the names as files have them and the calendar year.
  public init(scenario: String? = nil, region: String? = nil, year: Int? = nil) {
    self.scenario = scenario
    self.region = region
    self.year = year
  }

  /// The scope with what it does not know from another.
  public func within(_ other: FaultScope) -> FaultScope {
    FaultScope(scenario: scenario ?? other.scenario, region: region ?? other.region, year: year ?? other.year)
  }
}
