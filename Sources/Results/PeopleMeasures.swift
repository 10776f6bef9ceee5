import Quantities
import SchemeModel

/// A measure of a group of insured by reported year.
struct GroupMeasure: Sendable {
  let measure: Measure
  let unit: MeasureUnit
  let value: @Sendable (_ outcome: Outcome, _ group: InsuredGroup, _ year: Int) -> Double?

  static let all: [GroupMeasure] = [
    GroupMeasure(measure: Measure("insured", "Insured", "参保人数", "persons at year end"), unit: .persons) {
      $0.persons($1.statuses, year: $2)
    },
    GroupMeasure(
      measure: Measure(
        "income-per-insured", "Income per insured", "人均收入", "income of the group's medical funds ÷ insured at year end"),
      unit: .moneyPerPerson
    ) { $0.perInsured(.income, $1, year: $2) },
    GroupMeasure(
      measure: Measure(
        "expenditure-per-insured", "Expenditure per insured", "人均支出",
        "expenditure of the group's medical funds ÷ insured at year end"), unit: .moneyPerPerson
    ) { $0.perInsured(.expenditure, $1, year: $2) },
    GroupMeasure(
      measure: Measure(
        "own-share", "Own share", "个人负担比例", "1 − (basic scheme + layers on eligible expense) ÷ eligible expense"),
      unit: .share
    ) { $0.ownShare(group: $1.id, year: $2) },
  ]
}

/// A measure of all people by reported year.
struct PopulationMeasure: Sendable {
  let measure: Measure
  let unit: MeasureUnit
  let value: @Sendable (PeopleOfYear) -> Double?

  private static func ratio(_ part: Double, _ whole: Double) -> Double? { whole > 0 ? part / whole : nil }

  static let all: [PopulationMeasure] = [
    PopulationMeasure(
      measure: Measure("insured", "Insured", "参保人数", "persons at year end"), unit: .persons, value: \.insured),
    PopulationMeasure(
      measure: Measure("population", "Population", "人口", "persons at year end"), unit: .persons, value: \.ages.total),
    PopulationMeasure(
      measure: Measure("coverage-rate", "Coverage rate", "参保率", "insured ÷ population"), unit: .share
    ) { ratio($0.insured, $0.ages.total) },
    PopulationMeasure(
      measure: Measure("active-retired-ratio", "Active to retired", "在职退休比", "insured at work ÷ retired insured"),
      unit: .ratio
    ) { ratio($0.workers, $0.retired) },
    PopulationMeasure(
      measure: Measure("dependency-ratio", "Dependency ratio", "总抚养比", "aged 0–14 and 65+ ÷ aged 15–64"), unit: .ratio
    ) { ratio($0.ages.young + $0.ages.old, $0.ages.working) },
    PopulationMeasure(
      measure: Measure("old-age-dependency-ratio", "Old-age dependency ratio", "老年抚养比", "aged 65+ ÷ aged 15–64"),
      unit: .ratio
    ) { ratio($0.ages.old, $0.ages.working) },
  ]
}

/// The population in three age groups.
public struct AgeSums: Sendable, Hashable {
  /// Aged 0–14.
  public private(set) var young = 0.0
  /// Aged 15–64.
  public private(set) var working = 0.0
  /// Aged 65 and over.
  public private(set) var old = 0.0

  /// All of them.
  public var total: Double { young + working + old }

  /// Those at the end of a year.
  public init(_ outcome: Outcome, year: Int) {
    for (cell, persons) in outcome.population(year: year).enumerated() {
      switch cell % Age.count {
      case ..<15: young += persons
      case ..<65: working += persons
      default: old += persons
      }
    }
  }
}

/// Persons at the end of a year by what they are to the insurance.
public struct PeopleOfYear: Sendable, Hashable {
  /// By age.
  public let ages: AgeSums
  /// In some insured group.
  public let insured: Double
  /// Statuses that are left by retiring.
  public let workers: Double
  /// Statuses of the same groups that are retired to.
  public let retired: Double

  /// Those of an outcome.
  public init(_ outcome: Outcome, year: Int) {
    let (workers, retired) = InsuredGroup.workersAndRetired(outcome.scheme)
    ages = AgeSums(outcome, year: year)
    insured = outcome.persons(outcome.scheme.insured, year: year)
    self.workers = outcome.persons(workers, year: year)
    self.retired = outcome.persons(retired, year: year)
  }
}
