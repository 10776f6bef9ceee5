import Arrays
import Quantities
import SchemeModel
import _TestSupport

/// A scheme drawn from a seed: any number of statuses, stages, branches, funds and lines that the model allows, often with
/// parameters at their limits.
struct RandomScheme {
  var generator: SeededGenerator
  var builder: SchemeBuilder
  private var hazardProfiles: [AgePanel] = []
  private let statusCount: Int
  private let regionCount: Int
  let componentCount: Int
  var covers: [Cover] = []
  var layers: [Layer] = []
  /// Branches of bundles of two, whose use and cost are alike within bands of ages: integrals take their time.
  var banded: Set<Int> = []

  static func make(seed: UInt64) -> MadeUpScheme {
    var random = RandomScheme(seed: seed)
    return random.make()
  }

  /// The scheme of a seed with its baseline and some reforms: empty ones, ones that move only money and ones that move
  /// people.
  static func input(seed: UInt64) -> ProjectionInput {
    let made = make(seed: seed)
    var generator = SeededGenerator(seed: seed &+ 7_000_003)
    var scenarios: [(parameters: [ParameterSet], baseline: Int?)] = [(made.baseline, nil)]
    for number in 0..<Int.random(in: 0...4, using: &generator) {
      let moves = [0, 1, 2, 4].randomElement(using: &generator) ?? 0
      scenarios.append(
        (
          parameters: reformed(made, changes: moves, movesPeople: number % 2 == 1, &generator),
          baseline: Int.random(in: 0..<5, using: &generator) == 0 ? nil : 0
        ))
    }
    return made.input(scenarios)
  }

  /// The baseline with some parameters drawn anew from some month on, alike in all regions.
  static func reformed(
    _ made: MadeUpScheme, changes: Int, movesPeople: Bool, _ generator: inout SeededGenerator
  ) -> [ParameterSet] {
    var sets = made.baseline
    let moving = Set(made.scheme.membershipParameters)
    let benefits = Set(made.scheme.branches.flatMap(\.benefitParameters))
    let open = made.parameters.indices.map(ParameterID.init).filter {
      made.parameters[$0.index].draw != nil && (movesPeople || !moving.contains($0))
    }
    for change in 0..<changes {
      // Benefits are what demand responds to: half of the changes are of these.
      let some = change % 2 == 0 ? open.filter(benefits.contains) : open
      guard let id = some.randomElement(using: &generator), let draw = made.parameters[id.index].draw else { continue }
      let year = Int.random(in: 0..<made.timeline.count, using: &generator)
      let inYear = made.parameters[id.index].movesWithinYear && Int.random(in: 0..<3, using: &generator) == 0
      let month = inYear ? Int.random(in: 0..<12, using: &generator) : 0
      let value = draw.value(&generator)
      for region in sets.indices { sets[region] = sets[region].with(id, value, fromYear: year, month: month) }
    }
    return sets
  }

