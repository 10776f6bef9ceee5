import InputFiles
import PolicyModel
import ProjectionEngine
import Results
import SchemeModel
import Studies
import Testing
import _TestSupport

/// Reforms of use, settings and the layers that pay (levers L19–L37, L57, L70, L76–L78): size against closed forms and exact
/// relations, sign, and that none is a multiplier on a total. Their dates are tested with all others in `LeverReformTests`.
@Suite struct CareReformTests: LeverRunTests {
  let run: PolicyRun
  private static let residents = ["resident-minor", "resident-adult", "resident-assisted"]

  init() throws { run = try Shandong.leverRun.get() }

  /// The bill of a branch against the baseline's.
  private func ratio(_ id: String, _ branch: String, _ year: Int, _ quantity: (Int) -> Quantity) throws -> Double {
    try total(id, branch, year, quantity) / total("baseline", branch, year, quantity)
  }

  /// Mean bill to the unit cost, Σ share · ratio over the settings of a branch.
  private func meanRatio(_ id: String, _ branch: String, _ year: Int) throws -> Double {
    let settings = try #require(result.scheme.branches.first { $0.id == branch }).settings
    return try settings.reduce(0) {
      $0 + (try value(id, "\(branch).\($1.id).share", year)) * (try value(id, "\(branch).\($1.id).cost-ratio", year))
    }
  }

  @Test(arguments: [
    ("L28-day-care", "resident.inpatient"),
    ("L28-day-care", "employee.inpatient"), ("L31-internet-care", "resident.general-outpatient"),
    ("L57-care-at-lower-tiers", "resident.inpatient"), ("L77-pharmacies", "resident.chronic-outpatient"),
    ("L78-cross-border", "resident.inpatient"),
  ])
  func aShiftBetweenSettingsMovesTheMeanBillAndNotUse(id: String, branch: String) throws {
    for year in [2027, 2045] {
      let wanted = try meanRatio(id, branch, year) / meanRatio("baseline", branch, year)
      check(isClose(try ratio(id, branch, year) { .bill($0) }, wanted), "\(year)")
      check(isClose(try ratio(id, branch, year) { .services($0) }, 1), "\(year)")
      check(abs(wanted - 1) > 1e-5)
    }
  }

  @Test func theBaseYearsMeanBillIsTheUnitCost() throws {
    for branch in ["resident.inpatient", "employee.inpatient", "resident.chronic-outpatient"] {
      check(abs(try meanRatio("baseline", branch, 2020) - 1) < Within.interpolated, "\(branch)")
    }
  }

  @Test func moreUsersAreMoreServices() throws {
    for branch in ["resident.chronic-outpatient", "employee.chronic-outpatient"] {
      check(isClose(try ratio("L22-chronic-list-unified", branch, 2030) { .services($0) }, 1.1))
    }
    check(isClose(try ratio("L33-treatment-before-payment", "resident.inpatient", 2030) { .services($0) }, 1.01))
    check(isClose(try ratio("L29-negotiated-drugs", "resident.negotiated-drugs", 2030) { .services($0) }, 1.3))
    check(isClose(try ratio("L29-negotiated-drugs", "resident.negotiated-drugs", 2030) { .bill($0) }, 1.3 * 0.9))
    // More users of a cheaper drug: what the fund pays of them grows, and what critical illness pays too.
    for line in ["resident-negotiated-drugs", "special-drugs-benefit"] {
      try check(amount("L29-negotiated-drugs", line, 2030) > amount("baseline", line, 2030), "\(line)")
    }
  }

  @Test(arguments: [
    ("L19-two-diseases-deductible-30", "resident.two-diseases"),
    ("L20-family-doctor-full-cover", "resident.two-diseases"),
    ("L21-chronic-plus-5-points", "resident.chronic-outpatient"),
    ("L23-emergency-plus-10-points", "resident.emergency"),
    ("L23-emergency-plus-10-points", "employee.emergency"), ("L25-later-deductible-half", "resident.inpatient"),
    ("L26-outside-plus-10-points", "resident.inpatient"), ("L26-outside-plus-10-points", "resident.chronic-outpatient"),
    ("L32-special-groups-75", "resident.special-groups"),
  ])
  func aBetterBenefitRaisesTheFundsShareAndUseAnswersIt(id: String, branch: String) throws {
    for year in [2027, 2050] {
      func share(_ id: String) throws -> Double {
        try total(id, branch, year) { .fundPayment($0) } / total(id, branch, year) { .eligible($0) }
      }
      try check(share(id) > share("baseline"), "\(year)")
      // Elasticity −0.2: use grows by less than a tenth of the fall of the own share here.
      let own = try (1 - share(id)) / (1 - share("baseline"))
      let use = try ratio(id, branch, year) { .services($0) }
      check(use > 1 && use < 1 + 0.25 * (1 - own), "\(year): \(use)")
    }
  }

