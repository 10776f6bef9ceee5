import ProjectionEngine
import Quantities
import SchemeModel
import Testing
import _TestSupport

/// The panel of contribution years against a walk of every (status, years) by itself.
@Suite struct ContributionYearsTests {
  /// Nobody works at an age at which a cohort has retired whole: such people have no past.
  private static let small = {
    var small = SmallScheme(years: 6)
    let region = small.made.regions[0]
    var opening = region.fit.openingState
    for sex in Sex.allCases {
      for age in (sex == .male ? 60 : 50)...Age.open {
        let cell = Age.cell(sex, age) * 3
        opening[cell + SmallScheme.retired] += opening[cell + SmallScheme.active]
        opening[cell + SmallScheme.active] = 0
      }
    }
    small.made.regions = [
      Region(
        id: region.id, tables: region.tables,
        fit: BaseYearFit(
          openingState: opening, baseYearBirthsFactor: region.fit.baseYearBirthsFactor,
          earningsScale: region.fit.earningsScale, useScale: region.fit.useScale, costScale: region.fit.costScale))
    ]
    return small
  }()
  private static let parameters = small.baseline(["net-migration": 0])

  /// Persons `[sex·age][years][status]` after the moves of a year, a year older, those who work one year richer; and who
  /// retires, `[sex][years]`.
  private func walk(
    _ people: [[[Double]]], year: Int
  ) throws -> (people: [[[Double]]], retiring: [[Double]]) {
    let input = Self.small.input([Self.parameters])
    let population = ReferencePopulation(
      timeline: input.timeline, scheme: input.scheme, region: input.regions[0], parameters: Self.parameters)
    let shares = input.scheme.stages.map { stage in
      stage.moves.map { move in move.destinations.map { $0.share.value(Self.parameters, year: year) } }
    }
    let hazards = RetirementSchedule.hazards(
      input.scheme.retirement, Self.parameters, year: input.timeline.baseYear + year, index: year)
    let most = ContributionYears.most
    var next = people.map { $0.map { $0.map { _ in 0.0 } } }
    var retiring = Sex.allCases.map { _ in [Double](repeating: 0, count: most + 1) }
    for sex in Sex.allCases {
      for age in ContributionYears.entryAge..<Age.open {
        let cell = Age.cell(sex, age)
        for years in 0...most {
          retiring[sex.rawValue][years] += people[cell][years][SmallScheme.active] * hazards[cell]
          let moved = try population.moved(people[cell][years], shares: shares, year: year, sex: sex, age: age)
          for status in moved.indices {
            let reached = status == SmallScheme.active ? min(years + 1, most) : years
            next[cell + 1][reached][status] += moved[status]
          }
        }
      }
    }
    return (next, retiring)
  }

  private func blank() -> [[[Double]]] {
    let statuses = Self.small.made.scheme.statuses.count
    return [[[Double]]](
      repeating: [[Double]](
        repeating: [Double](repeating: 0, count: statuses), count: ContributionYears.most + 1), count: Age.panelCount)
  }

  /// The opening state spread over years as in cohorts that walk from the entry age.
  private func opening() throws -> [[[Double]]] {
    let region = Self.small.made.regions[0]
    let statuses = Self.small.made.scheme.statuses.count
    var cohort = blank()
    for sex in Sex.allCases {
      for status in 0..<statuses {
        let cell = Age.cell(sex, ContributionYears.entryAge)
        cohort[cell][0][status] = region.tables.membershipShares[status][sex, ContributionYears.entryAge]
      }
    }
    var walked = cohort
    for _ in ContributionYears.entryAge..<Age.open {
      cohort = try walk(cohort, year: 0).people
      for cell in walked.indices {
        for years in walked[cell].indices {
          for status in 0..<statuses { walked[cell][years][status] += cohort[cell][years][status] }
        }
      }
    }
    var people = blank()
    for cell in people.indices {
      for status in 0..<statuses {
        let whole = walked[cell].reduce(0) { $0 + $1[status] }
        for years in people[cell].indices {
          let share = whole > 0 ? walked[cell][years][status] / whole : years == 0 ? 1 : 0
          people[cell][years][status] = region.fit.openingState[cell * statuses + status] * share
        }
      }
    }
    return people
  }

  @Test func thePanelIsTheWalkOfEveryStatusAndYears() throws {
    let made = Self.small.made
    let panel = try ContributionYears(
      made.scheme, region: made.regions[0], parameters: Self.parameters, baseline: Self.parameters,
      timeline: made.timeline)
    // Survival is the same whatever the years and status: shares of a cell need none of it, but persons do.
    var people = try opening()
    let reference = try ReferenceEngine.run(Self.small.input([Self.parameters]), scenario: 0, region: 0)
    var compared = 0
    for year in 0..<made.timeline.count {
      let step = try walk(people, year: year)
      for sex in Sex.allCases {
        let sum = step.retiring[sex.rawValue].reduce(0, +)
        for years in 0...ContributionYears.most {
          let difference = abs(panel.retiring[year][sex.rawValue][years] - step.retiring[sex.rawValue][years])
          #expect(difference <= Within.chained * sum, "\(year) \(sex.id) \(years)")
          if step.retiring[sex.rawValue][years] > 0 { compared += 1 }
        }
      }
      // The persons of the next year are those of the reference engine, spread over years as walked.
      people = step.people
      for cell in people.indices {
        for status in made.scheme.statuses.indices {
          let whole = people[cell].reduce(0) { $0 + $1[status] }
          let persons = reference.persons[year + 1][cell][status]
          for years in people[cell].indices {
            let share = whole > 0 ? people[cell][years][status] / whole : years == 0 ? 1 : 0
            people[cell][years][status] = persons * share
          }
        }
      }
    }
    #expect(compared > 100)
  }

  @Test func shortfallsFollowTheRule() throws {
    let made = Self.small.made
    let panel = try ContributionYears(
      made.scheme, region: made.regions[0], parameters: Self.parameters, baseline: Self.parameters,
      timeline: made.timeline)
    let none = panel.shortfall(year: 2, required: [0, 0], recognised: 0)
    #expect(none.unqualified == 0 && none.missingYears == 0 && none.retiring > 0)
    let all = panel.shortfall(year: 2, required: [99, 99], recognised: 0)
    #expect(abs(all.unqualified / all.retiring - 1) < Within.roundoff)
    let mean = zip(panel.retiring[2].joined(), (0..<2).flatMap { _ in 0...ContributionYears.most })
      .reduce(0) { $0 + $1.0 * Double($1.1) }
    #expect(abs(all.missingYears / (98.5 * all.retiring - mean) - 1) < Within.roundoff)
    // A year recognised is a year less required; between whole years there is a straight line.
    let recognised = panel.shortfall(year: 2, required: [20, 15], recognised: 3)
    let less = panel.shortfall(year: 2, required: [17, 12], recognised: 0)
    #expect(recognised.unqualified == less.unqualified && recognised.missingYears == less.missingYears)
    let half = panel.shortfall(year: 2, required: [17.5, 12.5], recognised: 0)
    let more = panel.shortfall(year: 2, required: [18, 13], recognised: 0)
    // What is missing grows by those who miss it: half a year for half of the step.
    let area = (less.unqualified + half.unqualified) / 2 * 0.5
    #expect(abs(half.missingYears - less.missingYears - area) < Within.solved * half.missingYears)
    #expect(abs(half.unqualified - (less.unqualified + more.unqualified) / 2) < Within.solved * more.unqualified)
  }
}
