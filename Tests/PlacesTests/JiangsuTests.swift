import Calibration
import Foundation
import ProjectionEngine
import Quantities
import SchemeModel
import Testing
import _TestSupport

/// The province: the rate of flexible workers, recognised years, reminders, and the published figures that are quantities here.
@Suite struct JiangsuTests {
  private let place: ShippedPlace

  init() throws { place = try ShippedPlace.jiangsu.get() }

  private func personYears(_ id: String, _ status: String, _ year: Int) throws -> Double {
    try #require(
      place.result.quantity(
        .personYears, status: try place.status(status), scenario: try place.scenario(id), region: 0,
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
    #expect(isClose(insured, 79.9e6, Within.difference))
    #expect(48e6 / insured > 0.6)
    let recovered =
      try place.amount("baseline", "employee-recoveries", 2021) + place.amount("baseline", "resident-recoveries", 2021)
    #expect(isClose(recovered, 1.329e9))
  }

  private let insured = [
    "resident-minor", "resident-adult", "resident-assisted", "employee-active", "employee-flexible", "employee-retired",
  ]
  private let claims = ["resident", "employee"].flatMap { who in
    ["eligible", "uncovered"].map { "\(who)-supplementary-\($0)-benefit" }
  }

  @Test func theSupplementaryCoverMeetsItsPeopleAndClaims() throws {
    let premiums = try ["supplementary-price-residents", "supplementary-price-employees"]
      .reduce(0) { $0 + (try place.amount("baseline", $1, 2021)) }
    let joined = try premiums / place.value("baseline", "supplementary.price", 2021)
    #expect(isClose(joined, 3.131e6))
    let paid = try claims.reduce(0) { $0 + (try place.amount("baseline", $1, 2021)) }
    #expect(isClose(paid, 9.884e7))
    #expect(String(format: "%.2f", paid / joined) == "31.57")
    // The published frequency and mean claim are one figure with these.
    #expect(String(format: "%.3f", 100 * 1.84e4 / joined) == "0.588")
    #expect(String(format: "%.0f", paid / 1.84e4) == "5372")
    let risk = try place.value("baseline", "supplementary.relative-risk", 2021)
    #expect(risk > 1.5 && risk < 3, "\(risk)")
  }

  @Test func howManyEmployeesHaveAClaimInAYear() throws {
    // Of whom either part of a year's bills passes 20,000 yuan; tables/derivation of Shandong, claims.py, says 0.360 %.
    let form = try ClosedForm(place, "employee.inpatient", "baseline", 2021)
    let eligible = try form.value("eligible-share"), ceiling = try form.value("ceiling")
    let risk = try place.value("baseline", "supplementary.relative-risk", 2021)
    func takeUp(_ age: Int) throws -> Double {
      try age >= 18 && age < 60 ? place.value("baseline", "supplementary.take-up-adults", 2021) : 0.04
    }
    let cells = ShippedPlace.cells
    let joined = try form.sum { try takeUp(cells[$0].age) }
    let claiming = try form.sum { cell in
      let chance = try form.parts(cell).reduce(0) { sum, part in
        func claims(_ bill: Double) -> Bool {
          let expense = bill * eligible
          return expense - min(part.rate * max(0, expense - part.deductible), ceiling) > 20000 || bill - expense > 20000
        }
        var low = 0.0, high = 1e9
        for _ in 0..<80 {
          let middle = (low + high) / 2
          if claims(middle) { high = middle } else { low = middle }
        }
        let z = (log(high / part.mean) + part.logVariance / 2) / part.logVariance.squareRoot()
        return sum + part.probability * ClosedForm.normal(-z)
      }
      return try chance * takeUp(cells[cell].age) * risk
    }
    #expect(Tolerance.plausible(share: 0.0055).admits(100 * claiming / joined, 0.360), "\(claiming / joined)")
  }

  @Test func theRareDiseasePoolHasAHundredPatients() throws {
    let people = try place.personYears("baseline", insured, 2021)
    let patients = try people * place.value("baseline", "rare-disease.patients-per-million", 2021) / 1e6
    #expect(String(format: "%.0f", patients) == "100")
    try #expect(isClose(place.amount("baseline", "rare-disease-benefit", 2021), patients * 1e6 * 0.8))
    let levies = try ["employee-rare-disease-levy", "resident-rare-disease-levy"]
      .reduce(0) { $0 + (try place.amount("baseline", $1, 2021)) }
    let flow =
      try levies - place.amount("baseline", "rare-disease-benefit", 2021)
      + place.amount("baseline", "rare-disease-interest", 2021)
    try #expect(isClose(place.closing("baseline", "rare-disease", 2021), flow, Within.difference))
    let id = "L42-rare-disease-90"
    try #expect(
      isClose(
        place.amount(id, "rare-disease-benefit", 2023),
        0.9 / 0.8 * place.amount("baseline", "rare-disease-benefit", 2023)))
    for line in ["employee-rare-disease-levy", "resident-rare-disease-levy"] {
      try #expect(isClose(place.amount(id, line, 2023), 1.125 * place.amount("baseline", line, 2023)))
    }
  }

