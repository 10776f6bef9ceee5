@testable import Calibration
import Arrays
import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel
import Studies
import Tables
import _TestSupport

/// A place small enough to check by hand: workers, retired and residents; a payroll pool, a flat-rate fund that runs dry and
/// a care fund fed by a transfer; the baseline, an empty reform and one with two changes.
enum TinyRun {
  static let file = "tiny/baseline.yaml"
  private static let here = SourceLocation(file: file, line: 1)

  // Statuses.
  static let outside = 0, worker = 1, retired = 2, resident = 3
  // Funds.
  static let pool = 0, flat = 1, care = 2

  static let registry = TinyLevers.registry

  static func id(_ path: String) -> ParameterID {
    guard let lever = registry[path] else { preconditionFailure("no lever \(path)") }
    return lever.id
  }

  // MARK: Values

  /// Dated values, the rule after them and how sure they are.
  private static let values: [String: (points: [(Int, DatedValue)], then: ThenRule, confidence: Confidence)] = [
    "economy.average-wage": ([(2019, .set(50_000))], .growBy(id("economy.wage-growth")), .medium),
    "economy.wage-growth": ([(2019, .set(0.05))], .hold, .judgement),
    "economy.interest-rate": ([(2019, .set(0.02))], .hold, .judgement),
    "economy.discount-rate": ([(2019, .set(0.03))], .hold, .judgement),
    "demography.newborn-coverage": ([(2019, .set(0.9))], .hold, .low),
    "employee.employer-rate": ([(2019, .set(0.06))], .hold, .high),
    "employee.employee-rate": ([(2019, .set(0.02))], .hold, .high),
    "employee.temporary-cut.cut": ([(2019, .set(0)), (2020, .set(0.1)), (2021, .set(0))], .hold, .high),
    "employee.earnings-coefficient-of-variation": ([(0, .set(0.8))], .hold, .judgement),
    "employee.base-ratio": ([(2019, .set(1))], .hold, .medium),
    "employee.collection-rate": ([(2019, .set(1))], .hold, .medium),
    "employee.base-floor": ([(2019, .set(0.6))], .hold, .high),
    "employee.base-cap": ([(2019, .set(3))], .hold, .high),
    "resident.premium": ([(2019, .set(250)), (2020, .set(280))], .step(30), .high),
    "resident.subsidy": ([(2019, .set(520)), (2020, .set(550))], .index(id("economy.average-wage")), .high),
    "resident.central-share": ([(2019, .set(0.5))], .hold, .medium),
    "resident.provincial-share": ([(2019, .set(0.5))], .hold, .medium),
    "employee.inpatient.utilisation-rate": ([(2019, .set(0.16))], .hold, .medium),
    "employee.inpatient.unit-cost": ([(2019, .set(10_000))], .grow(0.06), .medium),
    "employee.inpatient.cost-growth": ([(0, .set(0))], .hold, .medium),
    "employee.inpatient.eligible-share": ([(2019, .set(0.85))], .hold, .low),
    "employee.inpatient.deductible": ([(2019, .set(800))], .hold, .low),
    "employee.inpatient.reimbursement-rate": ([(2019, .set(0.8))], .hold, .medium),
    "employee.inpatient.ceiling": ([(2019, .set(400_000))], .hold, .low),
    "employee.inpatient.coefficient-of-variation": ([(0, .set(1.2))], .hold, .judgement),
    "employee.inpatient.dispersion": ([(0, .set(0.2))], .hold, .low),
    "employee.inpatient.drug-share": ([(0, .set(1))], .hold, .judgement),
    "employee.inpatient.consumable-share": ([(0, .set(0))], .hold, .judgement),
    "employee.inpatient.service-share": ([(0, .set(0))], .hold, .judgement),
    "employee.inpatient.examination-share": ([(0, .set(0))], .hold, .judgement),
    "care.employee.coverage": ([(2019, .set(1))], .hold, .high),
    "care.employee.pool-transfer": ([(2019, .set(50))], .hold, .high),
    "care.employee.subsidy": ([(2019, .set(0))], .hold, .high),
    "care.employee.benefit": ([(2019, .set(40))], .grow(0.3), .low),
    "funds.pool.opening-balance": ([(0, .set(2e8))], .hold, .low),
    "funds.flat.opening-balance": ([(0, .set(1.5e7))], .hold, .low),
    "funds.care.opening-balance": ([(0, .set(1e6))], .hold, .low),
    "funds.flat.adjustment": ([(2019, .set(0)), (2021, .set(1_000_000)), (2022, .set(0))], .hold, .high),
    "retirement.men.share": ([(0, .set(1))], .hold, .high), "retirement.women.share": ([(0, .set(1))], .hold, .high),
    "retirement.men.statutory-age": ([(0, .set(60))], .hold, .high),
    "retirement.men.latest-age": ([(0, .set(63))], .hold, .high),
    "retirement.men.months-per-month": ([(0, .set(4))], .hold, .high),
    "retirement.men.from-year": ([(0, .set(2025))], .hold, .high),
    "retirement.women.statutory-age": ([(0, .set(55))], .hold, .high),
    "retirement.women.latest-age": ([(0, .set(58))], .hold, .high),
    "retirement.women.months-per-month": ([(0, .set(4))], .hold, .high),
    "retirement.women.from-year": ([(0, .set(2025))], .hold, .high),
    "calibration.income.factor": ([(2019, .solved)], .hold, .medium),
    "calibration.cost.factor": ([(2019, .solved)], .hold, .medium),
  ]

