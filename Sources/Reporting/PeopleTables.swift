import Quantities
import Results
import Studies

/// Five-year age bands as tables print them: 0–4 … 95–99, and the open age by itself, 100–100.
enum AgeBand {
  static let all: [ClosedRange<Int>] =
    stride(from: 0, to: Age.open, by: 5).map { $0...($0 + 4) } + [Age.open...Age.open]

  /// Every sex and band with the cells that name it.
  static let cells: [(sex: Sex, ages: ClosedRange<Int>, names: CSVText)] = Sex.allCases.flatMap { sex in
    all.map { (sex, $0, CSVText(sex.id, "\($0.lowerBound)", "\($0.upperBound)")) }
  }
}

extension OutputTables {
  /// membership.csv: persons at every end of year, the opening among them, by status, sex and age band.
  static func membership(_ run: PolicyRun, to sink: @escaping ByteSink) throws {
    let result = run.result
    let statuses = result.scheme.statuses.map { CSVText($0.id) }
    let columns = ["year", "status", "sex", "age_from", "age_to", "persons"]
    try shared(run, columns, .people, to: sink) { cell, csv in
      for year in -1..<result.timeline.reportedCount {
        let persons = cell.outcome.persons(year: year)
        for (status, name) in statuses.enumerated() {
          for band in AgeBand.cells {
            csv.integer(result.timeline.baseYear + year)
            csv.text(name)
            csv.text(band.names)
            var sum = 0.0
            for age in band.ages { sum += persons[Age.cell(band.sex, age) * statuses.count + status] }
            csv.persons(sum)
            try csv.endRow()
          }
        }
      }
    }
  }

  /// population.csv: persons of all statuses at every end of year, the opening among them.
  static func population(_ run: PolicyRun, to sink: @escaping ByteSink) throws {
    let result = run.result
    try shared(run, ["year", "sex", "age_from", "age_to", "persons"], .people, to: sink) { cell, csv in
      for year in -1..<result.timeline.reportedCount {
        let persons = cell.outcome.population(year: year)
        for band in AgeBand.cells {
          csv.integer(result.timeline.baseYear + year)
          csv.text(band.names)
          csv.persons(band.ages.reduce(0) { $0 + persons[Age.cell(band.sex, $1)] })
          try csv.endRow()
        }
      }
    }
  }

  /// vital.csv: births, deaths and net migrants of every year, persons.
  static func vital(_ run: PolicyRun, to sink: @escaping ByteSink) throws {
    let result = run.result
    try shared(run, ["year", "births", "deaths", "net_migration"], .people, to: sink) { cell, csv in
      for year in 0..<result.timeline.reportedCount {
        let events = cell.outcome.vital(year: year)
        csv.integer(result.timeline.baseYear + year)
        csv.persons(events.births)
        csv.persons(events.deaths)
        csv.persons(events.netMigration)
        try csv.endRow()
      }
    }
  }
}