  @Test func negotiatedDrugsAreCountedAsPublished() throws {
    let scheme = place.result.scheme
    let times = try ["employee.negotiated-drugs", "resident.negotiated-drugs"].reduce(0) { sum, name in
      let index = try #require(scheme.branches.firstIndex { $0.id == name })
      return scheme.branches[index].statuses.reduce(sum) {
        $0 + (place.result.quantity(.services(index), status: $1, scenario: 0, region: 0, year: 0) ?? 0)
      }
    }
    #expect(String(format: "%.2f", times / 1e4) == "1455.00")
    for (branch, line) in [
      ("employee.negotiated-drugs", "employee-negotiated-drugs"),
      ("resident.negotiated-drugs", "resident-negotiated-drugs"),
      ("employee.emergency", "employee-emergency"), ("resident.emergency", "resident-emergency"),
    ] {
      for id in ["baseline", "L23-emergency-plus-10-points", "L29-negotiated-drugs"] {
        try #expect(
          isClose(place.amount(id, line, 2023), ClosedForm(place, branch, id, 2023).payment()), "\(branch) \(id)")
      }
    }
  }

  @Test func theFundPaysHalfOfTheSupplementaryCover() throws {
    let id = "L43-fund-pays-half", own = "supplementary-price-residents"
    let half = try place.amount("baseline", own, 2023) / 2
    try #expect(isClose(place.amount(id, "supplementary-price-from-pool", 2023), half))
    try #expect(isClose(place.amount(id, own, 2023), half))
    try #expect(
      isClose(
        place.closing(id, "supplementary", 2023), place.closing("baseline", "supplementary", 2023), Within.difference))
    // One in ten joins: premiums follow, claims by the product of take-up and risk.
    let adults = try place.value("baseline", "supplementary.take-up-adults", 2023)
    let risk = try place.value("baseline", "supplementary.relative-risk", 2023)
    let ratio =
      try place.amount("L41-take-up-10", "employee-supplementary-uncovered-benefit", 2023)
      / place.amount("baseline", "employee-supplementary-uncovered-benefit", 2023)
    #expect(Tolerance.plausible(share: 0.01).admits(ratio, 0.1 * 1.6 / (adults * risk)), "\(ratio)")
  }

  @Test func theProvinceRunsTo2060AndNoFactorIsFarFromOne() throws {
    #expect(place.result.timeline.horizon == 2060)
    #expect(place.run.warnings.isEmpty)
    for path in ["resident-income", "employee-cost", "resident-cost"] {
      let factor = try place.value("baseline", "calibration.\(path).factor", 2021)
      #expect(CalibrationResult.plausibleFactors.contains(factor), "\(path) \(factor)")
    }
    for status in place.result.scheme.statuses {
      #expect(try place.persons("baseline", status.id, 2060) > 0)
    }
  }
}
