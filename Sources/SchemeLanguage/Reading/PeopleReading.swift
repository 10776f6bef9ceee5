import PolicyModel
import Quantities
import SchemeModel
import Shapes

/// Axes, groups, bases, hazards, moves and retirement.
extension SchemeReader {
  mutating func readPeople() -> PeopleDeclaration? {
    let axes = root.entries("axes").compactMap { axis($0.name, $0.value) }
    groups = root.entries("groups").compactMap { name, own in
      own.selection("of").map {
        GroupDeclaration(
          name: name, of: $0, title: own.title("title"), costFactor: own.mention("cost-factor"),
          collection: own.mention("collection"))
      }
    }
    let names = StateNames(axes, groups, collector)
    guard names.space != nil else { return nil }
    stateNames = names
    let bases = readBases()
    let hazards = readHazards()
    let stages = root.value("moves")?.items.map { stage($0, hazards) } ?? []
    let types = readRetirement()
    guard let born = root.value("newborn"), let insured = born.mention("insured"),
      let uninsured = born.mention("uninsured")
    else { return nil }
    return PeopleDeclaration(
      axes: axes, groups: groups, newborn: (insured, uninsured), stages: stages,
      responses: hazards.compactMap(\.response), workerTypes: types, bases: bases)
  }

  private func axis(_ name: Mention, _ own: DeclaredNode) -> AxisDeclaration? {
    guard own.text("is") != "mix" else {
      notYet("axes that are a mix within a state", name, "leave the axis and what reads it out")
      return nil
    }
    let levels = own.entries("levels").map { name, level in
      guard level.node["title"] != nil else {
        return LevelDeclaration(name: name, title: level.title, mortality: nil)
      }
      let mortality = level.value("relative-mortality")
      return LevelDeclaration(
        name: name, title: level.title("title") ?? level.title,
        mortality: mortality?.mention("factor").map { ($0, mortality?.text("profile")) })
    }
    return AxisDeclaration(
      name: name, title: own.title("title") ?? LocalizedText(name.text), levels: levels)
  }

  /// Says that the language has a word for which the engine has no kind yet.
  func notYet(_ what: String, _ place: Mention, _ remedy: String) {
    collector.report("not yet: \(what)", line: place.line, key: place.key, remedy: remedy)
  }

  // MARK: - Bases and hazards

  private mutating func readBases() -> [BaseDeclaration] {
    root.entries("bases").compactMap { name, own in
      guard own.text("is") == "payroll" else {
        notYet("bases of households", name, "leave the base and its lines out")
        return nil
      }
      entity(name, own.title("title"), RuleKind.named("earnings").map { [$0] } ?? [])
      guard let of = own.selection("of") else { return nil }
      func lever(_ key: String, _ usual: String) -> Mention {
        own.mention(key) ?? Mention(usual, line: own.node.line, key: own.path + "." + key)
      }
      return BaseDeclaration(
        name: name, entity: name.text, of: of, wage: lever("wage", "economy.average-wage"),
        boundsOn: lever("bounds-on", "economy.average-wage-last-year"))
    }
  }

  /// A hazard, as moves name it.
  struct DeclaredHazard {
    let name: String
    let lever: Mention
    let profile: String
    let response: ResponseDeclaration?
  }

  private mutating func readHazards() -> [DeclaredHazard] {
    root.entries("hazards").map { name, own in
      let path = "membership." + name.text
      entity(
        Mention(path, line: name.line, key: name.key), own.title("title"),
        RuleKind.named(own.flag("persons") ? "inflow" : "hazard").map { [$0] } ?? [])
      let lever = Mention(path + ".hazard", line: name.line, key: name.key)
      var response: ResponseDeclaration?
      switch (own.mention("answers"), own.mention("elasticity")) {
      case (let price?, let elasticity?):
        response = ResponseDeclaration(hazard: lever, price: price, elasticity: elasticity)
      case (nil, nil): break
      default:
        collector.report(
          "an answer has a price and an elasticity", line: name.line, key: name.key,
          remedy: "write both `answers` and `elasticity`, or neither")
      }
      return DeclaredHazard(
        name: name.text, lever: lever, profile: own.text("profile") ?? name.text, response: response)
    }
  }

  // MARK: - Moves

  private func stage(_ own: DeclaredNode, _ hazards: [DeclaredHazard]) -> StageDeclaration {
    StageDeclaration(
      name: own.text("stage") ?? "?", moves: own.value("moves")?.items.compactMap { move($0, hazards) } ?? [])
  }

  private func move(_ own: DeclaredNode, _ hazards: [DeclaredHazard]) -> MoveDeclaration? {
    guard let from = own.selection("from"), let to = own.value("to") else { return nil }
    let destinations: [(level: Mention, share: [FactorDeclaration])] =
      to.mention.map { [($0, [])] } ?? to.entries.map { ($0.name, [$0.value.factor].compactMap { $0 }) }
    let by = own.mention("by"), times = own.product("times") ?? []
    let profile = own.text("profile")
    func made(_ id: String, _ likelihood: MoveDeclaration.Likelihood, _ profile: String?) -> MoveDeclaration {
      MoveDeclaration(
        id: own.here(id), from: from, to: destinations, likelihood: likelihood, profile: profile, times: times)
    }
    guard let by else {
      guard let profile else {
        collector.report(
          "a move needs `by`, `profile` or both", line: own.node.line, key: own.path,
          remedy: "write by: with a hazard, by: retirement, or profile: alone")
        return nil
      }
      return made(profile, .profile, profile)
    }
    if by.text == "retirement" {
      guard root.value("retirement")?.entries("types").isEmpty == false else {
        collector.report(
          "people retire by type of worker, and none is declared", line: by.line, key: by.key, value: by.text,
          remedy: "declare retirement: { types: … } with the sex of each")
        return nil
      }
      return made("retirement", .retirement, nil)
    }
    guard let hazard = hazards.first(where: { $0.name == by.text }) else {
      _ = known(by, "hazard", hazards.map(\.name) + ["retirement"])
      return nil
    }
    return made(
      hazard.name, .rate(Mention(hazard.lever.text, line: by.line, key: by.key)), profile ?? hazard.profile)
  }

  private mutating func readRetirement() -> [WorkerTypeDeclaration] {
    guard let own = root.value("retirement") else { return [] }
    if own.flag("qualification") {
      entity(own.here("retirement"), own.title("title"), RuleKind.named("qualification").map { [$0] } ?? [])
    }
    return own.entries("types").compactMap { name, type in
      let path = Mention("retirement." + name.text, line: name.line, key: name.key)
      entity(path, type.title("title"), RuleKind.named("worker-type").map { [$0] } ?? [])
      return type.text("sex").flatMap(Sex.init(id:)).map { WorkerTypeDeclaration(entity: path, sex: $0) }
    }
  }
}