  @Test func withoutADeductibleTheRateIsTheShare() throws {
    // No deductible and a ceiling few reach: rates of 0.60 and 0.75 of eligible expense, less what the ceiling cuts.
    for (id, rate) in [("baseline", 0.6), ("L32-special-groups-75", 0.75)] {
      let share =
        try total(id, "resident.special-groups", 2027) { .fundPayment($0) }
        / total(id, "resident.special-groups", 2027) { .eligible($0) }
      check(share < rate && share > rate * 0.93, "\(id): \(share)")
    }
  }

  @Test func capitationReplacesBills() throws {
    let id = "L24-outpatient-capitation"
    try check(amount(id, "resident-general-outpatient", 2027) == 0)
    check(
      isClose(try amount(id, "resident-outpatient-capitation", 2027), 60 * (try exposure(id, Self.residents, 2027))))
    // From then on the amount follows wages.
    let grown = try value(id, "economy.average-wage", 2040) / value(id, "economy.average-wage", 2027)
    check(
      isClose(
        try amount(id, "resident-outpatient-capitation", 2040), 60 * grown * (try exposure(id, Self.residents, 2040))))
  }

  @Test func localBenefitsEnd() throws {
    let id = "L30-local-benefits"
    check(isClose(try amount(id, "resident-local-benefits", 2028), 10 * (try exposure(id, Self.residents, 2028))))
    try check(amount(id, "resident-local-benefits", 2030) == 0)
  }

  @Test func theLowestTierIsLinearInItsRate() throws {
    let id = "L34-tiers-before-2020"
    for (line, rate) in [("resident-critical-illness-benefit", 0.6), ("assisted-critical-illness-benefit", 0.65)] {
      let before = try amount("baseline", line, 2030), after = try amount(id, line, 2030)
      // What lies in the lowest tier, from the difference of 0.1 of it: all but a few hundredths of the claims at its rate.
      let tier = (before - after) / 0.1
      check(tier * rate < before && tier * rate > 0.9 * before, "\(line): \(tier * rate / before)")
    }
    // 0.6 ÷ 0.8, and less where the lower ceiling binds.
    let drugs = try amount(id, "special-drugs-benefit", 2030) / amount("baseline", "special-drugs-benefit", 2030)
    check(drugs < 0.75 && drugs > 0.7, "\(drugs)")
  }

  @Test func outpatientBillsCountTogetherWithInpatientOnes() throws {
    let id = "L34-chronic-counted", line = "resident-critical-illness-benefit"
    try check(amount(id, line, 2027) > 1.02 * amount("baseline", line, 2027))
    // What stands behind it counts the same care.
    try check(amount(id, "assistance-benefit", 2027) > 1.1 * amount("baseline", "assistance-benefit", 2027))
    // The basic scheme pays as before.
    for basic in ["resident-inpatient", "resident-chronic-outpatient"] {
      try check(amount(id, basic, 2027) == amount("baseline", basic, 2027))
    }
  }