  private static var series: [DatedSeries?] {
    registry.levers.map { lever in
      values[lever.path].map { entry in
        DatedSeries(
          points: entry.points.map {
            SeriesPoint(from: $0.0 == 0 ? .always : MonthDate(year: $0.0), value: $0.1, location: here)
          }, then: entry.then, source: "source of \(lever.path)", confidence: entry.confidence, location: here)
      }
    }
  }

  // MARK: Structure

  static func text(_ en: String, _ zh: String) -> LocalizedText { LocalizedText(en: en, zh: zh) }

  private static func line(
    _ name: String, _ en: String, _ zh: String, fund: Int, to counterpart: Int? = nil, _ kind: LineKind, _ item: String,
    _ source: LineSource, base: [String] = [], rate: [ScalarFactor] = [], collection: [String] = [],
    isContribution: Bool = false
  ) -> FlowLine {
    FlowLine(
      id: name, title: text(en, zh), entry: LineEntry(fund: fund, kind: kind, item: item, counterpart: counterpart),
      source: source,
      factors: LineFactors(
        base: ScalarProduct(base.map { .parameter(id($0)) }), rate: ScalarProduct(rate),
        collection: ScalarProduct(collection.map { .parameter(id($0)) }), isContribution: isContribution))
  }

  /// Interest of every line of interest on what stands before it in the account.
  private static func withInterest(_ lines: [FlowLine]) -> (lines: [FlowLine], mechanisms: [any Mechanism]) {
    let declared = lines.indices.filter { lines[$0].officialItem == "interest" }.map { place in
      MechanismDeclaration(
        id: lines[place].id, kind: Interest.kind, fund: lines[place].fund,
        reads: ["balance": (0..<place).filter { lines[$0].kind(in: lines[place].fund) != nil }],
        posts: ["interest": [place]])
    }
    guard let linked = try? MechanismRegistry.standard.link(lines, declared) else { preconditionFailure("no interest") }
    return linked
  }

