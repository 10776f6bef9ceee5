import Quantities

/// The cohort-component step of one period of n years: half the net migrants join before survival, half after; births
/// come from the women present on average.
///
/// Source: Preston, Heuveline and Guillot, *Demography* (2001), section 6.3 and box 6.2, which it reproduces with
/// n = 5; model.md section 1 is the same with n = 1. Vectors run over the ages 0…last of a ``SurvivalRatios``, the last
/// open; its width is n.
public enum CohortComponent {
  /// One sex at the start of a period, and what happens to it.
  public struct Cohorts: Sendable, Hashable {
    /// Persons by age at the start.
    public var stock: [Double]
    /// Net migrants of the period by age.
    public var migrants: [Double]
    /// Survival in the period.
    public var survival: SurvivalRatios

    /// - Precondition: both vectors have `survival.ageCount` elements.
    public init(stock: [Double], migrants: [Double], survival: SurvivalRatios) {
      precondition(stock.count == survival.ageCount && migrants.count == survival.ageCount, "ages differ")
      self.stock = stock
      self.migrants = migrants
      self.survival = survival
    }
  }

  /// One sex at the end of a period.
  public struct Outcome: Sendable, Hashable {
    /// Persons by age at the end.
    public var stock: [Double]
    /// Deaths in the period by cohort, at the age it reaches (or would have reached) at the end; age 0 holds those
    /// born in the period.
    public var deaths: [Double]
  }

  /// Both sexes at the end of a period.
  public struct Period: Sendable, Hashable {
    /// Men and boys.
    public var male: Outcome
    /// Women and girls.
    public var female: Outcome
    /// Live births by age of the mother.
    public var birthsByMother: [Double]
    /// Live births of boys.
    public var boys: Double
    /// Live births of girls.
    public var girls: Double

    /// The outcome of one sex.
    public subscript(sex: Sex) -> Outcome { sex == .male ? male : female }
  }

  /// Carries both sexes through one period.
  ///
  /// Conserved: Σ stock at the end = Σ stock at the start + births − deaths + net migrants.
  ///
  /// - Parameters:
  ///   - male: men at the start.
  ///   - female: women at the start, the same ages.
  ///   - fertility: births per woman and year, by age; 0 at age 0.
  ///   - sexRatioAtBirth: boys per girl.
  /// - Throws: `FundcastError(.data)` naming sex and age where net emigration exceeds the people there are, and for
  ///   impossible fertility or sex ratios.
  public static func project(
    male: Cohorts, female: Cohorts, fertility: [Double], sexRatioAtBirth: Double
  ) throws(FundcastError) -> Period {
    precondition(
      male.survival.ageCount == female.survival.ageCount && male.survival.width == female.survival.width, "ages differ")
    guard sexRatioAtBirth >= 0, sexRatioAtBirth.isFinite else {
      throw FundcastError(
        .data, Diagnostic("impossible sex ratio at birth", value: "\(sexRatioAtBirth)", remedy: "give boys per girl"))
    }
    var men = try survive(male, sex: .male)
    var women = try survive(female, sex: .female)
    let byMother = try births(women: female, after: women.stock, fertility: fertility)
    let total = byMother.reduce(0, +)
    let girls = total / (1 + sexRatioAtBirth)
    let boys = total - girls
    try addNewborns(boys, to: &men, of: male, sex: .male)
    try addNewborns(girls, to: &women, of: female, sex: .female)
    return Period(male: men, female: women, birthsByMother: byMother, boys: boys, girls: girls)
  }

  /// Carries one sex through one period, without newborns: age 0 at the end holds the second half of its migrants.
  ///
  /// x[i] = P[i] + ½G[i] survive as S[i]·x[i] to age i + 1, those of the last two ages together to the last; then
  /// ½G joins at the age reached.
  /// - Throws: `FundcastError(.data)` naming sex and age where a count falls below zero; at age 0 only once newborns
  ///   have been added.
  public static func survive(_ cohorts: Cohorts, sex: Sex) throws(FundcastError) -> Outcome {
    let last = cohorts.survival.ageCount - 1
    let joined = zip(cohorts.stock, cohorts.migrants).map { $0 + 0.5 * $1 }
    try requireCounts(joined, of: cohorts, sex: sex, "the stock and half the net migrants are below zero")
    var stock = [Double](repeating: 0, count: last + 1)
    var deaths = stock
    for i in 0..<last {
      let source = i == last - 1 ? joined[last - 1] + joined[last] : joined[i]
      stock[i + 1] = source * cohorts.survival.ratios[i]
      deaths[i + 1] = source - stock[i + 1]
    }
    for i in 0...last { stock[i] += 0.5 * cohorts.migrants[i] }
    try requireCounts(stock, from: 1, of: cohorts, sex: sex, "fewer survive than half the net emigrants")
    return Outcome(stock: stock, deaths: deaths)
  }

  /// Births of a period by age of the mother: B = n·f·½(F₀ + ½G + F₁), F₁ after survival and migration.
  ///
  /// - Parameters:
  ///   - women: women at the start, and their migrants.
  ///   - after: women by age at the end, from ``survive(_:sex:)``.
  ///   - fertility: births per woman and year, by age; 0 at age 0, whose women at the end depend on these births.
  /// - Throws: `FundcastError(.data)` naming each age with impossible fertility.
  public static func births(
    women: Cohorts, after: [Double], fertility: [Double]
  ) throws(FundcastError) -> [Double] {
    precondition(after.count == women.stock.count && fertility.count == women.stock.count, "ages differ")
    var faults: [Diagnostic] = []
    for (i, f) in fertility.enumerated() where !(f >= 0 && f.isFinite) || (i == 0 && f != 0) {
      faults.append(
        Diagnostic(
          "impossible fertility rate", key: "age \(women.survival.age(i))", value: "\(f)",
          remedy: i == 0 ? "fertility at age 0 must be 0" : "give births per woman and year, 0 or more"))
    }
    if !faults.isEmpty { throw FundcastError(.data, faults) }
    return fertility.indices.map { i in
      women.survival.width * fertility[i] * 0.5 * (women.stock[i] + 0.5 * women.migrants[i] + after[i])
    }
  }

  /// Adds the surviving newborns to age 0 and their deaths to those of age 0.
  private static func addNewborns(
    _ births: Double, to outcome: inout Outcome, of cohorts: Cohorts, sex: Sex
  ) throws(FundcastError) {
    let survivors = births * cohorts.survival.birth
    outcome.stock[0] += survivors
    outcome.deaths[0] = births - survivors
    try requireCounts(
      Array(outcome.stock.prefix(1)), of: cohorts, sex: sex, "fewer newborns survive than half the net emigrants")
  }

  private static func requireCounts(
    _ counts: [Double], from first: Int = 0, of cohorts: Cohorts, sex: Sex, _ message: String
  ) throws(FundcastError) {
    var faults: [Diagnostic] = []
    for i in first..<counts.count where !(counts[i] >= 0 && counts[i].isFinite) {
      faults.append(
        Diagnostic(
          message, key: "\(sex.id) age \(cohorts.survival.age(i))", value: "\(counts[i])",
          remedy: "lower net emigration at this age, or check the stock"))
    }
    if !faults.isEmpty { throw FundcastError(.data, faults) }
  }
}
