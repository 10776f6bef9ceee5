import PolicyModel
import Quantities
import SchemeModel

/// People, how they move, and what everybody needs.
extension SchemeCompiler {
  mutating func people() -> SchemePeople? {
    let born = declaration.people.newborn
    let insured = entry(born.insured), uninsured = entry(born.uninsured)
    let types = declaration.people.workerTypes.compactMap(workerType)
    let stages = stages()
    let responses = declaration.people.responses.compactMap { response -> PriceResponse? in
      guard let hazard = lever(response.hazard), let price = lever(response.price),
        let elasticity = lever(response.elasticity)
      else { return nil }
      return PriceResponse(hazard: hazard, price: price, elasticity: elasticity)
    }
    guard let insured, let uninsured else { return nil }
    return SchemePeople(
      states: states, newborn: (insured, uninsured), stages: stages, inflows: inflows, responses: responses,
      retirement: RetirementRules(types: types, qualification: qualification))
  }

  /// Where the newborn of a status enter.
  private func entry(_ name: Mention) -> Int? {
    let statuses = states.axes.first.map { $0.levels.map(\.id) } ?? []
    return place(name, in: statuses, "status").map(states.entry)
  }

  private func workerType(_ type: WorkerTypeDeclaration) -> WorkerType? {
    guard let share = lever(type.entity, "share"), let statutory = lever(type.entity, "statutory-age"),
      let latest = lever(type.entity, "latest-age"), let step = lever(type.entity, "months-per-month"),
      let from = lever(type.entity, "from-year")
    else { return nil }
    return WorkerType(
      id: type.entity.text, sex: type.sex, share: share,
      age: RetirementAgeParameters(statutory: statutory, latest: latest, monthsPerMonth: step, fromYear: from))
  }

  // MARK: - Moves

  private mutating func stages() -> [TransitionStage] {
    let declared = declaration.people.stages
    if declared.count > Self.stageLimit, let place = declared.first?.moves.first?.id {
      collector.report(
        "more than \(Self.stageLimit) stages", line: place.line, key: "moves", remedy: "join some of them")
    }
    return declared.prefix(Self.stageLimit).map { stage in
      TransitionStage(id: stage.name, moves: stage.moves.flatMap { moves($0) })
    }
  }

  /// A move of every state that it takes; a fault where it takes none.
  private mutating func moves(_ declared: MoveDeclaration) -> [Move] {
    guard let move = move(declared) else { return [] }
    let pairs = move.moves(in: states)
    if pairs.isEmpty {
      collector.report(
        "the move moves nobody: whom it takes are where it goes", line: declared.id.line, key: declared.id.key,
        remedy: "write at `from` who leaves, and at `to` another level")
    }
    return pairs
  }

  private mutating func move(_ move: MoveDeclaration) -> AxisMove? {
    let from = names.states(move.from)
    let hazard: Hazard?
    switch (move.likelihood, move.profile) {
    case (.rate(let name), let profile?): hazard = lever(name).map { .rate($0, profile: self.profile(profile)) }
    case (.profile, let profile?): hazard = .profile(self.profile(profile))
    default:
      guard !declaration.people.workerTypes.isEmpty else {
        collector.report(
          "people retire by type of worker, and none is declared", line: move.id.line, key: move.id.key,
          remedy: "declare retirement: { types: … } with the sex of each")
        return nil
      }
      hazard = .retirement
    }
    if move.to.isEmpty {
      collector.report(
        "the move goes nowhere", line: move.id.line, key: move.id.key + ".to", value: "{}",
        remedy: "write a level, or several with the share of each: { moderate: 0.7, severe: 0.3 }")
    }
    var found: [(axis: Int, level: Int, share: ScalarProduct)] = []
    for to in move.to {
      guard let level = names.level(to.level) else { continue }
      found.append((level.axis, level.level, product(to.share)))
    }
    guard let hazard, !from.isEmpty, let first = found.first, found.count == move.to.count else { return nil }
    guard found.allSatisfy({ $0.axis == first.axis }) else {
      collector.report(
        "a move changes one axis at a time", line: move.to[0].level.line, key: move.id.key + ".to",
        value: move.to.map(\.level.text).joined(separator: ", "),
        remedy: "write a move for each axis; the levels on the others stay as they are")
      return nil
    }
    // Shares that levers are in are checked with the values of the levers.
    let shares = found.compactMap { $0.share.number }
    guard shares.count < found.count || Move.arePartsOfOne(shares) else {
      collector.report(
        "shares of the destinations are not parts of 1", line: move.to[0].level.line, key: move.id.key + ".to",
        value: shares.map { "\($0)" }.joined(separator: ", "), remedy: "write shares from 0 to 1 that add up to 1")
      return nil
    }
    return AxisMove(
      id: move.id.text, from: from, axis: first.axis, to: found.map { ($0.level, $0.share) }, hazard: hazard,
      times: product(move.times))
  }

