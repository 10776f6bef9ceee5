import Arrays
import Quantities
import SchemeModel
import _TestSupport

/// A scheme one can follow by hand: people who work, are retired or uninsured, a pool and personal accounts, with a
/// line of every source. Parameters have names, so that a test can say what it changes.
struct SmallScheme {
  /// The scheme with its baseline.
  var made: MadeUpScheme
  /// Its parameters by name.
  private(set) var ids: [String: ParameterID] = [:]

  static let active = 0
  static let retired = 1
  static let uninsured = 2

  /// A parameter by name.
  subscript(_ name: String) -> ParameterID {
    guard let id = ids[name] else { preconditionFailure("no parameter \(name)") }
    return id
  }

  /// The baseline with some parameters changed in all years.
  func baseline(_ changes: [String: Double]) -> ParameterSet {
    changes.reduce(made.baseline[0]) { $0.with(self[$1.key], $1.value) }
  }

  /// The input for some variants of the baseline, the first of them the baseline of the others.
  func input(_ variants: [ParameterSet]) -> ProjectionInput {
    made.input(variants.enumerated().map { ([$1], $0 == 0 ? nil : 0) })
  }

  /// `years` computed years from 2024; `accounts` replaces the lines and mechanisms of the scheme.
  ///
  /// - Parameter isPaired: whether layers pay on both branches together rather than on inpatient care alone. Use and cost are
  ///   then alike in four bands of ages, as the integrals take their time.
  init(years: Int = 4, isPaired: Bool = false, accounts: ((SmallScheme) -> MadeAccounts)? = nil) {
    var builder = SchemeBuilder(years: years)
    var named: [String: ParameterID] = [:]
    func add(_ name: String, _ value: Double, isMoney: Bool = false) -> ParameterID {
      let id = builder.constant(value, isMoney: isMoney)
      named[name] = id
      return id
    }
    let common = CommonParameters(
      people: PopulationParameters(
        mortalityFactor: add("mortality-factor", 1), mortalityIndex: add("mortality-index", 0),
        fertilityFactor: add("fertility-factor", 1), netMigration: add("net-migration", 3000),
        newbornCoverage: add("newborn-coverage", 0.9)),
      interest: InterestParameters(
        interestRate: add("interest-rate", 0.03), interestTiming: add("interest-timing", 0.5),
        interestOnNegative: add("interest-on-negative", 0), discountRate: add("discount-rate", 0.03)))
    let fromYear = add("from-year", 2025)
    func type(_ id: String, _ sex: Sex, _ share: Double, _ first: Double, _ last: Double, _ step: Double) -> WorkerType
    {
      WorkerType(
        id: id, sex: sex, share: add("\(id)-share", share),
        age: RetirementAgeParameters(
          statutory: add("\(id)-age", first), latest: add("\(id)-latest-age", last),
          monthsPerMonth: add("\(id)-step", step), fromYear: fromYear))
    }
    let retirement = [
      type("men", .male, 1, 60, 63, 4), type("cadres", .female, 0.4, 55, 58, 4),
      type("workers", .female, 0.6, 50, 55, 2),
    ]
    let split = add("lapse-share", 0.8)
    let stages = [
      TransitionStage(
        id: "work",
        moves: [
          Move(
            id: "lapse", from: Self.active, hazard: .rate(add("lapse", 0.1), profile: 0),
            destinations: [
              (Self.uninsured, ScalarProduct([.parameter(split)])),
              (Self.retired, ScalarProduct([.complement([split])])),
            ]),
          Move(
            id: "opt-out", from: Self.active, hazard: .rate(add("opt-out", 0.05), profile: 0),
            destinations: [(Self.uninsured, ScalarProduct())]),
          Move(
            id: "join", from: Self.uninsured, hazard: .profile(1), destinations: [(Self.active, ScalarProduct())]),
        ]),
      TransitionStage(
        id: "retirement",
        moves: [
          Move(id: "retire", from: Self.active, hazard: .retirement, destinations: [(Self.retired, ScalarProduct())])
        ]),
    ]
    let earnings = EarningsRule(
      statuses: [Self.active],
      wage: WageParameters(
        average: add("wage", 90_000, isMoney: true), averageLastYear: add("wage-last-year", 86_000, isMoney: true),
        variation: add("wage-variation", 0.7)),
      base: BaseParameters(
        ratio: add("base-ratio", 0.9), drift: add("base-drift", 0.98), floor: add("floor", 0.6), cap: add("cap", 3)))
    let priceLevels = [add("drug-prices", 1), add("service-prices", 1.02)]
    func setting(_ id: String, _ share: Double, _ cost: Double, _ deductible: Double, _ rate: Double) -> Setting {
      Setting(
        id: id, title: text(id),
        terms: SettingTerms(
          share: add("\(id)-share", share), costRatio: add("\(id)-cost-ratio", cost),
          deductibleRatio: add("\(id)-deductible-ratio", deductible), rateAddition: add("\(id)-rate-addition", rate)))
    }
    let settings = [setting("clinic", 0.7, 0.6, 0.5, 0.1), setting("hospital", 0.3, 2, 2, -0.15)]
    func branch(_ id: String, _ basis: DeductibleBasis, _ use: Double, _ cost: Double, _ deductible: Double) -> Branch {
      Branch(
        name: BranchName(
          id: id, group: "employee", service: id, title: text(id), statuses: [Self.active, Self.retired]),
        basis: BranchBasis(deductible: basis),
        factors: BranchFactors(
          oneOff: add("\(id)-one-off", 1), cost: add("\(id)-cost-factor", 1.1),
          basket: [add("\(id)-drugs", 0.4), add("\(id)-services", 0.6)]),
        terms: BranchTerms(
          use: UseTerms(
            rate: add("\(id)-use", use), dispersion: add("\(id)-dispersion", 0.2),
            elasticity: add("\(id)-elasticity", -0.2)),
          money: MoneyTerms(
            unitCost: add("\(id)-cost", cost, isMoney: true), variation: add("\(id)-variation", 1.2)),
          benefits: BenefitTerms(
            eligibleShare: add("\(id)-eligible", 0.85),
            deductible: add("\(id)-deductible", deductible, isMoney: true),
            laterDeductibleShare: basis == .admission ? add("\(id)-later-share", 0.5) : nil,
            reimbursementRate: add("\(id)-rate", 0.8), ceiling: add("\(id)-ceiling", 200_000, isMoney: true))),
        settings: basis == .year ? settings : [])
    }
    let branches = [branch("inpatient", .admission, 0.2, 12_000, 600), branch("outpatient", .year, 5, 300, 400)]
    func terms(_ id: String, _ starts: [Double], _ rates: [Double], _ ceiling: Double) -> LayerTerms {
      LayerTerms(
        starts: starts.enumerated().map { add("\(id)-start-\($0)", $1, isMoney: true) },
        rates: rates.enumerated().map { add("\(id)-rate-\($0)", $1) },
        ceiling: add("\(id)-ceiling", ceiling, isMoney: true))
    }
    let layers = [
      Layer(
        id: "critical", title: text("critical"), base: .eligibleLeft,
        terms: terms("critical", [3000, 20_000], [0.6, 0.75], 60_000), target: nil, cover: nil),
      Layer(
        id: "relief", title: text("relief"), base: .closing, terms: nil, target: add("relief-target", 0.1), cover: nil),
      Layer(
        id: "voluntary", title: text("voluntary"), base: .uncovered,
        terms: terms("voluntary", [1000], [0.5], 100_000), target: nil, cover: 0),
    ]
    let cover = Cover(
      id: "voluntary", title: text("voluntary"),
      takeUp: [(0, add("take-up", 0.3)), (60, add("take-up-of-the-old", 0.5))],
      relativeRisk: add("relative-risk", 1.2))
    let bundle = Bundle(
      id: "bundle", title: text("bundle"), branches: isPaired ? [0, 1] : [0],
      counted: isPaired ? [nil, add("second-counted", 0.8)] : nil, statuses: [Self.active, Self.retired],
      layers: [0, 1, 2])
    let funds = ["pool", "accounts"].map {
      Fund(
        id: $0, title: text($0), isMedical: true, mayBeNegative: $0 == "pool",
        openingBalance: add("\($0)-opening", 2e9, isMoney: true))
    }
    for (name, value) in [
      ("rate", 0.08), ("collection", 0.97), ("account-share", 0.25), ("recovery", 0.01), ("deferred", 0.1),
      ("spending", 0.6),
    ] { _ = add(name, value) }
    for (name, value) in [
      ("subsidy", 700.0), ("care", 9000), ("spent-last-year", 1e9), ("owed-last-year", 3e8), ("adjustment", 1e7),
    ] {
      _ = add(name, value, isMoney: true)
    }
    ids = named

    var opening: [Double] = []
    for _ in Sex.allCases {
      for age in 0...Age.open {
        let size = age < 60 ? 10_000.0 : 10_000 * Double(101 - age) / 41
        opening += age < 20 ? [0, 0, size] : [0.8 * size, 0, 0.2 * size]
      }
    }
    let computed = builder.timeline.count
    let byAge = (0...Age.open).map { 0.3 + 0.02 * Double($0) }
    let ofCare = (0...Age.open).map { isPaired ? byAge[$0 / 26 * 26 + 12] : byAge[$0] }
    let working = (0...Age.open).map { $0 >= 18 && $0 < 60 ? 1.0 : 0 }
    let tables = PlaceTables(
      people: PopulationTables(
        population: AgePanel(repeating: 10_000), mortality: [AgePanel](repeating: gompertz(1), count: computed),
        mortalitySensitivity: AgePanel(repeating: 0.1),
        fertility: [[Double]](repeating: fertility(1.2), count: computed),
        sexRatioAtBirth: [Double](repeating: 1.08, count: computed),
        migrationProfile: AgePanel(repeating: 1 / Double(Age.panelCount))),
      membership: MembershipTables(
        membershipShares: [0.5, 0.1, 0.4].map { AgePanel(repeating: $0) },
        hazardProfiles: [AgePanel(male: working, female: working), AgePanel(repeating: 0.3)]),
      person: PersonTables(
        earningsProfiles: [AgePanel(male: byAge, female: byAge.map { $0 * 0.9 })],
        relativeUse: branches.map { _ in AgePanel(male: ofCare, female: ofCare.map { $0 * 1.1 }) },
        relativeCost: branches.map { _ in AgePanel(male: ofCare.map { 0.5 + $0 / 2 }, female: ofCare) },
        dependencyPrevalence: AgePanel(male: byAge.map { $0 / 50 }, female: byAge.map { $0 / 40 })))
    let region = Region(
      id: "region", tables: tables,
      fit: BaseYearFit(
        openingState: opening, baseYearBirthsFactor: 1.02, earningsScale: [1.05], useScale: [0.9, 1.1],
        costScale: [1.1, 0.95]))
    let scheme = { (accounts: MadeAccounts) -> Scheme in
      let linked = accounts.linked
      return Scheme(
        id: "small", form: .yuan,
        people: SchemePeople(
          states: StateSpace(
            statuses: ["active", "retired", "uninsured"].map { StateLevel(id: $0, title: text($0), group: nil) }),
          newborn: (insured: Self.active, uninsured: Self.uninsured), stages: stages,
          retirement: RetirementRules(types: retirement)),
        care: SchemeCare(
          components: Array(zip(["drugs", "services"], priceLevels)), branches: branches, layers: layers,
          bundles: [bundle], covers: [cover]),
        money: SchemeMoney(
          earnings: [earnings], funds: funds, lines: linked.lines, mechanisms: linked.mechanisms), common: common)
    }
    made = MadeUpScheme(
      timeline: builder.timeline, scheme: scheme(MadeAccounts()), regions: [region], parameters: builder.parameters,
      baseline: builder.sets)
    made.scheme = scheme(accounts.map { $0(self) } ?? ownAccounts())
  }

