import PolicyModel
import Quantities
import SchemeModel
import Shapes

/// Voluntary covers, terms of layers, and what they pay on.
extension SchemeReader {
  mutating func readCovers() -> [CoverDeclaration] {
    root.entries("covers").map { name, own in
      let ages = own.entries("ages").compactMap { age in age.value.node.text.flatMap(Int.init).map { (age.name, $0) } }
      if ages.isEmpty || zip(ages, ages.dropFirst()).contains(where: { $0.1 >= $1.1 }) || ages.first?.1 != 0 {
        collector.report(
          "ages rise from 0", line: name.line, key: own.path + ".ages",
          value: ages.map { String($0.1) }.joined(separator: ", "),
          remedy: "write for example { minors: 0, adults: 18 }")
      }
      let joining = ages.enumerated().map { place, age in
        let title = takeUp(from: age.1, to: place + 1 < ages.count ? ages[place + 1].1 : nil)
        return ParameterSpec("take-up-" + age.0.text, title, .share, 0...1, .assumption)
      }
      let levers = own.entries("levers").compactMap { parameter($0.name, $0.value) }
      let rule = RuleKind.named("voluntary-cover").map { $0.with(joining) }
      entity(
        name, own.title("title"), isOptional: own.flag("optional"),
        [rule?.adding(RuleKind.named("voluntary-cover")?.parameters ?? []), .declared(levers)].compactMap { $0 })
      return CoverDeclaration(
        name: name, title: own.title("title") ?? LocalizedText(en: "", zh: ""),
        ages: ages.map { ($0.1, "take-up-" + $0.0.text) })
    }
  }

  private func takeUp(from: Int, to: Int?) -> LocalizedText {
    func text(_ age: Int) -> LocalizedText { LocalizedText(en: "\(age)", zh: "\(age)") }
    guard let to else { return form.title(.takeUpFrom, [("from", text(from))]) }
    if from == 0 { return form.title(.takeUpBelow, [("to", text(to))]) }
    return form.title(.takeUpBetween, [("from", text(from)), ("last", text(to - 1))])
  }

  /// The entities of terms with their titles.
  mutating func readTerms() -> [(name: Mention, title: LocalizedText)] {
    root.entries("terms").compactMap { name, own in
      if let axis = own.mention("by") {
        notYet("terms for each level of an axis", axis, "give terms for everybody, or leave them out")
        return nil
      }
      guard let title = own.title("title") else { return nil }
      entity(
        name, title, isOptional: true, kind: .layer,
        RuleKind.named(own.flag("closing") ? "closing-layer" : "layer").map { [$0] } ?? [])
      return (name, title)
    }
  }

  func readAccumulators(
    _ covers: [CoverDeclaration], _ terms: [(name: Mention, title: LocalizedText)]
  ) -> [AccumulatorDeclaration] {
    var layers: [String] = []
    return root.entries("accumulators").compactMap { name, own -> AccumulatorDeclaration? in
      if let axis = own.mention("by") {
        notYet("layers for each level of an axis", axis, "give layers for everybody, or leave them out")
        return nil
      }
      guard let of = own.selection("of") else { return nil }
      guard let names = stateNames else { return nil }
      let whom = Set(names.states(of))
      let services = own.mentions("services")
      let branches = services.compactMap { branch(of: $0, for: whom, names) }
      let counted = own.entries("counted").compactMap { service, part -> (branch: Mention, part: Mention)? in
        guard let lever = part.mention,
          known(service, "service after the first", services.dropFirst().map(\.text)) != nil,
          let place = services.firstIndex(where: { $0.text == service.text }), branches.indices.contains(place)
        else { return nil }
        return (branches[place], lever)
      }
      let title = own.title("title") ?? groups.first { SelectionDeclaration.name($0.name).isSameName(as: of) }?.title
      guard let title else {
        collector.report(
          "the accumulator has no name in reports", line: name.line, key: name.key, remedy: "add `title`")
        return nil
      }
      let own = own.entries("layers").compactMap { layer($0.name, $0.value, covers, terms) }
      for layer in own where layers.contains(layer.name.text) {
        collector.report(
          "two layers have one name", line: layer.name.line, key: layer.name.key, value: layer.name.text,
          remedy: "rename one")
      }
      layers += own.map(\.name.text)
      return AccumulatorDeclaration(
        name: name, title: title, of: of, branches: branches, counted: counted, layers: own)
    }
  }

  /// The branch of a service that people use.
  private func branch(of service: Mention, for whom: Set<Int>, _ names: StateNames) -> Mention? {
    let own = branches.filter { $0.service == service.text }
    guard !own.isEmpty else {
      _ = known(service, "service", branches.map(\.service))
      return nil
    }
    if let found = own.first(where: { whom.isSubset(of: Set(names.states($0.of))) }) {
      return Mention(found.name.text, line: service.line, key: service.key)
    }
    let strangers = whom.subtracting(own.flatMap { names.states($0.of) })
    collector.report(
      strangers.isEmpty
        ? "people of two groups use this service, each with a branch of its own"
        : "people of this status do not use \(service.text)", line: service.line, key: service.key,
      value: strangers.min().flatMap { state in names.space.map { $0.states[state].id } },
      remedy: "give each group an accumulator of its own, or let the group use the service")
    return nil
  }

  private func layer(
    _ name: Mention, _ own: DeclaredNode, _ covers: [CoverDeclaration], _ terms: [(name: Mention, title: LocalizedText)]
  ) -> LayerDeclaration? {
    guard let base = own.text("on").flatMap(LayerBase.init(rawValue:)),
      let entity = known(own.mention("terms"), "terms", terms.map(\.name.text)),
      let declared = terms.first(where: { $0.name.text == entity.text })
    else { return nil }
    return LayerDeclaration(
      name: name, title: own.title("title") ?? declared.title, base: base, terms: entity,
      cover: known(own.mention("cover"), "cover", covers.map(\.name.text)))
  }
}

extension SelectionDeclaration {
  /// Whether both are one name.
  fileprivate func isSameName(as other: SelectionDeclaration) -> Bool {
    if case .name(let own) = self, case .name(let others) = other { own.text == others.text } else { false }
  }
}
