import Arrays
import Demography
import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel

/// Fits the base year: opening population by reverse survival, opening membership by one logit shift for each status,
/// normalised profiles, then one solved value for each published figure. Done once on the baseline, printed, then frozen: a
/// reform never re-aligns (model.md section 2).
public enum BaseYear {
  /// Fits `baseline` on the tables of a place.
  ///
  /// - Parameters:
  ///   - baseline: rules, assumptions and the figures to meet.
  ///   - tables: tables that hold the base year and the year after it.
  /// - Throws: ``FundcastError`` where an alignment or the solver does not converge, with what it tried.
  public static func fit(_ baseline: Baseline, tables: PlaceTables) throws -> CalibrationResult {
    let timeline = Timeline(baseYear: baseline.baseYear, horizon: baseline.baseYear)
    var solved = Dictionary(
      baseline.targets.map { ($0.unknown, $0.start) }, uniquingKeysWith: { first, _ in first })
    let definition = ScenarioDefinition.baseline(baseline.title)
    let parameters = try SeriesResolver(baseline, timeline: timeline, solved: solved).resolve(definition).parameters

    let opening = try OpeningPopulation(baseline, tables, parameters)
    let alignment = try OpeningMembership(baseline, tables, parameters, opening: opening, timeline: timeline).align()
    var fit = BaseYearFit(
      openingState: alignment.state, baseYearBirthsFactor: opening.birthsFactor,
      earningsScale: baseline.scheme.earnings.map { _ in 1 }, useScale: baseline.scheme.branches.map { _ in 1 },
      costScale: baseline.scheme.branches.map { _ in 1 })
    try Normalisation(baseline, tables, parameters, timeline).apply(to: &fit)

    let region = Region(id: baseline.place, tables: tables, fit: fit)
    let solver = TargetSolver(baseline, region: region, timeline: timeline)
    let solution = try solver.solve(&solved)
    return CalibrationResult(
      fit: fit, targets: solution.targets, statuses: alignment.statuses,
      iterations: (solution.iterations, alignment.iterations), warnings: solution.warnings)
  }
}

/// Population at the end of the year before the base year, and what fertility of the base year must be multiplied by so that
/// the youngest age of the base table is met.
struct OpeningPopulation {
  /// Persons by cell.
  let persons: AgePanel
  /// Births of the base year ÷ births that the fertility table gives.
  let birthsFactor: Double

  init(_ baseline: Baseline, _ tables: PlaceTables, _ parameters: ParameterSet) throws {
    let common = baseline.scheme.common
    let migrants = tables.migrationProfile.values.map { $0 * parameters.value(common.netMigration, 0) }
    var starts: [ReverseSurvival.Start] = []
    for sex in Sex.allCases {
      let survival = try FundcastError.locating(file: "mortality.csv") {
        try LifeTable(rates: tables.deathRates(sex, common, parameters, year: 0), sex: sex).survivalRatios()
      }
      let own = Array(migrants[Age.cell(sex, 0)...Age.cell(sex, Age.open)])
      starts.append(
        try FundcastError.locating(file: "population.csv") {
          try ReverseSurvival.start(stock: tables.population[sex], migrants: own, survival: survival, sex: sex)
        })
    }
    persons = AgePanel(male: starts[0].stock, female: starts[1].stock)
    let fertility = tables.fertility[0].map { $0 * parameters.value(common.fertilityFactor, 0) }
    let expected = (0..<Age.count).reduce(0.0) { sum, age in
      let half = migrants[Age.cell(.female, age)] / 2
      return sum + fertility[age] * 0.5 * (starts[1].stock[age] + half + tables.population[.female, age])
    }
    // Boys and girls of the base table are met together; the split follows the sex ratio at birth of the projection.
    let births = starts[0].births + starts[1].births
    birthsFactor = births == 0 && expected == 0 ? 1 : births / expected
    guard birthsFactor.isFinite else {
      throw FundcastError(
        .data,
        Diagnostic(
          "the population of age 0 needs \(births) births, but fertility gives \(expected)", file: "fertility.csv",
          key: "\(baseline.baseYear)", remedy: "give fertility of the base year at ages where there are women"))
    }
  }
}
