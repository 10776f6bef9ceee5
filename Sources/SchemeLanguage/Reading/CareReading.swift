import PolicyModel
import Quantities
import SchemeModel
import Shapes

/// Components, services as groups use them, covers, terms and accumulators.
extension SchemeReader {
  mutating func readCare() -> CareDeclaration {
    let components = readComponents()
    branches = readBranches()
    let covers = readCovers()
    let terms = readTerms()
    return CareDeclaration(
      components: components, branches: branches, covers: covers, accumulators: readAccumulators(covers, terms))
  }

  private mutating func readComponents() -> [ComponentDeclaration] {
    root.entries("components").map { name, own in
      let path = "prices." + name.text
      entity(
        Mention(path, line: name.line, key: name.key), own.title("title"),
        RuleKind.named("price-level").map { [$0] } ?? [])
      return ComponentDeclaration(
        name: name, share: own.text("share") ?? "",
        price: Mention(path + ".price-level", line: name.line, key: name.key))
    }
  }

  // MARK: - Branches

  /// Services as groups use them: what every place has by group, then what is optional by service.
  private mutating func readBranches() -> [BranchDeclaration] {
    if let service = root.entries("services").first?.name, root.entries("components").isEmpty {
      collector.report(
        "bills have components whose prices they follow, and none is declared", line: service.line, key: "components",
        remedy: "declare components: with a share and a title of each; one alone is enough")
    }
    let services = root.entries("services"), titled = groups.filter { $0.title != nil }
    var found: [BranchDeclaration] = []
    func uses(_ isOptional: Bool) -> [(service: Mention, own: DeclaredNode, use: ServiceUse)] {
      services.filter { $0.value.flag("optional") == isOptional }.flatMap { service in
        ServiceUse.groups(service.value.node["used-by"]).map { (service.name, service.value, $0) }
      }
    }
    let required = uses(false)
    for use in required.filter({ use in !titled.contains { $0.name.text == use.use.name } }) + uses(true) {
      _ = known(
        Mention(use.use.name, line: use.use.line, key: use.own.path + ".used-by"), "insured group",
        titled.map(\.name.text))
    }
    let ordered =
      services.isEmpty
      ? [] : groups.flatMap { group in required.filter { $0.use.name == group.name.text } } + uses(true)
    for use in ordered {
      guard let group = titled.first(where: { $0.name.text == use.use.name }),
        let branch = branch(use.service, use.own, use.use, group, among: services.map(\.name.text))
      else { continue }
      found.append(branch)
    }
    return found
  }

  private mutating func branch(
    _ service: Mention, _ own: DeclaredNode, _ use: ServiceUse, _ group: GroupDeclaration, among services: [String]
  ) -> BranchDeclaration? {
    let place = Mention(group.name.text + "." + service.text, line: use.line, key: own.path)
    let groupTitle = group.title ?? LocalizedText(group.name.text)
    let serviceTitle = own.title("title") ?? groupTitle
    func inUse(_ node: YAMLNode) -> DeclaredNode {
      DeclaredNode(node: node, path: own.path + ".used-by." + use.name, languages: own.languages)
    }
    let title =
      use.title.map { inUse($0).title } ?? form.title(.branch, [("group", groupTitle), ("service", serviceTitle)])
    guard let factor = own.mention("cost-factor") ?? group.costFactor else {
      collector.report(
        "nothing says what the cost of this service is multiplied by", line: use.line, key: own.path,
        remedy: "add `cost-factor`, a lever, to the group \(group.name.text) or to the service")
      return nil
    }
    let profile = own.mention("profile").map { known($0, "service", services) ?? $0 }
    entity(place, title, isOptional: own.flag("optional"), careRules, named: furtherKinds(of: own))
    let settings = readSettings(of: place, own, groupTitle, own.title("short") ?? serviceTitle)
    return BranchDeclaration(
      name: place, group: group.name.text, service: service.text, title: title,
      of: use.of.map { inUse($0).selection } ?? .name(group.name), costFactor: factor,
      rows: profile?.text ?? service.text,
      basis: BranchBasis(
        deductible: own.text("deductible").flatMap(DeductibleBasis.init) ?? .year,
        use: own.text("use").flatMap(UseProfile.init) ?? .table), settings: settings)
  }

  /// What every branch has: use and cost with the shares of components, and what is paid.
  private var careRules: [RuleKind] {
    let shares = root.entries("components").map { _, own in
      let title = form.title(
        .componentShare, [("component", own.title("short") ?? own.title("title") ?? LocalizedText(en: "", zh: ""))])
      return ParameterSpec(own.text("share") ?? "", title, .share, 0...1, .assumption)
    }
    return [RuleKind.named("care")?.adding(shares), RuleKind.named("benefit")].compactMap { $0 }
  }

  /// The kinds that a service names for its branches; one with levers that every branch has is a fault.
  private func furtherKinds(of service: DeclaredNode) -> [NamedKind] {
    var levers = Set(careRules.flatMap(\.parameters).map(\.name))
    return kinds(of: service).filter { named in
      let own = Set(named.kind.parameters.map(\.name)), isNew = levers.isDisjoint(with: own)
      if !isNew {
        collector.report(
          "the branches of this service have levers of these names already", line: service.node.line,
          key: service.path + ".kind", value: named.kind.id, remedy: "leave the kind out")
      }
      levers.formUnion(own)
      return isNew
    }
  }

  private mutating func readSettings(
    of branch: Mention, _ service: DeclaredNode, _ group: LocalizedText, _ part: LocalizedText
  ) -> [(name: String, title: LocalizedText)] {
    let declared = root.entries("settings"), names = declared.map(\.name.text)
    guard let list = service.value("settings") else { return [] }
    let own: [(name: Mention, title: LocalizedText?)] =
      if case .mapping = list.node.kind { list.entries.map { ($0.name, $0.value.title) } } else {
        list.items.compactMap(\.mention).map { ($0, nil) }
      }
    return own.compactMap { name, title in
      guard known(name, "setting", names) != nil,
        let setting = declared.first(where: { $0.name.text == name.text })?.value, let full = setting.title("title")
      else { return nil }
      let composed = form.title(
        .setting, [("group", group), ("service", part), ("setting", setting.title("short") ?? full)])
      entity(
        Mention(branch.text + "." + name.text, line: name.line, key: name.key), title ?? composed, isOptional: true,
        kind: .setting, RuleKind.named("setting").map { [$0] } ?? [])
      return (name.text, full)
    }
  }
}
