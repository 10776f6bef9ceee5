import Quantities
import Results
import Studies

/// People at the end of years.
enum PeopleTables {
  /// Five-year age bands as tables print them: 0–4 … 95–99, and the open age by itself, 100–100.
  private static let bands: [ClosedRange<Int>] =
    stride(from: 0, to: Age.open, by: 5).map { $0...($0 + 4) } + [Age.open...Age.open]

  /// Every sex and band with the cells that name it.
  private static func cells(
    _ rows: inout TableRows
  ) -> [(sex: Sex, ages: ClosedRange<Int>, names: TableRows.Label)] {
    Sex.allCases.flatMap { sex in
      bands.map { (sex, $0, rows.label(sex.id, "\($0.lowerBound)", "\($0.upperBound)")) }
    }
  }

  static let membership = TableShape(
    "membership", "Membership", "参保人数",
    both(
      "Persons at every end of year, the opening among them, by status, sex and five-year age band.",
      "各年末（含期初）分参保状态、性别、五岁年龄组人数。"),
    [.scenario, .region, .yearEnd, .status, .sex, .ageFrom, .ageTo, .persons])

  static func membership(_ run: PolicyRun) -> [TablePart] {
    TablePart.all(run, alike: .people) { outcome, rows in
      let statuses = outcome.scheme.statuses.map { rows.label($0.id) }, bands = cells(&rows)
      for year in -1..<outcome.timeline.reportedCount {
        let persons = outcome.persons(year: year)
        for (status, name) in statuses.enumerated() {
          for band in bands {
            rows.integer(outcome.timeline.baseYear + year)
            rows.text(name)
            rows.text(band.names)
            var sum = 0.0
            for age in band.ages { sum += persons[Age.cell(band.sex, age) * statuses.count + status] }
            rows.persons(sum)
            try rows.endRow()
          }
        }
      }
    }
  }

  static let population = TableShape(
    "population", "Population", "人口",
    both(
      "Persons of all statuses at every end of year, the opening among them, by sex and five-year age band.",
      "各年末（含期初）分性别、五岁年龄组人口。"),
    [.scenario, .region, .yearEnd, .sex, .ageFrom, .ageTo, .persons])

  static func population(_ run: PolicyRun) -> [TablePart] {
    TablePart.all(run, alike: .people) { outcome, rows in
      let bands = cells(&rows)
      for year in -1..<outcome.timeline.reportedCount {
        let persons = outcome.population(year: year)
        for band in bands {
          rows.integer(outcome.timeline.baseYear + year)
          rows.text(band.names)
          rows.persons(band.ages.reduce(0) { $0 + persons[Age.cell(band.sex, $1)] })
          try rows.endRow()
        }
      }
    }
  }

  static let vital = TableShape(
    "vital", "Births, deaths and migration", "出生、死亡与迁移",
    both("Births, deaths and net migrants of every year.", "各年出生、死亡和净迁移人数。"),
    [
      .scenario, .region, .year,
      Column("births", .count, "Births", "出生", both("Children born in the year", "当年出生人数")),
      Column("deaths", .count, "Deaths", "死亡", both("Persons who die in the year", "当年死亡人数")),
      Column(
        "net_migration", .count, "Net migration", "净迁移", both("Who comes less who leaves", "迁入减迁出")),
    ])

  static func vital(_ run: PolicyRun) -> [TablePart] {
    TablePart.all(run, alike: .people) { outcome, rows in
      for year in 0..<outcome.timeline.reportedCount {
        let events = outcome.vital(year: year)
        rows.integer(outcome.timeline.baseYear + year)
        rows.persons(events.births)
        rows.persons(events.deaths)
        rows.persons(events.netMigration)
        try rows.endRow()
      }
    }
  }
}
