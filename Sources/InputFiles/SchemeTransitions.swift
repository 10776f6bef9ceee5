import PolicyModel
import Quantities
import SchemeModel

/// Worker types and moves between statuses.
extension SchemeBuilder {
  func readWorkerTypes() -> [WorkerType] {
    guard let section = root.mapping("worker-types", required: false) else { return [] }
    return section.entries.compactMap { entry in
      let key = section.path(of: entry.key)
      guard let sex = collector.choice(entry.value, key: key, of: Sex.allCases.map(\.id)).flatMap(Sex.init(id:)),
        let share = lever(entry.key, "share", line: entry.line),
        let statutory = lever(entry.key, "statutory-age", line: entry.line),
        let latest = lever(entry.key, "latest-age", line: entry.line),
        let step = lever(entry.key, "months-per-month", line: entry.line),
        let from = lever(entry.key, "from-year", line: entry.line)
      else { return nil }
      return WorkerType(
        id: entry.key, sex: sex, share: share,
        age: RetirementAgeParameters(statutory: statutory, latest: latest, monthsPerMonth: step, fromYear: from))
    }
  }

  mutating func readStages() -> [TransitionStage] {
    var stages: [TransitionStage] = []
    let declared = root.mappings("transitions", required: false) ?? []
    if declared.count > Self.stageLimit {
      collector.report(
        "more than \(Self.stageLimit) stages", line: declared.first?.line, key: "transitions",
        remedy: "join some of them")
    }
    for stage in declared.prefix(Self.stageLimit) {
      let id = stage.text("stage") ?? "?"
      var moves: [Move] = []
      if let declared = stage.mapping("moves") {
        for entry in declared.entries {
          guard let reader = MappingReader(entry.value, path: declared.path(of: entry.key), collector: collector) else {
            continue
          }
          guard let move = readMove(entry.key, reader) else { continue }
          let pairs = move.moves(in: states)
          if pairs.isEmpty {
            collector.report(
              "the move moves nobody: whom it takes are where it goes", line: entry.line, key: reader.path,
              remedy: "write at `from` who leaves, and at `to` another level")
          }
          moves += pairs
        }
      }
      stage.finish()
      stages.append(TransitionStage(id: id, moves: moves))
    }
    return stages
  }

  private mutating func readMove(_ id: String, _ reader: MappingReader) -> AxisMove? {
    let from = statusList(reader, "from")
    let profileName = reader.text("profile", required: false)
    let profile: Int? = if let profileName { profileIndex(profileName) } else { nil }
    let rate = reader.optional("hazard").flatMap { node in
      collector.text(node, key: reader.path(of: "hazard")).flatMap {
        lever($0, line: node.line, key: reader.path(of: "hazard"))
      }
    }
    let retires = reader.boolean("retirement", required: false) ?? false
    let destinations = readDestinations(reader)
    let times = product(reader, "times") ?? ScalarProduct()
    reader.finish()
    let hazard: Hazard
    switch (rate, profile, retires) {
    case (let rate?, let profile?, false): hazard = .rate(rate, profile: profile)
    case (nil, let profile?, false): hazard = .profile(profile)
    case (nil, nil, true):
      let declared = root.mapping("worker-types", required: false)?.entries.isEmpty == false
      guard declared else {
        collector.report(
          "people retire by worker type, and none is declared", line: reader.line, key: reader.path(of: "retirement"),
          remedy: "declare worker-types: with the sex of each")
        return nil
      }
      hazard = .retirement
    default:
      collector.report(
        "a move needs `hazard` and `profile`, `profile` alone, or `retirement: true`", line: reader.line,
        key: reader.path, remedy: "write for example hazard: membership.lapse.hazard and profile: lapse")
      return nil
    }
    guard !from.isEmpty, let destinations else { return nil }
    return AxisMove(
      id: id, from: from, axis: destinations.axis, to: destinations.levels, hazard: hazard, times: times)
  }