  static let scheme: Scheme = {
    func factor(_ path: String) -> ScalarFactor { .parameter(id(path)) }
    let payroll = LineSource.people(.contributionBase(0), statuses: [worker])
    let insured = LineSource.people(.personYears, statuses: [worker, retired])
    let lines = [
      line(
        "employer", "Employers", "单位缴费", fund: pool, .income, "premiums", payroll,
        rate: [factor("employee.employer-rate"), .complement([id("employee.temporary-cut.cut")])],
        collection: ["calibration.income.factor"], isContribution: true),
      line(
        "own", "Own part", "个人缴费", fund: pool, .income, "premiums", payroll, rate: [factor("employee.employee-rate")],
        collection: ["calibration.income.factor"], isContribution: true),
      line(
        "inpatient", "Inpatient", "住院", fund: pool, .expenditure, "benefits",
        .people(.fundPayment(0), statuses: [worker, retired])),
      line(
        "to-care", "To long-term care", "划转长护险", fund: pool, to: care, .transferOut, "transfers", insured,
        rate: [factor("care.employee.coverage"), factor("care.employee.pool-transfer")]),
      line("pool-interest", "Interest", "利息", fund: pool, .income, "interest", .amount),
      line(
        "relief", "Not levied", "减征", fund: pool, .memo, "premiums", payroll,
        rate: [
          factor("employee.employer-rate"), factor("employee.temporary-cut.cut"), factor("calibration.income.factor"),
        ]),
      line(
        "premium", "Premiums", "个人缴费", fund: flat, .income, "premiums",
        .people(.personYears, statuses: [resident]), base: ["resident.premium"], isContribution: true),
      line(
        "subsidy", "Subsidy", "财政补助", fund: flat, .income, "subsidies", .people(.personYears, statuses: [resident]),
        base: ["resident.subsidy"], isContribution: true),
      line(
        "resident-benefit", "Benefits", "待遇", fund: flat, .expenditure, "benefits",
        .people(.personYears, statuses: [resident]), rate: [factor("resident.subsidy"), .constant(2)]),
      line(
        "flat-adjustment", "Prior-year adjustment", "以前年度调整", fund: flat, .adjustment, "adjustment", .amount,
        rate: [factor("funds.flat.adjustment")]),
      line("flat-interest", "Interest", "利息", fund: flat, .income, "interest", .amount),
      line(
        "care-benefit", "Care benefits", "长护待遇", fund: care, .expenditure, "benefits", insured,
        rate: [factor("care.employee.coverage"), factor("care.employee.benefit")]),
    ]
    let linked = withInterest(lines)
    func branchID(_ name: String) -> ParameterID { id("employee.inpatient.\(name)") }
    let branch = Branch(
      name: BranchName(
        id: "employee.inpatient", group: "employee", service: "inpatient", title: text("Inpatient", "住院"),
        statuses: [worker, retired]),
      basis: BranchBasis(deductible: .admission),
      factors: BranchFactors(
        oneOff: branchID("one-off"), cost: id("calibration.cost.factor"), basket: [branchID("drug-share")]),
      terms: BranchTerms.levers.map({ name, _ in branchID(name) }, where: { _ in false }))
    func fund(_ name: String, _ en: String, _ zh: String, medical: Bool) -> Fund {
      Fund(id: name, title: text(en, zh), isMedical: medical, openingBalance: id("funds.\(name).opening-balance"))
    }
    func workers(_ name: String, _ sex: Sex) -> WorkerType {
      func parameter(_ part: String) -> ParameterID { id("retirement.\(name).\(part)") }
      return WorkerType(
        id: name, sex: sex, share: parameter("share"),
        age: RetirementAgeParameters(
          statutory: parameter("statutory-age"), latest: parameter("latest-age"),
          monthsPerMonth: parameter("months-per-month"), fromYear: parameter("from-year")))
    }
    return Scheme(
      id: "tiny", form: .yuan,
      people: SchemePeople(
        states: StateSpace(statuses: [
          StateLevel(id: "uninsured", title: text("Uninsured", "未参保"), group: nil),
          StateLevel(id: "worker", title: text("Workers", "在职"), group: "employee"),
          StateLevel(id: "retired", title: text("Retired", "退休"), group: "employee"),
          StateLevel(id: "resident", title: text("Residents", "居民"), group: "resident"),
        ]),
        newborn: (insured: resident, uninsured: outside),
        stages: [
          TransitionStage(
            id: "retirement",
            moves: [
              Move(id: "retire", from: worker, hazard: .retirement, destinations: [(retired, ScalarProduct())])
            ])
        ],
        retirement: RetirementRules(types: [workers("men", .male), workers("women", .female)])),
      care: SchemeCare(components: [("drugs", id("prices.drugs.price-level"))], branches: [branch]),
      money: SchemeMoney(
        earnings: [
          EarningsRule(
            statuses: [worker],
            wage: WageParameters(
              average: id("economy.average-wage"), averageLastYear: id("economy.average-wage-last-year"),
              variation: id("employee.earnings-coefficient-of-variation")),
            base: BaseParameters(
              ratio: id("employee.base-ratio"), drift: id("employee.base-drift"), floor: id("employee.base-floor"),
              cap: id("employee.base-cap")))
        ],
        funds: [
          fund("pool", "Pool", "统筹基金", medical: true), fund("flat", "Resident fund", "居民基金", medical: true),
          fund("care", "Care fund", "长护基金", medical: false),
        ],
        lines: linked.lines, mechanisms: linked.mechanisms),
      common: CommonParameters(
        people: PopulationParameters(
          mortalityFactor: id("demography.mortality-factor"), mortalityIndex: id("demography.mortality-index"),
          fertilityFactor: id("demography.fertility-factor"), netMigration: id("demography.net-migration"),
          newbornCoverage: id("demography.newborn-coverage")),
        interest: InterestParameters(
          interestRate: id("economy.interest-rate"), interestTiming: id("economy.interest-timing"),
          interestOnNegative: id("economy.interest-on-negative"), discountRate: id("economy.discount-rate"))))
  }()