  private init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    statusCount = Int.random(in: 2...6, using: &generator)
    regionCount = Int.random(in: 0..<4, using: &generator) == 0 ? 2 : 1
    componentCount = Int.random(in: 1...3, using: &generator)
    builder = SchemeBuilder(
      years: Int.random(in: 2...4, using: &generator), regions: regionCount,
      baseYear: Int.random(in: 2022...2030, using: &generator))
  }

  mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
  mutating func chance(_ odds: Double) -> Bool { Double.random(in: 0..<1, using: &generator) < odds }

  mutating func drawn(_ draw: Draw, isMoney: Bool = false, movesWithinYear: Bool = true) -> ParameterID {
    builder.drawn(draw, isMoney: isMoney, movesWithinYear: movesWithinYear, from: &generator)
  }

  private mutating func panel(_ range: ClosedRange<Double>, empty: Double = 0) -> AgePanel {
    AgePanel((0..<Age.panelCount).map { _ in chance(empty) ? 0 : Double.random(in: range, using: &generator) })
  }

  mutating func statuses() -> [Int] {
    let all = Array(0..<statusCount).shuffled(using: &generator)
    return Array(all.prefix(int(1...statusCount)))
  }

  // MARK: The scheme

  private mutating func make() -> MadeUpScheme {
    let leaving = chance(0.4)
    let people = PopulationParameters(
      mortalityFactor: drawn(.between(0.5, 1.5)), mortalityIndex: drawn(.between(-1, 1, limits: [0])),
      fertilityFactor: drawn(.between(0.2, 1.5, limits: [0])),
      netMigration: drawn(leaving ? .between(-20_000, 0, limits: [0]) : .between(0, 100_000, limits: [0])),
      newbornCoverage: drawn(.between(0, 1, limits: [0, 1])))
    let common = CommonParameters(
      people: people,
      interest: InterestParameters(
        interestRate: drawn(.between(0, 0.06, limits: [0])), interestTiming: drawn(.between(0, 1, limits: [0, 0.5])),
        interestOnNegative: drawn(.oneOf([0, 1]), movesWithinYear: false), discountRate: drawn(.between(0, 0.05))))
    let retirement = workerTypes()
    let stages = (0..<int(0...3)).map { stage($0, retires: !retirement.isEmpty) }
    let earnings = (0..<int(0...2)).map { _ in earningsRule() }
    let priceLevels = (0..<componentCount).map { _ in drawn(.between(0.8, 1.3)) }
    let branches = (0..<int(0...3)).map { branch($0) }
    let bundles = bundles(branches)
    let funds = (0..<int(1...3)).map { number in
      Fund(
        id: "fund-\(number)", title: text("fund"), isMedical: true,
        openingBalance: drawn(.between(-1e8, 1e9, limits: [0]), isMoney: true, movesWithinYear: false))
    }
    var accounts = MadeAccounts()
    for number in 0..<int(3...14) {
      if chance(0.4) {
        addMechanism(&accounts, number, funds: funds.count)
      } else {
        accounts.add(
          line(
            accounts.lines.count, earnings: earnings.count, branches: branches, bundles: bundles, funds: funds.count))
      }
    }
    let linked = accounts.linked
    let entrances = Array(0..<statusCount).shuffled(using: &generator)
    let scheme = Scheme(
      id: "random", form: .yuan,
      people: SchemePeople(
        states: StateSpace(
          statuses: (0..<statusCount).map { StateLevel(id: "status-\($0)", title: text("status"), group: nil) }),
        newborn: (insured: entrances[0], uninsured: entrances[1]), stages: stages,
        retirement: RetirementRules(types: retirement)),
      care: SchemeCare(
        components: priceLevels.enumerated().map { ("component-\($0)", $1) }, branches: branches, layers: layers,
        bundles: bundles, covers: covers),
      money: SchemeMoney(
        earnings: earnings, funds: funds, lines: linked.lines, mechanisms: linked.mechanisms), common: common)
    let regions = (0..<regionCount).map { region($0, of: scheme, leaving: leaving) }
    return MadeUpScheme(
      timeline: builder.timeline, scheme: scheme, regions: regions, parameters: builder.parameters,
      baseline: builder.sets)
  }

  private mutating func region(_ number: Int, of scheme: Scheme, leaving: Bool) -> Region {
    let years = builder.timeline.count
    // Where people leave there must be some: nobody comes or goes among the newborn and the old, no cell is empty.
    var flow = panel(0...1, empty: 0.1)
    if leaving {
      for sex in Sex.allCases {
        for age in 0...Age.open where age < 8 || age > 80 { flow[sex, age] = 0 }
      }
    }
    let mix = (0..<Age.panelCount).map { _ in shares(statusCount) }
    var opening: [Double] = []
    for cell in 0..<Age.panelCount {
      let age = cell % Age.count
      let size = !leaving && chance(0.05) ? 0 : Double.random(in: 5000...20_000, using: &generator)
      for status in 0..<statusCount {
        opening.append(size * mix[cell][status] * (age < 70 ? 1 : Double(101 - age) / 31))
      }
    }
    let people = PopulationTables(
      population: panel(1000...20_000),
      mortality: (0..<years).map { _ in gompertz(Double.random(in: 0.5...1.5, using: &generator)) },
      mortalitySensitivity: panel(-0.3...0.3),
      fertility: (0..<years).map { _ in fertility(Double.random(in: 0.8...2, using: &generator)) },
      sexRatioAtBirth: (0..<years).map { _ in Double.random(in: 1.03...1.2, using: &generator) },
      migrationProfile: AgePanel(flow.values.map { $0 / flow.sum }))
    let tables = PlaceTables(
      people: people,
      membership: MembershipTables(
        membershipShares: (0..<statusCount).map { status in AgePanel(mix.map { $0[status] }) },
        hazardProfiles: hazardProfiles),
      person: PersonTables(
        earningsProfiles: scheme.earnings.map { _ in panel(0.3...1.6, empty: 0.2) },
        relativeUse: scheme.branches.indices.map { use(of: $0, 0.1...3, empty: 0.1) },
        relativeCost: scheme.branches.indices.map { use(of: $0, 0.3...2, empty: 0.05) },
        dependencyPrevalence: panel(0...0.3)))
    func scales(_ count: Int) -> [Double] { (0..<count).map { _ in Double.random(in: 0.7...1.4, using: &generator) } }
    return Region(
      id: "region-\(number)", tables: tables,
      fit: BaseYearFit(
        openingState: opening, baseYearBirthsFactor: Double.random(in: 0.9...1.1, using: &generator),
        earningsScale: scales(scheme.earnings.count), useScale: scales(scheme.branches.count),
        costScale: scales(scheme.branches.count)))
  }

  /// By age, or by two bands of ages alike for both sexes.
  private mutating func use(of branch: Int, _ range: ClosedRange<Double>, empty: Double) -> AgePanel {
    guard banded.contains(branch) else { return panel(range, empty: empty) }
    let bands = (0..<2).map { _ in chance(empty) ? 0 : Double.random(in: range, using: &generator) }
    let byAge = (0...Age.open).map { bands[$0 / 51] }
    return AgePanel(male: byAge, female: byAge)
  }

  mutating func shares(_ count: Int) -> [Double] {
    let parts = (0..<count).map { _ in chance(0.1) ? 0.0 : Double.random(in: 0.1...1, using: &generator) }
    let total = parts.reduce(0, +)
    return total == 0 ? parts.map { _ in 1 / Double(count) } : parts.map { $0 / total }
  }

  // MARK: Membership

  private mutating func workerTypes() -> [WorkerType] {
    Sex.allCases.flatMap { sex -> [WorkerType] in
      let parts: [Double] = [[1], [0.25, 0.75], [0.5, 0.5], []].randomElement(using: &generator) ?? [1]
      return parts.map { part in
        let statutoryAge = Double(int(48...62))
        return WorkerType(
          id: "\(sex.id)-\(part)", sex: sex, share: builder.constant(part),
          age: RetirementAgeParameters(
            statutory: drawn(.oneOf([statutoryAge]), movesWithinYear: false),
            latest: drawn(.oneOf((0...5).map { statutoryAge + Double($0) }), movesWithinYear: false),
            monthsPerMonth: drawn(.oneOf([1, 2, 3, 4]), movesWithinYear: false),
            fromYear: drawn(.oneOf([2020, 2025, 2026, 2040]), movesWithinYear: false)))
      }
    }
  }

  private mutating func stage(_ number: Int, retires: Bool) -> TransitionStage {
    var moves: [Move] = []
    for from in 0..<statusCount {
      let count = int(0...3)
      if retires, chance(0.3) {
        moves.append(move("retire", from: from, .retirement))
        continue
      }
      for _ in 0..<count {
        // Competing hazards must not add up to more than one.
        hazardProfiles.append(panel(0...(1 / Double(count)), empty: 0.2))
        let profile = hazardProfiles.count - 1
        let rate = drawn(.between(0, 1, limits: [0, 1]))
        moves.append(move("move", from: from, chance(0.3) ? .profile(profile) : .rate(rate, profile: profile)))
      }
    }
    return TransitionStage(id: "stage-\(number)", moves: moves.shuffled(using: &generator))
  }

  private mutating func move(_ id: String, from: Int, _ hazard: Hazard) -> Move {
    let others = (0..<statusCount).filter { $0 != from }.shuffled(using: &generator)
    let first = drawn(.between(0, 1, limits: [0, 1]))
    let second = drawn(.between(0, 1))
    let destinations: [(status: Int, share: ScalarProduct)]
    switch min(int(1...3), others.count) {
    case 1: destinations = [(others[0], ScalarProduct())]
    case 2:
      destinations = [
        (others[0], ScalarProduct([.parameter(first)])), (others[1], ScalarProduct([.complement([first])])),
      ]
    default:
      destinations = [
        (others[0], ScalarProduct([.parameter(first)])),
        (others[1], ScalarProduct([.complement([first]), .parameter(second)])),
        (others[2], ScalarProduct([.complement([first]), .complement([second])])),
      ]
    }
    let times = chance(0.3) ? ScalarProduct([.complement([drawn(.between(0, 1, limits: [0, 1]))])]) : ScalarProduct()
    return Move(id: "\(id)-\(from)", from: from, hazard: hazard, destinations: destinations, times: times)
  }

  // MARK: Money

  private mutating func earningsRule() -> EarningsRule {
    EarningsRule(
      statuses: statuses(),
      wage: WageParameters(
        average: drawn(.between(3e4, 1.5e5), isMoney: true),
        averageLastYear: drawn(.between(3e4, 1.5e5), isMoney: true),
        variation: drawn(.between(0.2, 1.2, limits: [0]))),
      base: BaseParameters(
        ratio: drawn(.between(0.5, 1.1)), drift: drawn(.between(0.8, 1.2)),
        floor: drawn(.between(0.2, 0.8, limits: [0])), cap: drawn(.between(1.5, 3, limits: [1e9]))))
  }
}
