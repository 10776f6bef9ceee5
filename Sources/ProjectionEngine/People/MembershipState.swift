import Demography
import Quantities
import SchemeModel

/// People of a region on the central path, a column for each way of moving them (a membership variant).
struct MembershipState: Sendable {
  private(set) var people: CohortPeople
  let statuses: Int

  /// The opening state, `[sex·age][status]`, the same in every column.
  init(opening: [Double], statuses: Int, columns: Int) {
    self.statuses = statuses
    people = CohortPeople(opening: opening, CohortLayout(states: statuses), columns: columns)
  }

  /// One column, `[sex·age][status]`.
  func column(_ column: Int) -> [Double] { people.column(column) }

  /// One year on; `years` holds the compiled year of every column.
  ///
  /// - Returns: the events of the year, one entry a column.
  /// - Throws: ``FundcastError`` where more people emigrate than there are.
  mutating func step(_ years: [MembershipYear]) throws -> [VitalEvents] {
    do {
      try people.step(CohortYear(years, width: people.width))
    } catch let fault as CohortEmigration {
      throw years[fault.column].emigrationError(fault)
    } catch let fault as CohortImmortality {
      throw years[fault.column].immortalityError(fault)
    }
    return years.enumerated().map { column, year in
      VitalEvents(
        births: people.births[column], deaths: people.deaths(column), netMigration: year.migrants.reduce(0, +))
    }
  }

  /// Who may move in a year, `[sex·age][status]`: the people of the first column and half the year's migrants.
  ///
  /// - Throws: as ``step(_:)``.
  func movers(_ year: MembershipYear) throws -> [Double] {
    do {
      return try people.joined(by: CohortYear([year], width: people.width)).column(0)
    } catch let fault as CohortEmigration {
      throw year.emigrationError(fault)
    }
  }
}

extension CohortYear {
  /// A column for each compiled year.
  init(_ years: [MembershipYear], width: Int) {
    func rows(_ count: Int, _ value: (MembershipYear, Int) -> Double) -> [Double] {
      var rows = [Double](repeating: 0, count: count * width)
      for (column, year) in years.enumerated() {
        for row in 0..<count { rows[row * width + column] = value(year, row) }
      }
      return rows
    }
    let migrate = years.contains { $0.migrants.contains { $0 != 0 } }
    let newborn = years[0].newborn
    self.init(
      transitions: years.map(\.transitions),
      survival: rows(Age.panelCount) { $0.survival.ratios[$1] },
      fertility: rows(Age.count) { $0.fertility[$1] },
      newborn: Newborn(
        survival: rows(Sex.count) { $0.survival.newborn[$1] }, boysShare: rows(1) { year, _ in year.boysShare },
        states: [
          (newborn.insured, rows(1) { year, _ in year.newbornCoverage }),
          (newborn.uninsured, rows(1) { year, _ in 1 - year.newbornCoverage }),
        ]),
      halfMigrants: migrate ? rows(Age.panelCount) { $0.migrants[$1] / 2 } : nil,
      priorMix: years[0].priorMix.map(\.values))
    relativeMortality = years.compactMap(\.survival.relative)
    transitionsOfColumn = Array(years.indices)
  }
}
