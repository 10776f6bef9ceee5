import Arrays
import Demography
import Quantities
import SchemeModel

/// One year of a membership variant, compiled.
struct MembershipYear: Sendable {
  let survival: SurvivalOfYear
  /// Qᵀ, `[sex·age][to][from]`.
  let transitions: [Double]
  /// Net migrants by cell, persons.
  let migrants: [Double]
  /// Births per woman by age.
  let fertility: [Double]
  /// Boys among births.
  let boysShare: Double
  /// Share of newborns insured from birth, and where newborns enter.
  let newbornCoverage: Double
  let newborn: (insured: Int, uninsured: Int)
  /// The mix of statuses in cells where nobody lives.
  let priorMix: [AgePanel]
  private let place: String
  private let scenario: String?
  private let calendarYear: Int

  init(_ variant: MembershipVariant, year: Int) throws {
    survival = try variant.survival(year: year)
    transitions = try variant.transitions(year: year)
    migrants = variant.migrants(year: year)
    fertility = variant.fertility(year: year)
    boysShare = variant.region.boysShare(year: year)
    newbornCoverage = variant.parameters.value(variant.scheme.common.newbornCoverage, year)
    newborn = variant.scheme.newborn
    priorMix = variant.region.tables.membershipShares
    place = variant.region.id
    scenario = variant.scenario
    calendarYear = variant.timeline.baseYear + year
  }

  /// More people would leave a cell than live in it.
  func emigrationError(_ fault: CohortEmigration) -> FundcastError {
    let sex = fault.cell < Age.count ? Sex.male : Sex.female
    return FundcastError(
      .data,
      Diagnostic(
        "half the net emigrants of \(calendarYear) are more than the \(fault.residents.rounded()) \(sex.id) residents aged \(fault.cell % Age.count), region \(place)",
        of: .lever("demography.net-migration"), in: FaultScope(scenario: scenario, region: place, year: calendarYear),
        value: ShortNumber.text(fault.leaving), remedy: "give fewer net emigrants, or another migration profile"))
  }

  /// More people would never die than the life table lets survive.
  func immortalityError(_ fault: CohortImmortality) -> FundcastError {
    let sex = fault.cell < Age.count ? Sex.male : Sex.female
    return FundcastError(
      .data,
      Diagnostic(
        "levels with a relative mortality of 0 hold more \(sex.id) people aged \(fault.cell % Age.count) than survive \(calendarYear) by mortality.csv, region \(place)",
        of: .cell(TableCell("mortality.csv", sex: sex, age: fault.cell % Age.count, year: calendarYear)),
        in: FaultScope(scenario: scenario, region: place, year: calendarYear),
        value: "survival \(survival.ratios[fault.cell])",
        remedy: "give every level that people live in a relative mortality above 0"))
  }
}
