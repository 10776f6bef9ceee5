import Calibration
import ProjectionEngine
import Testing

/// The province: the rate of flexible workers, recognised years, reminders, and the published figures that are quantities here.
@Suite struct JiangsuTests {
  private let place: ShippedPlace

  init() throws { place = try ShippedPlace.jiangsu.get() }

  private func personYears(_ id: String, _ status: String, _ year: Int) throws -> Double {
    try #require(
      place.result.quantity(
        .personYears, status: try place.status(status), scenario: try place.scenario(id),
        year: year - place.result.timeline.baseYear))
  }

  @Test(arguments: [2022, 2030, 2060])
  func flexibleWorkersPayEightNinthsOfBefore(year: Int) throws {
    let id = "flexible-minus-1-point"
    try #expect(
      isClose(place.value("baseline", "flexible.rate", year) - place.value(id, "flexible.rate", year), 0.01))
    let ratio =
      try place.amount(id, "flexible-contribution", year) / place.amount("baseline", "flexible-contribution", year)
    let people =
      try personYears(id, "employee-flexible", year) / personYears("baseline", "employee-flexible", year)
    #expect(isClose(ratio, 8.0 / 9 * people), "\(ratio) \(people)")
    #expect(people > 1)
    #expect(
      try place.amount(id, "flexible-contribution", 2021) == place.amount("baseline", "flexible-contribution", 2021))
  }

  @Test func entryAnswersTheRate() throws {
    let hazard = "membership.flexible-entry.hazard"
    let relative = (0.08 - 0.09) / (0.08 + 0.09)
    let ratio = try place.value("flexible-minus-1-point", hazard, 2022) / place.value("baseline", hazard, 2022)
    #expect(isClose(ratio, (1 - 0.5 * relative) / (1 + 0.5 * relative)))
  }

  @Test func recognisedYearsKeepMoreOfTheRetiringInTheScheme() throws {
    let id = "years-recognised"
    try #expect(place.persons(id, "employee-retired", 2022) > place.persons("baseline", "employee-retired", 2022))
    try #expect(place.persons(id, "resident-adult", 2022) < place.persons("baseline", "resident-adult", 2022))
    try #expect(place.closing(id, "employee-pool", 2040) < place.closing("baseline", "employee-pool", 2040))
  }

  @Test func remindersLeaveFewerUninsured() throws {
    let id = "lapse-reminders"
    try #expect(place.persons(id, "uninsured", 2025) < place.persons("baseline", "uninsured", 2025))
    try #expect(place.persons(id, "uninsured", 2021) == place.persons("baseline", "uninsured", 2021))
  }

  @Test func publishedFiguresThatAreQuantitiesHere() throws {
    // 48 million e-certificates are more than 60 % of the insured.
    let insured = try place.insured(2021)
    #expect(isClose(insured, 79.9e6, 1e-8))
    #expect(48e6 / insured > 0.6)
    let recovered =
      try place.amount("baseline", "employee-recoveries", 2021) + place.amount("baseline", "resident-recoveries", 2021)
    #expect(isClose(recovered, 1.329e9))
  }

  @Test func theProvinceRunsTo2060AndNoFactorIsFarFromOne() throws {
    #expect(place.result.timeline.horizon == 2060)
    #expect(place.study.calibration.warnings.isEmpty)
    for path in ["employee-income", "resident-income", "employee-cost", "resident-cost"] {
      let factor = try place.value("baseline", "calibration.\(path).factor", 2021)
      #expect(CalibrationResult.plausibleFactors.contains(factor), "\(path) \(factor)")
    }
    for status in place.result.scheme.statuses {
      #expect(try place.persons("baseline", status.id, 2060) > 0)
    }
  }
}
