import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel
import Studies
import Testing
import _TestSupport

/// Reforms that move people: who moves, how many, and what that does to contributions.
extension LeverReformTests {
  @Test func entryOfFlexibleWorkersAnswersTheRate() throws {
    let id = "L05-flexible-rate-with-response"
    // Arc elasticity: rates 7.5 and 8.5 %, ε = −0.5.
    let relative = -1.0 / 16
    let factor = (1 - 0.5 * relative) / (1 + 0.5 * relative)
    let ratio =
      try value(id, "membership.flexible-entry.hazard", 2030)
      / value("baseline", "membership.flexible-entry.hazard", 2030)
    check(isClose(ratio, factor))
    try check(
      value(id, "membership.flexible-entry.hazard", 2026)
        == value("baseline", "membership.flexible-entry.hazard", 2026))
    try check(persons(id, "employee-flexible", 2035) > persons("baseline", "employee-flexible", 2035))
    try check(persons(id, "resident-adult", 2035) < persons("baseline", "resident-adult", 2035))
    // Each pays 7.5 instead of 8.5 %, on the exposure of those who are there.
    let flexible = try status("employee-flexible")
    func exposure(_ id: String) throws -> Double {
      try #require(
        result.quantity(
          .personYears, status: flexible, scenario: try scenario(id), region: 0, year: 2035 - result.timeline.baseYear))
    }
    let collected = try amount(id, "flexible-contribution", 2035) / amount("baseline", "flexible-contribution", 2035)
    check(isClose(collected, 7.5 / 8.5 * (try exposure(id)) / (try exposure("baseline"))))
  }

  @Test func recognisedYearsMoveTheRetiringFromResidentsToRetired() throws {
    let id = "L06-years-recognised"
    let retired = try persons(id, "employee-retired", 2027) - persons("baseline", "employee-retired", 2027)
    let residents = try persons(id, "resident-adult", 2027) - persons("baseline", "resident-adult", 2027)
    #expect(retired > 0)
    // Some of the new residents would have gone on to work or lapsed within the year.
    #expect(residents < 0 && residents > -retired * 1.0001)
  }

  @Test func thePanelSaysHowManyMissYearsAndSomeBuyThem() throws {
    let id = "L06-years-recognised"
    let region = result.input.regions[0]
    let panel = try ContributionYears(
      result.scheme, region: region, parameters: run.resolved[try scenario(id)].parameters,
      baseline: run.resolved[0].parameters,
      timeline: result.timeline)
    let credited = try value(id, "retirement.credited-years", 2027)
    let opening = panel.shortfall(year: 0, required: [30, 25], recognised: credited)
    #expect(isClose(opening.unqualified / opening.retiring, 1 - 0.943, Within.solved))
    for year in [2027, 2045] {
      let index = year - result.timeline.baseYear
      let usual = panel.shortfall(year: index, required: [30, 25], recognised: credited)
      let own = panel.shortfall(year: index, required: [30, 25], recognised: credited + 3)
      #expect(own.unqualified < usual.unqualified && usual.unqualified < 0.2 * usual.retiring)
      // The retiring of the panel are those of the reform before its own effect on later stocks, which is small.
      let missing = (1 - 0.943) * own.unqualified / usual.unqualified
      check(
        isClose(1 - (try value(id, "retirement.qualified-share", year)), missing * (1 - 0.3333), Within.firstOrder),
        "\(year)")
      let bought = missing * 0.3333 * own.retiring * own.missingYears / own.unqualified
      check(isClose(try value(id, "retirement.bought-years", year), bought, 2 * Within.firstOrder), "\(year)")
      let price = try value(id, "flexible.rate", year) * value(id, "flexible.base-share", year)
      check(
        isClose(
          try amount(id, "missing-years-bought", year),
          try value(id, "retirement.bought-years", year) * price * value(id, "economy.average-wage", year - 1)))
    }
    try check(value(id, "retirement.qualified-share", 2026) == 0.943)
    try check(amount(id, "missing-years-bought", 2026) == 0)
  }

  @Test func whoPaysForTheAssistedIsATransferAndSomeOfThemLeave() throws {
    let id = "L07-assisted-pay-half"
    try check(value("baseline", "assistance.premium-share", 2027) == 1)
    for year in [2027, 2045] {
      try check(isClose(amount(id, "assisted-premium", year), amount(id, "assisted-own-premium", year)))
      try check(abs(closing(id, "medical-assistance", year)) < Unseen.yuan)
    }
    // Half of those leave who would if they paid all: a tenth a year, in the proportions of the ages.
    let lapsing = try reached("membership.assisted-lapse.hazard", "resident-assisted", 2027, 0...Age.open)
    let left = try persons("baseline", "resident-assisted", 2027) - persons(id, "resident-assisted", 2027)
    check(left > 0.9 * 0.05 * lapsing && left <= 0.05 * lapsing, "\(left) of \(lapsing)")
    let uninsured = try persons(id, "uninsured", 2027) - persons("baseline", "uninsured", 2027)
    check(isClose(uninsured, left, Within.solved), "\(uninsured)")
    // Nobody at work is touched in the year itself.
    try check(persons(id, "employee-active", 2027) == persons("baseline", "employee-active", 2027))
  }

  /// Leaving assistance is no way into work: who is assisted works like other residents of the age. Before there was such a
  /// way the pool took 17 million yuan from this reform by 2028.
  @Test func theEndOfTheTransitionLeavesTheEmployeesAlone() throws {
    let id = "L67-poverty-transition-ends"
    let moved = try persons("baseline", "resident-assisted", 2040) - persons(id, "resident-assisted", 2040)
    check(moved > 5e5, "\(moved)")
    for status in ["employee-active", "employee-flexible", "employee-retired"] {
      let more = try persons(id, status, 2040) - persons("baseline", status, 2040)
      check(abs(more) < Within.firstOrder * moved, "\(status) \(more) of \(moved)")
    }
    let pool = try closing(id, "employee-pool", 2028) - closing("baseline", "employee-pool", 2028)
    check(abs(pool) < 1e6, "\(pool)")
  }

  @Test func peopleMoveBetweenWorkAndFlexibleWork() throws {
    let moves = result.scheme.stages.flatMap(\.moves)
    for (from, to) in [
      ("employee-active", "employee-flexible"), ("employee-flexible", "employee-active"),
      ("resident-assisted", "employee-active"), ("resident-assisted", "employee-flexible"),
    ] {
      let from = try status(from), to = try status(to)
      let found = moves.filter { $0.from == from && $0.destinations.contains { $0.status == to } }
      check(!found.isEmpty)
      for move in found {
        guard case .rate(let hazard, _) = move.hazard else { continue }
        check(run.resolved[0].parameters.value(hazard, 7) > 0)
      }
    }
  }

  /// Those of a status who can be reached by a profile at the beginning of a year.
  private func reached(_ profile: String, _ from: String, _ year: Int, _ ages: ClosedRange<Int>) throws -> Double {
    let place = try Shandong.study.get().place
    let index = try #require(
      result.scheme.stages.flatMap(\.moves).compactMap { move -> Int? in
        guard case .rate(let hazard, let index) = move.hazard, run.baseline.registry[hazard].path == profile else {
          return nil
        }
        return index
      }.first)
    let table = try place.tables(result.timeline)[0].hazardProfiles[index]
    var sum = 0.0
    for sex in Sex.allCases {
      for age in ages {
        sum +=
          table[sex, age]
          * result.persons(
            scenario: 0, region: 0, status: try status(from), sex: sex, age: age,
            year: year - result.timeline.baseYear - 1)
      }
    }
    return sum
  }

  @Test(arguments: [
    ("L08-enrolment-drive-2027", "membership.enrolment-drive.hazard", "uninsured", 100000.0),
    ("L09-students-2027", "membership.students.hazard", "uninsured", 50000.0),
    ("L10-newly-entitled-2027", "membership.newly-entitled.hazard", "uninsured", 20000.0),
    ("L71-transfers-2027", "membership.transfer-to-employees.hazard", "resident-adult", 30000.0),
  ])
  func soManyMoveOnTheBaseline(id: String, hazard: String, from: String, persons: Double) throws {
    // Without migration everybody of the year before can be reached.
    try check(value("baseline", "demography.net-migration", 2027) == 0)
    let reached = try reached(hazard, from, 2027, 0...Age.open)
    check(isClose(try value(id, hazard, 2027) * reached, persons, Within.solved))
    try check(value(id, hazard, 2026) == 0)
    let left = try self.persons("baseline", from, 2027) - self.persons(id, from, 2027)
    // Most of those who moved are still gone at the end of the year: some died, and some would have moved anyway.
    check(left > 0.5 * persons && left < (id.hasPrefix("L08") ? 8 : 1) * persons, "\(left)")
  }

  @Test func studentsAreEighteenToTwentyTwo() throws {
    let scenario = try scenario("L09-students-2027")
    for sex in Sex.allCases {
      for age in 0...Age.open {
        let moved = result.scheme.statuses.indices.contains { status in
          func persons(_ scenario: Int) -> Double {
            result.persons(
              scenario: scenario, region: 0, status: status, sex: sex, age: age, year: 2027 - result.timeline.baseYear)
          }
          // Women in other statuses add up to the same but for rounding, and so do births.
          return abs(persons(scenario) - persons(0)) > Unseen.partOfAPerson
        }
        check(moved == (18...22).contains(age), "\(sex.id) \(age)")
      }
    }
  }

  @Test func fewerAreAssistedAfterTheTransition() throws {
    let id = "L67-poverty-transition-ends"
    check(isClose(try value(id, "membership.assisted-exit.hazard", 2026), 0.1))
    try check(persons(id, "resident-assisted", 2035) < 0.7 * persons("baseline", "resident-assisted", 2035))
    try check(amount(id, "assisted-premium", 2035) < 0.75 * amount("baseline", "assisted-premium", 2035))
  }

  @Test func groupsEnrolHalfAsOftenAgain() throws {
    let id = "L79-group-enrolment"
    check(
      isClose(
        try value(id, "membership.re-enrolment.hazard", 2027),
        1.5 * (try value("baseline", "membership.re-enrolment.hazard", 2027))))
    try check(persons(id, "uninsured", 2030) < persons("baseline", "uninsured", 2030))
  }
}
