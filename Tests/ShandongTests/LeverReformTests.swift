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

  /// Of every reform of a lever that the place has, whether or not it has a row above.
  @Test func nothingMovesBeforeAReformIsDated() throws {
    for (scenario, definition) in run.definitions.enumerated().dropFirst() {
      let dates = definition.reforms.flatMap(\.changes).flatMap(\.points).map(\.from.year)
      let first = try #require(dates.min(), "\(definition.id) has no date")
      for year in 0..<max(0, first - result.timeline.baseYear) {
        let moved = result.scheme.lines.indices.filter {
          result.amount(scenario: scenario, region: 0, line: $0, year: year)
            != result.amount(scenario: 0, region: 0, line: $0, year: year)
        }
        check(moved.isEmpty, "\(definition.id) in \(result.timeline.baseYear + year)")
      }
    }
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