  private func ownAccounts() -> MadeAccounts {
    let insured = [Self.active, Self.retired]
    var accounts = MadeAccounts([
      .made(
        "contributions", .income, .people(.contributionBase(0), statuses: [Self.active]),
        rate: [.parameter(self["rate"])],
        collection: [.parameter(self["collection"]), .complement([self["deferred"]])],
        isContribution: true, monthlyProfile: (0..<12).map { Double($0 + 1) / 78 })
    ])
    let december = [Double](repeating: 0, count: 11) + [1]
    accounts.add(
      "deferral", openings: [self["owed-last-year"]],
      posts: [
        (
          "granted",
          .made(
            "granted", .income, .amount, rate: [.constant(-4e8), .parameter(self["deferred"])],
            monthlyProfile: december, isDated: true)
        ), ("receivable", .made("receivable", .memo, .amount, rate: [.constant(-1)])),
        (
          "settled",
          .made(
            "deferred", .income, .amount, rate: [.complement([self["recovery"]])],
            monthlyProfile: [0.5, 0.3, 0.2] + [Double](repeating: 0, count: 9), isDated: true)
        ),
      ])
    accounts.add(
      .made(
        "subsidy", .transferIn, .people(.yearEnd, statuses: [Self.uninsured]), rate: [.parameter(self["subsidy"])]))
    accounts.add(
      .made(
        "to-accounts", counterpart: 1, .transferOut, .lines([0, 3]), rate: [.parameter(self["account-share"])]))
    accounts.add(.made("inpatient", .expenditure, .people(.fundPayment(0), statuses: insured)))
    accounts.add(.made("outpatient", .expenditure, .people(.fundPayment(1), statuses: insured)))
    accounts.add(
      .made(
        "care", .expenditure, .people(.dependents(.personYears), statuses: insured), rate: [.parameter(self["care"])]))
    accounts.add(
      "recovery", openings: [self["spent-last-year"]],
      posts: [("recovered", .made("recoveries", .income, .amount, rate: [.parameter(self["recovery"])]))])
    accounts.add(
      "balance-spending", fund: 1, reads: ["balance": accounts.entries(of: 1)],
      posts: [("spent", .made("from-accounts", fund: 1, .expenditure, .amount, rate: [.parameter(self["spending"])]))])
    for line: FlowLine in [
      .made("prior-years", .adjustment, .amount, rate: [.parameter(self["adjustment"])]),
      .made("bills", .memo, .people(.bill(0), statuses: insured)),
      .made("eligible", .memo, .people(.eligible(1), statuses: insured)),
      .made("stays", .memo, .people(.services(0), statuses: insured), rate: [.parameter(self["care"])]),
      .made("critical", .expenditure, .people(.layerPayment(0), statuses: insured)),
      .made("relief", .transferIn, .people(.layerPayment(1), statuses: insured)),
      .made("voluntary", .memo, .people(.layerPayment(2), statuses: insured)),
      .made("premiums", .memo, .people(.covered(0, .annual), statuses: insured), rate: [.parameter(self["care"])]),
    ] {
      accounts.add(line)
    }
    accounts.addInterest("interest")
    accounts.addInterest("interest-of-accounts", fund: 1)
    return accounts
  }
}