  // MARK: Place

  /// Shares of statuses at an age: children are residents, half of the old are retired.
  private static func shares(_ age: Int) -> [Double] {
    switch age {
    case ..<20: [0.05, 0, 0, 0.95]
    case ..<60: [0.05, 0.35, 0, 0.6]
    default: [0.04, 0, 0.46, 0.5]
    }
  }

  private static func region(_ timeline: Timeline) -> Region {
    let opening = (0..<Age.panelCount).flatMap { cell in
      shares(cell % Age.count).map { $0 * Double(101 - cell % Age.count) * 20 }
    }
    let rates = (0..<Age.count).map { age in 0.0004 + Double(age * age * age) * 2e-7 }
    let fertility = (0..<Age.count).map { (20..<40).contains($0) ? 0.07 : 0 }
    let tables = PlaceTables(
      people: PopulationTables(
        population: AgePanel(repeating: 0),
        mortality: [AgePanel](repeating: AgePanel(male: rates, female: rates), count: timeline.count),
        fertility: [[Double]](repeating: fertility, count: timeline.count),
        sexRatioAtBirth: [Double](repeating: 1.05, count: timeline.count),
        migrationProfile: AgePanel(repeating: 1 / Double(Age.panelCount))),
      membership: MembershipTables(
        membershipShares: (0..<4).map { status in
          AgePanel((0..<Age.panelCount).map { shares($0 % Age.count)[status] })
        }, hazardProfiles: []),
      person: PersonTables(
        earningsProfiles: [AgePanel(repeating: 1)], relativeUse: [AgePanel(repeating: 1)],
        relativeCost: [AgePanel(repeating: 1)], dependencyPrevalence: AgePanel(repeating: 0.01)))
    return Region(
      id: "tiny", tables: tables,
      fit: BaseYearFit(
        openingState: opening, baseYearBirthsFactor: 1, earningsScale: [1], useScale: [1], costScale: [1]))
  }

  // MARK: Run

  static let reforms: [Reform] = [
    Reform(
      id: "nothing",
      text: ReformText(title: text("Nothing", "无变化"), description: "Changes nothing.", source: "check"),
      changes: [], origin: ReformOrigin(file: "tiny/reforms/nothing.yaml")),
    Reform(
      id: "more-money",
      text: ReformText(
        title: text("More money", "提高筹资"), description: "A point more from employers and a higher subsidy.",
        source: "illustration", leverIDs: ["L01", "L03"], cannotModel: "Evasion, \"black\" work."),
      changes: [
        LeverChange(
          lever: id("employee.employer-rate"),
          points: [SeriesPoint(from: MonthDate(year: 2021), value: .add(0.01), location: here)], location: here),
        LeverChange(
          lever: id("resident.premium"),
          points: [SeriesPoint(from: MonthDate(year: 2021), value: .set(900), location: here)], then: .hold,
          location: here),
      ], origin: ReformOrigin(file: "tiny/reforms/more-money.yaml")),
  ]

