import PolicyModel
import ProjectionEngine
import Quantities
import Results
import SchemeModel
import Studies
import Testing
import _TestSupport

/// Each reform in `reforms/levers`: sign, size against a closed form, dates, and that it is no multiplier on a total.
@Suite struct LeverReformTests: LeverRunTests {
  let run: PolicyRun

  init() throws { run = try Shandong.leverRun.get() }

  @Test(arguments: [
    ("L01-employer-relief-2027", 2027), ("L02-deferral-2027", 2027), ("L04-premium-follows-income", 2027),
    ("L05-flexible-rate-with-response", 2027), ("L06-years-recognised", 2027), ("L07-assisted-pay-half", 2027),
    ("L08-enrolment-drive-2027", 2027), ("L09-students-2027", 2027), ("L10-newly-entitled-2027", 2027),
    ("L11-maternity-allowance-plus-30", 2027), ("L12-merger-2030", 2030), ("L15-advances-2027", 2027),
    ("L16-family-aid", 2027), ("L18-accounts-portable", 2027), ("L66-epidemic-2028", 2028),
    ("L67-poverty-transition-ends", 2026), ("L71-transfers-2027", 2027), ("L73-premiums-from-accounts", 2027),
    ("L79-group-enrolment", 2027),
    ("L19-two-diseases-deductible-30", 2027), ("L20-family-doctor-full-cover", 2027),
    ("L21-chronic-plus-5-points", 2027), ("L22-chronic-list-unified", 2027), ("L23-emergency-plus-10-points", 2027),
    ("L24-outpatient-capitation", 2027), ("L25-later-deductible-half", 2027), ("L26-outside-plus-10-points", 2027),
    ("L27-direct-settlement", 2027), ("L28-day-care", 2027), ("L29-negotiated-drugs", 2027),
    ("L30-local-benefits", 2027), ("L31-internet-care", 2027), ("L32-special-groups-75", 2027),
    ("L33-treatment-before-payment", 2027), ("L34-chronic-counted", 2027), ("L34-tiers-before-2020", 2021),
    ("L35-contract-with-margin", 2027), ("L36-second-relief", 2027), ("L37-floor-5-per-cent", 2027),
    ("L57-care-at-lower-tiers", 2027), ("L70-traditional-medicine", 2027), ("L76-manual-claims", 2027),
    ("L77-pharmacies", 2027), ("L78-cross-border", 2027),
  ])
  func nothingMovesBeforeTheFirstDateAndSomethingInIt(reform: String, first: Int) throws {
    let scenario = try scenario(reform)
    for year in 0...(first - result.timeline.baseYear) {
      let moved = result.scheme.lines.indices.filter {
        result.amount(scenario: scenario, region: 0, line: $0, year: year)
          != result.amount(scenario: 0, region: 0, line: $0, year: year)
      }
      check(moved.isEmpty == (result.timeline.baseYear + year < first), "\(result.timeline.baseYear + year)")
    }
  }

  @Test func everyReformIsCoveredByTheTestOfDates() throws {
    // L72 moves no line: it is tested by itself.
    check(run.definitions.count == 1 + 19 + 25 + 1)
  }

  @Test func reliefIsHalfTheRateForFiveMonthsOnTheEligibleBase() throws {
    let eligible = try value("baseline", "employee.temporary-cut.eligible-share", 2027)
    let ratio =
      try amount("L01-employer-relief-2027", "employer-contribution", 2027)
      / amount("baseline", "employer-contribution", 2027)
    check(isClose(ratio, 1 - 5.0 / 12 * 0.5 * eligible))
    check(
      isClose(
        try amount("L01-employer-relief-2027", "employer-contribution", 2028),
        try amount("baseline", "employer-contribution", 2028)))
  }

  @Test func deferredMoneyComesBackLessDefaultAndIsShownAsDue() throws {
    let id = "L02-deferral-2027"
    try check(amount(id, "deferral-granted", 2027) == -1.759e9)
    check(isClose(try amount(id, "deferral-settled", 2028), 0.95 * 1.759e9))
    try check(amount(id, "deferral-receivable", 2027) == 1.759e9)
    try check(amount(id, "deferral-receivable", 2028) == 0)
    // Missing in December, and back in February as a mean: a twelfth of a year and none of this one.
    let interest = try value(id, "economy.interest-rate", 2027)
    let lost = try closing("baseline", "employee-pool", 2027) - closing(id, "employee-pool", 2027)
    check(isClose(lost, 1.759e9, Within.difference))
    let later = try closing("baseline", "employee-pool", 2028) - closing(id, "employee-pool", 2028)
    check(isClose(later, 1.759e9 * (0.05 + interest * (1 - 0.95 * 10 / 12)), Within.smallDifference), "\(later)")
  }