  /// Every entity with the rule kind `inflow`.
  private var inflows: [Inflow] {
    registry.levers.filter { $0.kind == "inflow" && $0.spec.name == "persons" }.compactMap { lever in
      registry[String(lever.path.dropLast("persons".count)) + "hazard"].map {
        Inflow(id: lever.path, persons: lever.id, hazard: $0.id)
      }
    }
  }

  /// The entity `retirement` with the rule kind `qualification`, where there is one.
  private var qualification: Qualification? {
    func id(_ name: String) -> ParameterID? { registry["retirement.\(name)"]?.id }
    guard let share = id("qualified-share"), let men = id("required-years-men"), let women = id("required-years-women"),
      let recognised = id("recognised-years"), let buyIn = id("buy-in-share"), let bought = id("bought-years"),
      let credited = id("credited-years")
    else { return nil }
    return Qualification(
      qualifiedShare: share, requiredYears: Sex.allCases.map { $0 == .male ? men : women }, recognisedYears: recognised,
      buyInShare: buyIn, boughtYears: bought, creditedYears: credited)
  }

  // MARK: - Earnings, and what every scheme has

  func earnings() -> [EarningsRule] {
    declaration.people.bases.compactMap { base in
      let entity = Mention(base.entity, line: base.name.line, key: base.name.key)
      guard let wage = lever(base.wage), let lastWage = lever(base.boundsOn),
        let variation = lever(entity, "earnings-coefficient-of-variation"), let ratio = lever(entity, "base-ratio"),
        let drift = lever(entity, "base-drift"), let floor = lever(entity, "base-floor"),
        let cap = lever(entity, "base-cap")
      else { return nil }
      return EarningsRule(
        statuses: names.states(base.of),
        wage: WageParameters(average: wage, averageLastYear: lastWage, variation: variation),
        base: BaseParameters(ratio: ratio, drift: drift, floor: floor, cap: cap))
    }
  }

  func common() -> CommonParameters? {
    func id(_ kind: String, _ parameter: String) -> ParameterID? {
      if let lever = registry.levers.first(where: { $0.kind == kind && $0.spec.name == parameter && $0.lagOf == nil }) {
        return lever.id
      }
      collector.report(
        "every scheme has the levers of the kind \(kind)", key: "rules", value: parameter,
        remedy: "add \(kind): { kind: \(kind), title: … } under `rules`")
      return nil
    }
    guard let mortality = id("demography", "mortality-factor"), let index = id("demography", "mortality-index"),
      let fertility = id("demography", "fertility-factor"), let migration = id("demography", "net-migration"),
      let newborn = id("demography", "newborn-coverage"), let rate = id("economy", "interest-rate"),
      let timing = id("economy", "interest-timing"), let negative = id("economy", "interest-on-negative"),
      let discount = id("economy", "discount-rate")
    else { return nil }
    return CommonParameters(
      people: PopulationParameters(
        mortalityFactor: mortality, mortalityIndex: index, fertilityFactor: fertility, netMigration: migration,
        newbornCoverage: newborn),
      interest: InterestParameters(
        interestRate: rate, interestTiming: timing, interestOnNegative: negative, discountRate: discount))
  }
}
