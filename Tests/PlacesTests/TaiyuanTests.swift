import Calibration
import Testing
import _TestSupport

/// The city: what its work report of 2022 changes, against closed forms worked out here.
@Suite struct TaiyuanTests {
  private let place: ShippedPlace

  init() throws { place = try ShippedPlace.taiyuan.get() }

  @Test(arguments: [2021, 2022, 2030, 2060])
  func theDeductibleOfTwoDiseaseDrugsFallsFrom60To30Yuan(year: Int) throws {
    let id = "two-diseases-deductible-30", line = "resident-two-diseases"
    try #expect(place.value("baseline", "resident.two-diseases.deductible", year) == 60)
    try #expect(place.value(id, "resident.two-diseases.deductible", year) == (year < 2022 ? 60 : 30))
    let before = try ClosedForm(place, "resident.two-diseases", "baseline", year).payment()
    let after = try ClosedForm(place, "resident.two-diseases", id, year).payment()
    try #expect(isClose(place.amount("baseline", line, year), before))
    try #expect(isClose(place.amount(id, line, year), after))
    if year == 2022 { #expect(after / before > 1.06 && after / before < 1.08, "\(after / before)") }
  }

  @Test(arguments: ["baseline", "day-care-and-traditional-day-wards", "direct-settlement-70"])
  func settingsOfInpatientCareAreAMixture(id: String) throws {
    for group in ["employee", "resident"] {
      let expected = try ClosedForm(place, "\(group).inpatient", id, 2022).payment()
      try #expect(isClose(place.amount(id, "\(group)-inpatient", 2022), expected), "\(group)")
    }
  }

  @Test func dayWardsSaveAndDirectSettlementCostsALittle() throws {
    for group in ["employee", "resident"] {
      let before = try place.amount("baseline", "\(group)-inpatient", 2022)
      let wards = try place.amount("day-care-and-traditional-day-wards", "\(group)-inpatient", 2022)
      #expect(wards < before && wards > 0.97 * before)
      let outside = try place.amount("direct-settlement-70", "\(group)-inpatient", 2022)
      #expect(outside / before > 1.004 && outside / before < 1.015, "\(group) \(outside / before)")
      let unpaid = try place.amount("direct-settlement-70", "\(group)-claims-unpaid", 2022)
      let waiting = try place.amount("baseline", "\(group)-claims-unpaid", 2022)
      #expect(unpaid / waiting > 0.59 && unpaid / waiting < 0.61, "\(group) \(unpaid / waiting)")
    }
  }

  @Test func accountsPayForRelativesFromJuly() throws {
    let id = "family-aid-from-july", line = "account-family-aid"
    try #expect(place.amount("baseline", line, 2022) == 0)
    // Both are shares of the same balance: half a year of four per cent in 2022, a whole one after.
    for (year, share) in [(2022, 0.02), (2023, 0.04), (2040, 0.04)] {
      let spent = try place.value(id, "employee.personal-account.spending-share", year)
      let ratio = try place.amount(id, line, year) / place.amount(id, "account-spending", year)
      #expect(isClose(ratio, share / spent), "\(year) \(ratio)")
    }
    try #expect(place.closing(id, "employee-pool", 2060) == place.closing("baseline", "employee-pool", 2060))
  }

  @Test func theListIsOneFromApril() throws {
    let id = "chronic-list-from-april"
    for (branch, line) in [
      ("resident.chronic-outpatient", "resident-chronic-outpatient"),
      ("employee.chronic-outpatient", "employee-chronic-outpatient"),
    ] {
      let year = try ClosedForm(place, branch, "baseline", 2023).payment()
      try #expect(isClose(place.amount("baseline", line, 2023), year))
      try #expect(isClose(place.amount(id, line, 2023), ClosedForm(place, branch, id, 2023).payment()))
      // A tenth more use adds a tenth and a little: a user's deductible is paid once.
      let whole = try place.amount(id, line, 2023) / year
      #expect(whole > 1.1 && whole < 1.12, "\(whole)")
      let nine = try place.amount(id, line, 2022) / place.amount("baseline", line, 2022)
      #expect(Tolerance.plausible(share: 0.0133).admits((nine - 1) / (whole - 1), 0.75), "\(nine) \(whole)")
      try #expect(place.amount(id, line, 2021) == place.amount("baseline", line, 2021))
    }
  }

  @Test func capitationPaysAHead() throws {
    let id = "outpatient-capitation"
    let people = try place.personYears(id, ["resident-minor", "resident-adult", "resident-assisted"], 2022)
    try #expect(isClose(place.amount(id, "resident-outpatient-capitation", 2022), 46 * people))
    try #expect(place.amount(id, "resident-general-outpatient", 2022) == 0)
    // What it replaces in its first year.
    try #expect(
      isClose(place.amount("baseline", "resident-general-outpatient", 2022), 46 * people, 0.01))
  }

  @Test func theYearRunsTo2060AndNoFactorIsFarFromOne() throws {
    #expect(place.result.timeline.horizon == 2060)
    #expect(place.run.warnings.isEmpty)
    for path in ["resident-income", "employee-cost", "resident-cost"] {
      let factor = try place.value("baseline", "calibration.\(path).factor", 2021)
      #expect(CalibrationResult.plausibleFactors.contains(factor), "\(path) \(factor)")
    }
    for target in place.study.calibration.targets { #expect(isClose(target.achieved, target.target.value)) }
    for status in place.result.scheme.statuses { #expect(try place.persons("baseline", status.id, 2060) > 0) }
  }
}