  @Test func premiumIsAShareOfIncomeAndTheSubsidyAMultipleOfIt() throws {
    let id = "L04-premium-follows-income"
    for year in [2027, 2040, 2060] {
      check(
        isClose(try value(id, "resident.premium", year), 0.009 * (try value(id, "economy.disposable-income", year))))
      let premiums = try amount(id, "resident-premium", year) + amount(id, "assisted-premium", year)
      let subsidies = try ["subsidy-central", "subsidy-provincial", "subsidy-local"]
        .reduce(0) { $0 + (try amount(id, $1, year)) }
      check(isClose(subsidies / premiums, 1.8), "\(year)")
    }
  }

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

  @Test func theAllowanceIsBirthsTimesDaysOfWage() throws {
    let id = "L11-maternity-allowance-plus-30"
    let branch = try #require(result.scheme.branches.firstIndex { $0.id == "employee.maternity" })
    for year in [2027, 2040] {
      let births = try result.scheme.branches[branch].statuses.reduce(0) {
        $0
          + (try #require(
            result.quantity(
              .services(branch), status: $1, scenario: 0, region: 0, year: year - result.timeline.baseYear)))
      }
      let wage = try value("baseline", "economy.average-wage", year - 1)
      check(isClose(try amount(id, "employee-maternity-allowance", year), births * 30 * wage / 365))
    }
    try check(amount("baseline", "employee-maternity-allowance", 2040) == 0)
  }

  @Test func mergedFundsHoldTogetherWhatTheyHeldApart() throws {
    let id = "L12-merger-2030"
    func total(_ id: String, _ year: Int) throws -> Double {
      try closing(id, "employee-pool", year) + closing(id, "resident-pool", year)
    }
    // While both are above zero, where interest is earned. What the resident fund earned in its last year of its own follows a
    // year later, and so on.
    for year in [2030, 2034, 2038] {
      check(isClose(try total(id, year), try total("baseline", year), Within.roundoff), "\(year)")
    }
    // The stock is there for January: what it earns in that month stays for a year, and so on.
    let stock = try closing("baseline", "resident-pool", 2029)
    let interest = try value(id, "economy.interest-rate", 2030) / 12 * stock
    check(isClose(try closing(id, "resident-pool", 2030), interest, Within.solved))
    check(try abs(closing(id, "resident-pool", 2038)) < Unseen.wholeYuan)
    check(isClose(try amount(id, "resident-merger-stock", 2030), stock, Within.roundoff))
    check(try closing(id, "employee-pool", 2060) < closing("baseline", "employee-pool", 2060))
  }

  /// A stock that moves is no current balance of either fund: the year of the merger has the flows it would have had.
  @Test func aMergerMakesNoDeficit() throws {
    let id = "L12-merger-2030", year = 2030 - result.timeline.baseYear
    func current(_ id: String, _ fund: String) throws -> Double {
      let index = try #require(result.scheme.funds.firstIndex { $0.id == fund }), scenario = try scenario(id)
      return result.scheme.accounts[index].flows {
        result.amount(scenario: scenario, region: 0, line: $0, year: year)
      }.current
    }
    let funds = ["employee-pool", "resident-pool"]
    let apart = try funds.reduce(0) { $0 + (try current("baseline", $1)) }
    let merged = try funds.reduce(0) { $0 + (try current(id, $1)) }
    check(isClose(merged, apart, Within.solved), "\(merged), \(apart)")
    // The resident fund has the interest of January and nothing else.
    check(try current(id, "resident-pool") > 0)
    check(try closing("baseline", "resident-pool", 2029) > 1e10)
  }

  @Test func advancesMoveCashAndNoCost() throws {
    let id = "L15-advances-2027"
    let interest = try value(id, "economy.interest-rate", 2027)
    for (fund, line, yuan) in [("employee-pool", "employee", 3e9), ("resident-pool", "resident", 2e9)] {
      let out = try closing("baseline", fund, 2027) - closing(id, fund, 2027)
      check(isClose(out, yuan, Within.difference))
      try check(amount(id, "\(line)-advance-receivable", 2027) == yuan)
      try check(amount(id, "\(line)-advance-receivable", 2028) == 0)
      // Settled by March, in February as a mean: what is left is two months' interest on it, earned by nobody.
      let lost = try closing("baseline", fund, 2028) - closing(id, fund, 2028)
      check(isClose(lost, yuan * interest * 2 / 12, Within.smallDifference), "\(lost)")
      try check(amount(id, "\(line)-inpatient", 2027) == amount("baseline", "\(line)-inpatient", 2027))
    }
  }

  @Test(arguments: [
    ("L16-family-aid", "account-family-aid", 0.04), ("L18-accounts-portable", "account-portable", 0.015),
    ("L73-premiums-from-accounts", "account-premiums", 0.02),
  ])
  func accountsPayAShareOfWhatTheyHold(id: String, line: String, share: Double) throws {
    let spending = try value("baseline", "employee.personal-account.spending-share", 2027)
    let ratio = try amount(id, line, 2027) / amount(id, "account-spending", 2027)
    check(isClose(ratio, share / spending))
    try check(amount("baseline", line, 2027) == 0)
    // What is spent once cannot be spent again: later spending of the usual kind falls.
    try check(amount(id, "account-spending", 2030) < amount("baseline", "account-spending", 2030))
    try check(closing(id, "personal-accounts", 2060) > 0)
  }

  @Test func theEpidemicYearCostsWhatItsPartsCost() throws {
    let id = "L66-epidemic-2028"
    let year = 2028 - result.timeline.baseYear
    for group in ["employee", "resident"] {
      let insured = try result.scheme.statuses.indices.filter { result.scheme.statuses[$0].group == group }
        .reduce(0) {
          $0 + (try #require(result.quantity(.personYears, status: $1, scenario: 0, region: 0, year: year)))
        }
      check(isClose(try amount(id, "\(group)-epidemic-vaccines", 2028), insured * 40))
      check(isClose(try amount(id, "\(group)-epidemic-tests", 2028), insured * 96))
      check(isClose(try amount(id, "\(group)-epidemic-treatment", 2028), insured * 20))
      let branch = try #require(result.scheme.branches.firstIndex { $0.id == "\(group).inpatient" })
      for status in result.scheme.branches[branch].statuses {
        func stays(_ scenario: Int) throws -> Double {
          try #require(result.quantity(.services(branch), status: status, scenario: scenario, region: 0, year: year))
        }
        try check(isClose(try stays(scenario(id)), 0.9 * stays(0)))
      }
      // Fewer stays a person leave fewer above the ceiling: the fund's bill does not fall in exact proportion.
      let paid = try amount(id, "\(group)-inpatient", 2028) / amount("baseline", "\(group)-inpatient", 2028)
      check(paid > 0.9 && paid < 0.93, "\(paid)")
      try check(amount(id, "\(group)-epidemic-tests", 2029) == 0)
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

  @Test func aTargetMovesNoMoney() throws {
    let scenario = try scenario("L72-own-share-target")
    for line in result.scheme.lines.indices {
      for year in 0..<result.timeline.count {
        check(
          result.amount(scenario: scenario, region: 0, line: line, year: year)
            == result.amount(scenario: 0, region: 0, line: line, year: year))
      }
    }
    let share = try #require(result.outcome(scenario: scenario, region: 0).ownShare(group: "resident", year: 7))
    // The basic scheme, critical illness, special drugs, assistance and its floor; not what is paid outside the lists.
    var paid = 0.0, eligible = 0.0
    for (status, declared) in result.scheme.statuses.enumerated() where declared.group == "resident" {
      for unit in CareUnit.all(of: status, result.scheme) {
        let waterfall = result.outcome(scenario: 0, region: 0).waterfall(unit, status: status, year: 7)
        eligible += waterfall.eligible
        paid += waterfall.basic
        for (layer, amount) in zip(unit.layers, waterfall.layers) where result.scheme.layers[layer].base != .uncovered {
          paid += amount
        }
      }
    }
    check(isClose(share, 1 - paid / eligible))
  }

  @Test func everyFinishedLeverMovesMoneyAndSaysWhere() throws {
    let coverage = try LeverCoverage(try Shandong.study.get())
    check(coverage.rows.map(\.lever.id) == (1...80).map { $0 < 10 ? "L0\($0)" : "L\($0)" })
    let finished = [
      "L01", "L02", "L03", "L04", "L05", "L06", "L07", "L08", "L09", "L10", "L11", "L12", "L15", "L16", "L17", "L18",
      "L66",
      "L67", "L71", "L73", "L75", "L79",
      "L19", "L20", "L21", "L22", "L23", "L24", "L25", "L26", "L27", "L28", "L29", "L30", "L31", "L32", "L33", "L34",
      "L35",
      "L36", "L37", "L57", "L70", "L76", "L77", "L78",
    ]
    for row in coverage.rows where finished.contains(row.lever.id) {
      check(!row.parameters.isEmpty && !row.reforms.isEmpty, "\(row.lever.id)")
      check(row.effect != nil, "\(row.lever.id)")
    }
    let target = try #require(coverage.rows.first { $0.lever.id == "L72" })
    check(!target.parameters.isEmpty && !target.reforms.isEmpty && target.effect == nil)
  }
}