  /// Three branches together: the more counts, the more lies above a deductible, and more than branch by branch.
  @Test func emergenciesCountTooWhereTheyShould() throws {
    let study = try PolicyStudy(try Place(Shandong.folder), horizon: 2021)
    func set(_ text: String, _ id: String) throws -> Reform {
      try ReformFile.parse(setting: text, registry: study.place.baseline.registry, id: id)
    }
    let chronic = try set("counted-care.chronic-outpatient=2021:1", "chronic")
    let emergency = try set("counted-care.emergency=2021:1", "emergency")
    let run = try study.run([[chronic], [emergency], [chronic, emergency]])
    let line = try #require(run.result.scheme.lines.firstIndex { $0.id == "resident-critical-illness-benefit" })
    let paid = run.definitions.indices.map { run.result.amount(scenario: $0, region: 0, line: line, year: 1) }
    let gains = paid.dropFirst().map { $0 - paid[0] }
    check(gains.allSatisfy { $0 > 0 }, "\(gains)")
    // Claims are convex in the sum: together they gain more than apart.
    check(gains[2] > 1.001 * (gains[0] + gains[1]), "\(gains)")
    // What is paid in the base year, before, is the same.
    for scenario in 1...3 {
      check(
        run.result.amount(scenario: scenario, region: 0, line: line, year: 0)
          == run.result.amount(scenario: 0, region: 0, line: line, year: 0))
    }
    let unit = try #require(
      CareUnit.all(of: try status("resident-adult"), run.result.scheme).first { $0.bundle != nil })
    check(unit.branches.count == 3)
    for scenario in 0...3 {
      let bill = run.result.outcome(scenario: scenario, region: 0).waterfall(
        unit, status: try status("resident-adult"), year: 1)
      check(isClose(bill.basic + bill.layers.reduce(0, +) + bill.own, bill.bill, Within.roundoff) && bill.own > 0)
    }
  }

  @Test func theContractKeepsItsMarginAndTheResultWithinItsCorridor() throws {
    let id = "L35-contract-with-margin"
    let premium = try amount(id, "critical-illness-premium", 2027)
    check(isClose(try amount(id, "critical-illness-expenses", 2027), 0.03 * premium))
    let claims = try [
      "resident-critical-illness-benefit", "assisted-critical-illness-benefit", "special-drugs-benefit",
    ]
    .reduce(0) { $0 + (try amount(id, $1, 2027)) }
    let interest = try amount(id, "critical-illness-interest", 2027)
    check(
      isClose(
        interest, try value(id, "economy.interest-rate", 2027) / 2 * (0.97 * premium - claims), Within.interpolated))
    check(isClose(try amount(id, "critical-illness-result", 2027), 0.97 * premium - claims + interest))
    // The corridor binds; what lies beyond is the fund's, and no year settles what an earlier one left.
    for year in [2027, 2028, 2045] {
      let result = try amount(id, "critical-illness-result", year)
      let insurers = try 0.03 * amount(id, "critical-illness-premium", year)
      check(insurers < result)
      check(isClose(try amount(id, "critical-illness-insurers", year), insurers), "\(year)")
      check(isClose(try amount(id, "critical-illness-settled", year), result - insurers), "\(year)")
      try check(abs(closing(id, "critical-illness", year)) < Unseen.yuan, "\(year)")
    }
    // In the baseline the fund closes every year with nothing.
    try check(abs(closing("baseline", "critical-illness", 2040)) < Unseen.yuan)
  }

  @Test func thePremiumBetweenFundsIsATransfer() throws {
    // Payments between funds sum to zero: each has its other side in the same scheme.
    check(
      result.scheme.lines.allSatisfy {
        $0.kind == .transferOut ? $0.counterpart != nil && $0.counterpart != $0.fund : $0.kind != .transferIn
      })
    // Medical funds together pay the claims, whatever the premium.
    let id = "L35-contract-with-margin"
    func sum(_ id: String) throws -> Double {
      try closing(id, "resident-pool", 2027) + closing(id, "critical-illness", 2027)
    }
    let expenses = try ["critical-illness-expenses", "critical-illness-insurers"].reduce(0) {
      $0 + (try amount(id, $1, 2027))
    }
    let interest = try ["resident-interest", "critical-illness-interest"].reduce(0) {
      $0 + (try amount(id, $1, 2027)) - (try amount("baseline", $1, 2027))
    }
    check(isClose(try sum("baseline") - (try sum(id)), expenses - interest, Within.solved))
  }

  /// What all layers leave of eligible inpatient expense of the assisted.
  private func ownEligible(_ id: String, _ year: Int) throws -> Double {
    let assisted = try status("resident-assisted"), index = year - result.timeline.baseYear
    let unit = try #require(CareUnit.all(of: assisted, result.scheme).first { $0.bundle != nil })
    let bill = result.outcome(scenario: try scenario(id), region: 0).waterfall(unit, status: assisted, year: index)
    return bill.eligible - bill.basic - bill.layers.reduce(0, +)
  }

  @Test func assistancePaysMoreAndItsSubsidyMeetsIt() throws {
    let id = "L36-second-relief"
    // A layer of its own behind assistance, which pays as before.
    try check(amount("baseline", "second-relief-benefit", 2030) == 0 && amount(id, "second-relief-benefit", 2026) == 0)
    let relief = try amount(id, "second-relief-benefit", 2027)
    try check(isClose(amount(id, "assistance-benefit", 2027), amount("baseline", "assistance-benefit", 2027)))
    let own = try ownEligible("baseline", 2027)
    check(relief > 0 && relief < 0.5 * own, "\(relief), \(own)")
    try check(isClose(own - ownEligible(id, 2027), relief, Within.solved))
    let paid = try ["assisted-premium", "assistance-benefit", "second-relief-benefit", "assistance-floor-benefit"]
      .reduce(0) { $0 + (try amount(id, $1, 2027)) }
    check(isClose(try amount(id, "assistance-subsidy", 2027), paid))
  }

  /// It is for the assisted: nobody else's layers, no other line and no balance move.
  @Test func secondReliefIsForTheAssistedAlone() throws {
    let id = "L36-second-relief", scenario = try scenario(id)
    let own = ["second-relief-benefit", "assistance-subsidy"]
    for year in [2027, 2040] {
      for (index, line) in result.scheme.lines.enumerated() where !own.contains(line.id) {
        let time = year - result.timeline.baseYear
        let moved =
          result.amount(scenario: scenario, region: 0, line: index, year: time)
          - result.amount(scenario: 0, region: 0, line: index, year: time)
        check(abs(moved) < Unseen.yuan, "\(line.id) \(moved)")
      }
    }
    let layer = try #require(result.scheme.layers.firstIndex { $0.id == "second-relief" })
    let bundle = try #require(result.scheme.bundles.first { $0.layers.contains(layer) })
    check(bundle.statuses == [try status("resident-assisted")])
  }

  @Test func theFloorLeavesFivePerCent() throws {
    let id = "L37-floor-5-per-cent"
    let branch = try #require(result.scheme.branches.firstIndex { $0.id == "resident.inpatient" })
    let assisted = try status("resident-assisted"), scenario = try scenario(id)
    func quantity(_ quantity: Quantity) throws -> Double {
      try #require(result.quantity(quantity, status: assisted, scenario: scenario, region: 0, year: 10))
    }
    let eligible = try quantity(.eligible(branch))
    var left = eligible - (try quantity(.fundPayment(branch)))
    for (index, layer) in result.scheme.layers.enumerated()
    where ["assisted-critical-illness", "medical-assistance", "second-relief", "assistance-floor"].contains(layer.id) {
      left -= try quantity(.layerPayment(index))
    }
    check(left / eligible <= 0.05 + Within.roundoff && left / eligible > 0.045, "\(left / eligible)")
    try check(amount("baseline", "assistance-floor-benefit", 2030) < amount(id, "assistance-floor-benefit", 2030))
  }

  /// Lines of a fund that pay bills of its branches.
  private func benefitLines(of fund: String) throws -> [String] {
    let place = try #require(result.scheme.funds.firstIndex { $0.id == fund })
    return result.scheme.lines.filter { line in
      if case .people(.fundPayment, _) = line.source { line.fund == place } else { false }
    }.map(\.id)
  }

  /// Faster claims: one year pays more, once; what is owed falls by as much, and later years pay as before.
  @Test func fasterClaimsArePaidOnceMore() throws {
    let id = "L76-manual-claims"
    for (fund, name, share, opening) in [
      ("resident-pool", "resident", 0.01, 6.064e8), ("employee-pool", "employee", 0.008, 4.24e8),
    ] {
      let lines = try benefitLines(of: fund)
      func incurred(_ id: String, _ year: Int) throws -> Double {
        try lines.reduce(0) { $0 + (try amount(id, $1, year)) }
      }
      func unpaid(_ id: String, _ year: Int) throws -> Double { try amount(id, "\(name)-claims-unpaid", year) }
      func paid(_ id: String, _ year: Int) throws -> Double {
        try incurred(id, year) + amount(id, "\(name)-claims-deferred", year)
          + amount(id, "\(name)-claims-settled", year)
      }
      check(isClose(try unpaid("baseline", 2026), try share * incurred("baseline", 2026)))
      try check(amount("baseline", "\(name)-claims-settled", 2020) == opening)
      // Paid + what is owed more = incurred, from the opening on.
      check(isClose(try paid("baseline", 2020) + unpaid("baseline", 2020) - opening, try incurred("baseline", 2020)))
      for year in [2027, 2028, 2040] {
        check(isClose(try paid(id, year) + unpaid(id, year) - unpaid(id, year - 1), try incurred(id, year)), "\(year)")
      }
      let once = try paid(id, 2027) - paid("baseline", 2027)
      check(isClose(once, try share * (1 - 0.3333) * incurred("baseline", 2027), Within.solved))
      check(isClose(try closing("baseline", fund, 2027) - closing(id, fund, 2027), once, Within.difference))
      // After that only less of each year's growth waits.
      for year in [2028, 2040] {
        let grown = try incurred("baseline", year) - incurred("baseline", year - 1)
        let more = try paid(id, year) - paid("baseline", year)
        check(try abs(more - share * (1 - 0.3333) * grown) < Within.solved * incurred("baseline", year), "\(year)")
      }
    }
  }

  @Test func easierCareOutsideCostsMoreAndClaimsByHandFall() throws {
    let id = "L27-direct-settlement"
    for (group, fund, share) in [("resident", "resident-pool", 0.02), ("employee", "employee-pool", 0.01)] {
      let outside = "\(group).inpatient.outside"
      check(
        isClose(
          try value(id, outside + ".share", 2027) - value("baseline", outside + ".share", 2027), share, Within.solved))
      check(try value(id, outside + ".cost-ratio", 2027) > value("baseline", outside + ".cost-ratio", 2027))
      check(try ratio(id, "\(group).inpatient", 2030) { .bill($0) } > 1)
      check(try ratio(id, "\(group).inpatient", 2030) { .fundPayment($0) } > 1)
      // The bill of a stay is at least that of the new mixture: use answers that more is paid, where bills are high above all.
      let stays = try ratio(id, "\(group).inpatient", 2030) { .services($0) }
      let wanted = try meanRatio(id, "\(group).inpatient", 2030) / meanRatio("baseline", "\(group).inpatient", 2030)
      let bill = try ratio(id, "\(group).inpatient", 2030) { .bill($0) } / stays
      check(bill >= wanted - Within.chained && bill < wanted + 0.02, "\(bill), \(wanted)")
      check(stays > 1 && stays < 1.03, "\(stays)")
      check(try closing(id, fund, 2040) < closing("baseline", fund, 2040))
      let unpaid = try amount(id, "\(group)-claims-unpaid", 2027) / amount("baseline", "\(group)-claims-unpaid", 2027)
      check(unpaid > 0.49 && unpaid < 0.52, "\(unpaid)")
    }
  }

  @Test func traditionalMedicineIsPaidFivePointsMore() throws {
    let id = "L70-traditional-medicine"
    check(
      isClose(
        try value(id, "resident.inpatient.traditional.rate-addition", 2027),
        0.05 + (try value("baseline", "resident.inpatient.traditional.rate-addition", 2027))))
    try check(ratio(id, "resident.inpatient", 2027) { .fundPayment($0) } > 1)
  }

  /// No lever is a multiplier on a total: a cut of all prices lowers what lies above a fixed deductible more than in proportion.
  @Test func aPriceCutLowersCriticalIllnessMoreThanInProportion() throws {
    let study = try Shandong.study.get()
    let cuts = try ["drugs", "consumables", "services", "examinations"].enumerated().map {
      try ReformFile.parse(
        setting: "prices.\($0.element).price-level=2027:0.9", registry: study.place.baseline.registry,
        id: "cut-\($0.offset)")
    }
    let cut = try study.run([cuts]).result
    func ratio(_ line: String) throws -> Double {
      let index = try #require(cut.scheme.lines.firstIndex { $0.id == line })
      return cut.amount(scenario: 1, region: 0, line: index, year: 7)
        / cut.amount(scenario: 0, region: 0, line: index, year: 7)
    }
    let basic = try ratio("resident-inpatient"), layer = try ratio("resident-critical-illness-benefit")
    check(basic < 0.9 && basic > 0.88, "\(basic)")
    check(layer < basic - 0.05, "\(layer)")
  }
}