  /// The run, reported from 2020 to 2023; `inputs` are digested by the manifest.
  static func make(
    inputs: [InputRecord] = [], options: ReportOptions = ReportOptions(),
    remarks: [Remark] = [Remark(text: text("Interest is part of income.", "利息计入收入。"))]
  ) throws -> PolicyRun {
    let timeline = Timeline(baseYear: 2020, horizon: 2023)
    let region = region(timeline)
    let income = BaseYearTarget(
      id: "income", title: text("Pool income", "统筹基金收入"),
      solving: BaseYearTarget.Unknown(id("calibration.income.factor"), start: 1), measure: .income([pool, flat]),
      period: BaseYearTarget.Period(2020), figure: GivenFigure(3e8, .published, Citation("made up", .low, at: here)))
    let cost = BaseYearTarget(
      id: "cost", title: text("Pool expenditure", "统筹基金支出"),
      solving: BaseYearTarget.Unknown(id("calibration.cost.factor"), start: 1), measure: .expenditure([pool, flat]),
      period: BaseYearTarget.Period(2020), figure: GivenFigure(2.5e8, .derived, Citation("made up", .medium, at: here)))
    let workers = MembershipTarget(
      id: scheme.statuses[worker].id, title: scheme.statuses[worker].title, states: [worker],
      figure: GivenFigure(40_000, .judged, Citation("made up", .low, at: here)))
    let baseline = Baseline(
      head: PlaceHead(
        place: "tiny", title: text("Tiny, rules of 2020", "小地方2020年政策"), baseYear: 2020, defaultHorizon: 2023),
      scheme: scheme, registry: registry, series: series,
      figures: PlaceFigures(
        targets: [income, cost], membershipTargets: [workers],
        published: [
          PublishedFigure(group: "employee", measure: "income-per-insured", year: 2020, value: 4000),
          PublishedFigure(group: "employee", measure: "income-per-insured", year: 2023, value: 6000),
          PublishedFigure(group: "resident", measure: "expenditure-per-insured", year: 2020, value: 1000),
          PublishedFigure(group: "resident", measure: "expenditure-per-insured", year: 2023, value: 1150),
        ], remarks: remarks))
    let calibration = CalibrationResult(
      fit: region.fit,
      targets: [
        SolvedTarget(target: income, solved: 1.1, achieved: 3e8),
        SolvedTarget(target: cost, solved: 1.3, achieved: 2.5e8),
      ],
      statuses: [
        AlignedStatus(counted: baseline.countedPersons[0], logitShift: 0, achieved: 9_000),
        AlignedStatus(counted: baseline.countedPersons[1], logitShift: 0.25, achieved: 40_000),
      ], iterations: (solver: 5, alignment: 4),
      warnings: [LocalizedText(en: "calibration.cost.factor = 1.3 lies outside 0.8…1.25", zh: "校准系数1.3超出0.8–1.25")])
    let definitions =
      [ScenarioDefinition.baseline(baseline.title)]
      + reforms.map { ScenarioDefinition(id: $0.id, title: $0.title, reforms: [$0]) }
    let resolver = SeriesResolver(baseline, timeline: timeline, solved: calibration.solved)
    let resolved = try definitions.map { try resolver.resolve($0) }
    let input = ProjectionInput(
      timeline: timeline, scheme: scheme, regions: [region],
      scenarios: zip(definitions, resolved).enumerated().map { index, entry in
        ScenarioRules(
          id: entry.0.id, parameters: [entry.1.parameters],
          demandReference: index == 0 ? nil : [resolved[0].parameters])
      })
    return PolicyRun(
      baseline: baseline, definitions: definitions,
      regions: [RegionRun(region: PlaceRegion(whole: baseline), calibration: calibration, resolved: resolved)],
      result: try Projection.run(input),
      record: RunRecord(
        request: RunRequest(
          place: "tiny", horizon: 2023, scenarios: reforms.map { [.file($0.file)] },
          output: OutputRequest(
            tables: RunTable.of(paths: false, kept: false).map(\.rawValue), options: options)), inputs: inputs))
  }
}