  /// One level, or several of one axis with the share of each.
  private func readDestinations(
    _ reader: MappingReader
  ) -> (axis: Int, levels: [(level: Int, share: ScalarProduct)])? {
    guard let node = reader.required("to", example: "resident-adult") else { return nil }
    let key = reader.path(of: "to"), names = states.axes.flatMap(\.levels).map(\.id)
    var found: [(axis: Int, level: Int, share: ScalarProduct)] = [], declared = 1
    func add(_ name: String, _ share: ScalarProduct) {
      guard case .levels(let axis, let levels)? = states.selection(named: name) else { return }
      found.append((axis, levels[0], share))
    }
    if case .mapping(let entries) = node.kind {
      declared = entries.count
      for entry in entries {
        let key = key + "." + entry.key
        guard names.contains(entry.key) else {
          collector.report(
            "no status has this name", line: entry.line, key: key,
            remedy: Suggestion.remedy(for: entry.key, in: names))
          continue
        }
        if let share = factor(entry.value, key: key) { add(entry.key, ScalarProduct([share])) }
      }
    } else if let name = collector.choice(node, key: key, of: names) {
      add(name, ScalarProduct())
    }
    guard let first = found.first else {
      if declared == 0 {
        collector.report(
          "the move goes nowhere", line: node.line, key: key, value: "{}",
          remedy: "write a level, or several with the share of each: { moderate: 0.7, severe: 0.3 }")
      }
      return nil
    }
    guard found.allSatisfy({ $0.axis == first.axis }) else {
      collector.report(
        "a move changes one axis at a time", line: node.line, key: key,
        value: found.map { states.axes[$0.axis].levels[$0.level].id }.joined(separator: ", "),
        remedy: "write a move for each axis; the levels on the others stay as they are")
      return nil
    }
    // Shares that levers are in are checked with the values of the levers.
    let shares = found.compactMap { $0.share.number }
    if shares.count == declared, !Move.arePartsOfOne(shares) {
      collector.report(
        "shares of the destinations are not parts of 1", line: node.line, key: key,
        value: shares.map { "\($0)" }.joined(separator: ", "), remedy: "write shares from 0 to 1 that add up to 1")
      return nil
    }
    return (first.axis, found.map { ($0.level, $0.share) })
  }

  /// Every entity with the rule kind `inflow`.
  func readInflows() -> [Inflow] {
    registry.levers.filter { $0.kind == "inflow" && $0.spec.name == "persons" }.compactMap { lever in
      registry[String(lever.path.dropLast("persons".count)) + "hazard"].map {
        Inflow(id: lever.path, persons: lever.id, hazard: $0.id)
      }
    }
  }

  /// The entity `retirement` with the rule kind `qualification`, where there is one.
  func readQualification() -> Qualification? {
    func id(_ name: String) -> ParameterID? { registry["retirement.\(name)"]?.id }
    guard let share = id("qualified-share"), let men = id("required-years-men"), let women = id("required-years-women"),
      let recognised = id("recognised-years"), let buyIn = id("buy-in-share"), let bought = id("bought-years"),
      let credited = id("credited-years")
    else { return nil }
    return Qualification(
      qualifiedShare: share, requiredYears: Sex.allCases.map { $0 == .male ? men : women }, recognisedYears: recognised,
      buyInShare: buyIn, boughtYears: bought, creditedYears: credited)
  }

  /// `responses:`, a hazard, the price it answers and the elasticity under each name.
  func readResponses() -> [PriceResponse] {
    named("responses", required: false).compactMap { _, line, reader in
      func id(_ key: String, _ example: String) -> ParameterID? {
        reader.text(key, example: example).flatMap { lever($0, line: line, key: reader.path(of: key)) }
      }
      let hazard = id("hazard", "membership.flexible-entry.hazard")
      let price = id("price", "flexible.rate"), elasticity = id("elasticity", "flexible.entry-elasticity")
      reader.finish()
      guard let hazard, let price, let elasticity else { return nil }
      return PriceResponse(hazard: hazard, price: price, elasticity: elasticity)
    }
  }

  mutating func profileIndex(_ name: String) -> Int {
    if let known = hazardProfiles.firstIndex(of: name) { return known }
    hazardProfiles.append(name)
    return hazardProfiles.count - 1
  }
}
