import PolicyModel
import Quantities
import SchemeModel

/// Branches, covers, layers and funds.
extension SchemeCompiler {
  func care() -> SchemeCare {
    let components = declaration.care.components.compactMap { component in
      lever(component.price).map { (name: component.name.text, price: $0) }
    }
    let branches = declaration.care.branches.compactMap(branch)
    let covers = declaration.care.covers.compactMap(cover)
    var layers: [Layer] = [], bundles: [Bundle] = []
    for declared in declaration.care.accumulators {
      guard let bundle = bundle(declared, branches, covers, into: &layers) else { continue }
      for other in bundles where !Set(other.statuses).isDisjoint(with: bundle.statuses) {
        guard let shared = bundle.branches.first(where: other.branches.contains) else { continue }
        collector.report(
          "a branch counts in two accumulators of one status", line: declared.name.line, key: declared.name.key,
          value: branches[shared].id, remedy: "put the layers of both in one, one after the other")
      }
      bundles.append(bundle)
    }
    return SchemeCare(components: components, branches: branches, layers: layers, bundles: bundles, covers: covers)
  }

  private func branch(_ declared: BranchDeclaration) -> Branch? {
    let name = declared.name
    let basket = declaration.care.components.compactMap { lever(name, $0.share) }
    guard let factor = lever(declared.costFactor), basket.count == declaration.care.components.count,
      let oneOff = lever(name, "one-off"),
      let terms = try? BranchTerms.levers.map(
        { parameter, _ in try found(lever(name, parameter)) },
        where: { registry[name.text + "." + $0] != nil })
    else { return nil }
    return Branch(
      name: BranchName(
        id: name.text, group: declared.group, service: declared.service, title: declared.title,
        rows: BranchProfile(group: declared.group, service: declared.rows), statuses: names.states(declared.of)),
      basis: declared.basis, factors: BranchFactors(oneOff: oneOff, cost: factor, basket: basket), terms: terms,
      settings: declared.settings.compactMap { setting(name.text, $0.name, $0.title) })
  }

  /// A setting of a branch, where the place gives it levers.
  private func setting(_ branch: String, _ id: String, _ title: LocalizedText) -> Setting? {
    let terms = try? SettingTerms.levers.map { parameter, _ in try found(registry["\(branch).\(id).\(parameter)"]?.id) }
    return terms.map { Setting(id: id, title: title, terms: $0) }
  }

  /// A lever that a branch cannot be without.
  private func found(_ lever: ParameterID?) throws -> ParameterID {
    guard let lever else { throw MissingLever() }
    return lever
  }

  private struct MissingLever: Error {}

  private func cover(_ declared: CoverDeclaration) -> Cover? {
    let takeUp = declared.ages.compactMap { age in
      lever(declared.name, age.parameter).map { (fromAge: age.from, share: $0) }
    }
    guard takeUp.count == declared.ages.count, let risk = lever(declared.name, "relative-risk") else { return nil }
    return Cover(id: declared.name.text, title: declared.title, takeUp: takeUp, relativeRisk: risk)
  }

  // MARK: - Layers

  private func bundle(
    _ declared: AccumulatorDeclaration, _ branches: [Branch], _ covers: [Cover], into layers: inout [Layer]
  ) -> Bundle? {
    let statuses = names.states(declared.of), ids = branches.map(\.id)
    let own = declared.branches.compactMap { place($0, in: ids, "service") }
    if !(1...Bundle.longest).contains(own.count) || Set(own).count < own.count {
      collector.report(
        "an accumulator has one to \(Bundle.longest) different services", line: declared.name.line,
        key: declared.name.key + ".services", value: "\(own.count)", remedy: "give others one of their own")
      return nil
    }
    var counted = [ParameterID?](repeating: nil, count: own.count)
    for (branch, part) in declared.counted {
      if let place = declared.branches.firstIndex(where: { $0.text == branch.text }) { counted[place] = lever(part) }
    }
    var places: [Int] = [], order = LayerOrder()
    for layer in declared.layers {
      guard let made = self.layer(layer, covers) else { continue }
      order.check(made, at: layer.name, collector)
      places.append(layers.count)
      layers.append(made)
    }
    guard !statuses.isEmpty, !places.isEmpty else { return nil }
    return Bundle(
      id: declared.name.text, title: declared.title, branches: own, counted: counted, statuses: statuses,
      layers: places)
  }

  private func layer(_ declared: LayerDeclaration, _ covers: [Cover]) -> Layer? {
    let cover = declared.cover.flatMap { place($0, in: covers.map(\.id), "cover") }
    if declared.base == .closing {
      return lever(declared.terms, "target-own-share").map {
        Layer(
          id: declared.name.text, title: declared.title, base: declared.base, terms: nil, target: $0, cover: cover)
      }
    }
    func levers(_ parameter: String) -> [ParameterID] {
      (1...LayerTerms.tiers).compactMap { lever(declared.terms, "tiers.\($0).\(parameter)") }
    }
    let starts = levers("above"), rates = levers("rate")
    guard starts.count == LayerTerms.tiers, rates.count == LayerTerms.tiers,
      let ceiling = lever(declared.terms, "ceiling")
    else { return nil }
    return Layer(
      id: declared.name.text, title: declared.title, base: declared.base,
      terms: LayerTerms(starts: starts, rates: rates, ceiling: ceiling), target: nil, cover: cover)
  }

  // MARK: - Funds

  func funds() -> [Fund] {
    declaration.money.funds.compactMap { fund in
      let entity = "funds." + fund.name.text
      func lever(_ parameter: String) -> ParameterID? { registry[entity + "." + parameter]?.id }
      guard
        let opening = self.lever(
          Mention(entity + ".opening-balance", line: fund.name.line, key: fund.name.key))
      else { return nil }
      return Fund(
        id: fund.name.text, title: fund.title, isMedical: fund.isMedical, mayBeNegative: fund.mayBeNegative,
        openingBalance: opening,
        months: ReserveMonths(
          normal: lever("normal-months"), severe: lever("severe-months"), high: lever("high-months")))
    }
  }
}
