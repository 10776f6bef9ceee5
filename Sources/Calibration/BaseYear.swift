import Arrays
import Demography
import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel

/// Fits the base year: opening population by reverse survival, opening membership by one logit shift for each status,
/// normalised profiles, then one solved value for each published figure. Done once on the baseline, printed, then frozen: a
/// reform never re-aligns (<doc:Membership>).
public enum BaseYear {
  /// The years a fit computes: to the last year that a figure was published for.
  public static func fitted(_ baseline: Baseline) -> Timeline {
    Timeline(
      baseYear: baseline.baseYear, horizon: max(baseline.baseYear, baseline.targets.map(\.year).max() ?? 0))
  }

  /// Fits `baseline` on the tables of a place.
  ///
  /// - Parameters:
  ///   - baseline: rules, assumptions and the figures to meet.
  ///   - tables: tables over the years of ``fitted(_:)``.
  /// - Throws: ``FundcastError`` where an alignment or the solver does not converge, with what it tried.
  public static func fit(_ baseline: Baseline, tables: PlaceTables) throws -> CalibrationResult {
    let timeline = fitted(baseline)
    let start = Dictionary(
      baseline.targets.map { ($0.unknown, $0.start) }, uniquingKeysWith: { first, _ in first })
    let resolver = SeriesResolver(baseline, timeline: timeline, solved: start)
    let resolved = try resolver.resolve(.baseline(baseline.title))

    let opening = try OpeningPopulation(baseline, tables, resolved.parameters)
    let (alignment, inflows) = try align(resolved, baseline, tables, opening, timeline)
    let parameters = resolved.with(inflows).parameters
    var fit = BaseYearFit(
      openingState: alignment.state, baseYearBirthsFactor: opening.birthsFactor,
      baseYearBoysShare: opening.boysShare,
      earningsScale: baseline.scheme.earnings.map { _ in 1 }, useScale: baseline.scheme.branches.map { _ in 1 },
      costScale: baseline.scheme.branches.map { _ in 1 })
    try Normalisation(baseline, tables, parameters, timeline).apply(to: &fit)

    let region = Region(id: baseline.place, tables: tables, fit: fit)
    let solution = try TargetSolver(
      baseline: baseline, region: region, timeline: timeline, resolver: resolver, inflows: inflows
    ).solve()
    return CalibrationResult(
      fit: fit, targets: solution.targets, statuses: alignment.statuses,
      iterations: (solution.iterations, alignment.iterations), warnings: solution.warnings)
  }

  /// The opening, and the hazards of those who are to move in the base year: each follows from the other, so they are found in
  /// turn. Without such people the first round is the last.
  private static func align(
    _ resolved: ResolvedScenario, _ baseline: Baseline, _ tables: PlaceTables, _ opening: OpeningPopulation,
    _ timeline: Timeline
  ) throws -> (OpeningMembership.Alignment, [ParameterID: ParameterPath]) {
    let limit = 1000, tolerance = 1e-10
    func membership(_ inflows: [ParameterID: ParameterPath]) -> OpeningMembership {
      OpeningMembership(
        baseline, tables, resolved.with(inflows).parameters, opening: opening, timeline: timeline)
    }
    func hazards(_ state: [Double]) throws -> [ParameterID: ParameterPath] {
      try inflowHazards(resolved.parameters, state, baseline, tables, opening)
    }
    func change(from before: ParameterPath?, to after: ParameterPath) -> Double {
      zip(before?.annual ?? [], after.annual).map { (old: Double, new: Double) -> Double in
        old == new ? 0 : abs(new / old - 1)
      }.max() ?? .infinity
    }
    var inflows = try hazards(membership([:]).prior)
    for _ in 1...limit {
      let alignment = try membership(inflows).align()
      let found = try hazards(alignment.state)
      let change = found.map { change(from: inflows[$0], to: $1) }.max() ?? 0
      if change < tolerance { return (alignment, inflows) }
      inflows = found
    }
    throw FundcastError(
      .data,
      Diagnostic(
        "the opening membership and the persons who move in the base year do not agree within \(limit) rounds",
        of: .persons(status: nil),
        remedy: "check that enough people of their ages and status are in membership-shares.csv"))
  }

  private static func inflowHazards(
    _ parameters: ParameterSet, _ opening: [Double], _ baseline: Baseline, _ tables: PlaceTables,
    _ population: OpeningPopulation
  ) throws -> [ParameterID: ParameterPath] {
    let timeline = fitted(baseline)
    let moves = baseline.scheme.inflows.contains { inflow in
      (0..<timeline.count).contains { parameters.value(inflow.persons, $0) != 0 }
    }
    guard moves else { return [:] }
    let fit = BaseYearFit(
      openingState: opening, baseYearBirthsFactor: population.birthsFactor, baseYearBoysShare: population.boysShare,
      earningsScale: [], useScale: [], costScale: [])
    return try InflowHazards(
      baseline.scheme, region: Region(id: baseline.place, tables: tables, fit: fit), baseline: parameters,
      timeline: timeline
    ).paths(parameters)
  }
}

/// Population at the end of the year before the base year, and what births of the base year must be so that the youngest age of
/// the base table is met by sex.
struct OpeningPopulation {
  /// Persons by cell.
  let persons: AgePanel
  /// Births of the base year ÷ births that the fertility table gives.
  let birthsFactor: Double
  /// Boys among them; nil where there are none.
  let boysShare: Double?

  init(_ baseline: Baseline, _ tables: PlaceTables, _ parameters: ParameterSet) throws {
    let common = baseline.scheme.common
    let migrants = tables.migrationProfile.values.map { $0 * parameters.value(common.netMigration, 0) }
    var starts: [ReverseSurvival.Start] = []
    for sex in Sex.allCases {
      let survival = try FundcastError.locating(table: "mortality.csv") {
        try LifeTable(rates: tables.deathRates(sex, common, parameters, year: 0), sex: sex).survivalRatios()
      }
      let own = Array(migrants[Age.cell(sex, 0)...Age.cell(sex, Age.open)])
      starts.append(
        try FundcastError.locating(table: "population.csv") {
          try ReverseSurvival.start(stock: tables.population[sex], migrants: own, survival: survival, sex: sex)
        })
    }
    persons = AgePanel(male: starts[0].stock, female: starts[1].stock)
    let fertility = tables.fertility[0].map { $0 * parameters.value(common.fertilityFactor, 0) }
    let expected = (0..<Age.count).reduce(0.0) { sum, age in
      let half = migrants[Age.cell(.female, age)] / 2
      return sum + fertility[age] * 0.5 * (starts[1].stock[age] + half + tables.population[.female, age])
    }
    let births = starts[0].births + starts[1].births
    boysShare = births > 0 ? starts[0].births / births : nil
    birthsFactor = births == 0 && expected == 0 ? 1 : births / expected
    guard birthsFactor.isFinite else {
      throw FundcastError(
        .data,
        Diagnostic(
          "the population of age 0 needs \(births) births, but fertility gives \(expected)",
          of: .cell(TableCell("fertility.csv", year: baseline.baseYear)),
          remedy: "give fertility of the base year at ages where there are women"))
    }
  }
}
