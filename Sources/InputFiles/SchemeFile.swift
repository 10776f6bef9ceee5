import PolicyModel
import Quantities
import SchemeModel

/// A scheme file: statuses, entities with their rules, transitions, branches, funds and lines, all declared once and shared
/// by places. It gives the structure and the registry of levers.
struct SchemeFile: Sendable {
  let title: LocalizedText
  let scheme: Scheme
  let registry: LeverRegistry
  /// Names of hazard profiles, in the order the scheme refers to them.
  let hazardProfiles: [String]
  /// Names of earnings rules, in order.
  let earningsNames: [String]
  /// The file as it was read.
  let record: InputRecord

  /// The sections of a scheme file.
  private static let sections = [
    "scheme", "title", "statuses", "newborn", "entities", "derived", "worker-types", "transitions", "responses",
    "earnings", "components", "settings", "services", "branches", "covers", "bundles", "funds", "lines", "policies",
  ]

  /// Understands a scheme file and reports everything that is wrong with it.
  ///
  /// - Parameter given: paths of keys in a place's rules and assumptions; optional entities of which none is given are left out.
  init(_ text: YAMLSource, given: Set<String>) throws {
    let (document, collector, path) = (text.document, text.collector, text.document.file)
    var pruning = SchemePruning(document.root, given: given)
    guard let root = MappingReader(pruning.pruned(document.root), collector: collector) else {
      try collector.throwIfAny()
      throw FundcastError(.data, Diagnostic("the file is no scheme", file: path, remedy: "write `key: value` lines"))
    }
    // A section of another name looks like one that is missing, and takes all that needs it along: it is told first.
    let sections = document.root.keys.filter { !Self.sections.contains($0.key) }
    for section in sections {
      collector.report(
        "unknown key", line: section.line, key: section.key,
        remedy: Suggestion.remedy(for: section.key, in: Self.sections))
    }
    try collector.throwIfAny()
    // Each missing entity once: one mistake takes several lines along.
    var told: Set<String> = []
    for fault in pruning.severed where told.insert(fault.missing).inserted {
      collector.report(
        "the place gives values of \(fault.given) but none of \(fault.missing), and would lose both here",
        key: fault.at,
        value: fault.missing,
        remedy:
          "give \(fault.missing) its values in the rules or assumptions of the place, or leave those of \(fault.given) out too"
      )
    }
    try collector.throwIfAny()
    var builder = SchemeBuilder(
      record: document.record, root: root, collector: collector, omitted: pruning.omitted)
    let parts = builder.build()
    root.finish()
    try collector.throwIfAny()
    guard let parts else {
      throw FundcastError(
        .data, Diagnostic("the scheme is not complete", file: path, remedy: "compare it with a shipped one"))
    }
    self = parts
  }

  init(
    title: LocalizedText, scheme: Scheme, registry: LeverRegistry, hazardProfiles: [String], earningsNames: [String],
    record: InputRecord
  ) {
    self.title = title
    self.scheme = scheme
    self.registry = registry
    self.hazardProfiles = hazardProfiles
    self.earningsNames = earningsNames
    self.record = record
  }
}

/// Builds a scheme from its declaration, section by section; faults go to the collector.
struct SchemeBuilder {
  let record: InputRecord
  let root: MappingReader
  let collector: DiagnosticCollector
  /// Entities of the file that the place does not model.
  let omitted: [OmittedEntity]
  var registry = LeverRegistry(entities: [], lags: [])
  var statuses: [Status] = []
  var hazardProfiles: [String] = []
  var earningsNames: [String] = []
  var branches: [Branch] = []
  var layers: [Layer] = []
  var bundles: [Bundle] = []
  var covers: [Cover] = []

  mutating func build() -> SchemeFile? {
    let id = root.text("scheme")
    let title = root.localizedText("title")
    readStatuses()
    readRegistry()
    let newborn = readNewborn()
    let types = readWorkerTypes()
    let stages = readStages()
    let responses = readResponses()
    let earnings = readEarnings()
    let components = readComponents()
    readBranches(components: components)
    let stacks = LayerReader(builder: self).read()
    layers = stacks.layers
    bundles = stacks.bundles
    covers = stacks.covers
    let funds = readFunds()
    let accounts = LineReader(builder: self, funds: funds).read()
    guard let common = readCommon(), let id, let title, let newborn, collector.isEmpty else { return nil }
    return SchemeFile(
      title: title,
      scheme: Scheme(
        id: id, statuses: statuses, newborn: newborn, stages: stages, inflows: readInflows(),
        responses: responses, qualification: readQualification(), retirement: types, earnings: earnings,
        components: components.map(\.name), priceLevels: components.map(\.price), branches: branches,
        layers: stacks.layers, bundles: stacks.bundles, covers: stacks.covers, funds: funds,
        lines: accounts.lines, mechanisms: accounts.mechanisms, common: common),
      registry: registry, hazardProfiles: hazardProfiles, earningsNames: earningsNames, record: record)
  }

  /// The most statuses: the yearly moves of every age are a matrix of statuses by statuses.
  static let statusLimit = 64
  /// The most stages of a year: each is a product of such matrices.
  static let stageLimit = 32
  /// The most entries of a section; a scheme has a tenth of that.
  static let sectionLimit = 500

  // MARK: - Names

  /// The readers of the mappings under a key, by name, in order.
  func named(_ key: String, required: Bool = true) -> [(name: String, line: Int, reader: MappingReader)] {
    guard let section = root.mapping(key, required: required) else { return [] }
    guard section.entries.count <= Self.sectionLimit else {
      collector.report(
        "more than \(Self.sectionLimit) entries", line: section.line, key: key, remedy: "check the file, or join some")
      return []
    }
    return section.entries.compactMap { entry in
      guard let reader = MappingReader(entry.value, path: section.path(of: entry.key), collector: collector) else {
        return nil
      }
      return (entry.key, entry.line, reader)
    }
  }

  func status(_ node: YAMLNode, key: String) -> Int? {
    guard let name = collector.choice(node, key: key, of: statuses.map(\.id)) else { return nil }
    return statuses.firstIndex { $0.id == name }
  }

  func statusList(_ reader: MappingReader, _ key: String) -> [Int] {
    var result: [Int] = []
    for node in reader.list(key) ?? [] {
      guard let place = status(node, key: reader.path(of: key)) else { continue }
      if result.contains(place) {
        collector.report(
          "the status stands twice, and would count twice", line: node.line, key: reader.path(of: key),
          value: statuses[place].id, remedy: "keep one of the two")
      }
      result.append(place)
    }
    return result
  }

  /// The lever a path names.
  func lever(_ path: String, line: Int, key: String) -> ParameterID? {
    if let lever = registry[path] { return lever.id }
    if let entity = registry.omittedEntity(of: path) {
      collector.report(
        "what the place models needs a lever of which it gives no value", line: line, key: key, value: path,
        remedy: "give \(entity) its values in the rules or assumptions of the place")
      return nil
    }
    collector.report(
      "no lever has this path", line: line, key: key, value: path,
      remedy: Suggestion.remedy(for: path, in: registry.paths) ?? "declare its entity and rule under `entities`")
    return nil
  }

  /// The lever an entity and a parameter name make.
  func lever(_ entity: String, _ parameter: String, line: Int) -> ParameterID? {
    lever(entity + "." + parameter, line: line, key: entity)
  }

  /// A scalar factor: a lever path, `1 - path * path`, or a number.
  func factor(_ node: YAMLNode, key: String) -> ScalarFactor? {
    guard let text = collector.text(node, key: key) else { return nil }
    if case .success(let number) = DecimalNumber.parse(Array(text.utf8)[...]) { return .constant(number) }
    let words = text.split(separator: " ").map(String.init)
    if words.count >= 3, words[0] == "1", words[1] == "-" {
      var ids: [ParameterID] = []
      for (position, word) in words.dropFirst(2).enumerated() {
        if position % 2 == 1 {
          guard word == "*" else {
            collector.report(
              "a factor is a lever path, `1 - path * path` or a number", line: node.line, key: key, value: text,
              remedy: "write for example 1 - employee.personal-account.employer-share")
            return nil
          }
        } else if let id = lever(word, line: node.line, key: key) {
          ids.append(id)
        } else {
          return nil
        }
      }
      return .complement(ids)
    }
    return lever(text, line: node.line, key: key).map { .parameter($0) }
  }

  func product(_ reader: MappingReader, _ key: String) -> ScalarProduct? {
    guard let node = reader.optional(key) else { return nil }
    guard let items = collector.list(node, key: reader.path(of: key)) else { return nil }
    return ScalarProduct(items.compactMap { factor($0, key: reader.path(of: key)) })
  }

  // MARK: - Sections

  private mutating func readStatuses() {
    for (name, _, reader) in named("statuses") {
      let title = reader.localizedText("title")
      let group = reader.text("group", required: false)
      reader.finish()
      guard statuses.count < Self.statusLimit else {
        collector.report(
          "more than \(Self.statusLimit) statuses", line: root.line, key: "statuses", remedy: "join some of them")
        return
      }
      statuses.append(Status(id: name, title: title ?? LocalizedText(en: name, zh: name), group: group))
    }
  }

  private mutating func readRegistry() {
    var entities: [LeverEntity] = []
    for (name, _, reader) in named("entities") {
      let title = reader.localizedText("title") ?? LocalizedText(en: name, zh: name)
      _ = reader.boolean("optional", required: false)
      var rules: [(kind: RuleKind, leverIDs: [String])] = []
      if let declared = reader.mapping("rules") {
        for entry in declared.entries {
          let key = declared.path(of: entry.key)
          guard let kind = RuleKind.named(entry.key) else {
            collector.report(
              "no rule kind has this name", line: entry.line, key: key,
              remedy: Suggestion.remedy(for: entry.key, in: RuleKind.all.map(\.id)))
            continue
          }
          let ids = (collector.list(entry.value, key: key) ?? []).compactMap { collector.text($0, key: key) }
          rules.append((kind, ids))
        }
      }
      reader.finish()
      entities.append(LeverEntity(path: name, title: title, rules: rules))
    }
    var lags: [(path: String, title: LocalizedText, of: String)] = []
    for (name, _, reader) in named("derived", required: false) {
      let title = reader.localizedText("title")
      let source = reader.text("lag")
      reader.finish()
      if let title, let source { lags.append((name, title, source)) }
    }
    registry = LeverRegistry(entities: entities, lags: lags, omitted: omitted, vocabulary: readVocabulary())
    for lag in lags where registry[lag.of] == nil {
      collector.report(
        "a derived value lags a lever that does not exist", key: "derived.\(lag.path)", value: lag.of,
        remedy: Suggestion.remedy(for: lag.of, in: registry.paths))
    }
  }

  private func readNewborn() -> (insured: Int, uninsured: Int)? {
    guard let reader = root.mapping("newborn") else { return nil }
    let insured = reader.required("insured").flatMap { status($0, key: "newborn.insured") }
    let uninsured = reader.required("uninsured").flatMap { status($0, key: "newborn.uninsured") }
    reader.finish()
    guard let insured, let uninsured else { return nil }
    return (insured, uninsured)
  }

  private func readCommon() -> CommonParameters? {
    func id(_ path: String) -> ParameterID? { lever(path, line: root.line, key: "entities") }
    guard let mortality = id("demography.mortality-factor"), let index = id("demography.mortality-index"),
      let fertility = id("demography.fertility-factor"), let migration = id("demography.net-migration"),
      let newborn = id("demography.newborn-coverage"),
      let rate = id("economy.interest-rate"), let timing = id("economy.interest-timing"),
      let negative = id("economy.interest-on-negative"), let discount = id("economy.discount-rate")
    else { return nil }
    return CommonParameters(
      mortalityFactor: mortality, mortalityIndex: index, fertilityFactor: fertility, netMigration: migration,
      newbornCoverage: newborn, interestRate: rate, interestTiming: timing, interestOnNegative: negative,
      discountRate: discount)
  }

  private func readEarnings(_ name: String, statuses: [Int], line: Int) -> EarningsRule? {
    guard let wage = lever("economy.average-wage", line: line, key: "earnings.\(name)"),
      let lastWage = lever("economy.average-wage-last-year", line: line, key: "earnings.\(name)"),
      let variation = lever(name, "earnings-variation", line: line), let ratio = lever(name, "base-ratio", line: line),
      let drift = lever(name, "base-drift", line: line), let floor = lever(name, "base-floor", line: line),
      let cap = lever(name, "base-cap", line: line)
    else { return nil }
    return EarningsRule(
      statuses: statuses, averageWage: wage, averageWageLastYear: lastWage, variation: variation, baseRatio: ratio,
      baseDrift: drift, floor: floor, cap: cap)
  }

  private mutating func readEarnings() -> [EarningsRule] {
    var rules: [EarningsRule] = []
    for (name, line, reader) in named("earnings", required: false) {
      let statuses = statusList(reader, "statuses")
      reader.finish()
      guard let rule = readEarnings(name, statuses: statuses, line: line) else { continue }
      earningsNames.append(name)
      rules.append(rule)
    }
    return rules
  }

  private func readComponents() -> [(name: String, share: String, price: ParameterID)] {
    named("components", required: false).compactMap { name, line, reader in
      let share = reader.text("share")
      let price = reader.text("price").flatMap { lever($0, line: line, key: reader.path(of: "price")) }
      reader.finish()
      guard let share, let price else { return nil }
      return (name, share, price)
    }
  }

  private mutating func readBranches(components: [(name: String, share: String, price: ParameterID)]) {
    var services: [String: (basis: DeductibleBasis, use: UseProfile, settings: [(String, LocalizedText)])] = [:]
    let settings = readSettings()
    for (name, _, reader) in named("services", required: false) {
      let basis = reader.choice("deductible", of: ["admission", "year"]).flatMap(DeductibleBasis.init(rawValue:))
      let use = reader.choice("use", of: ["table", "fertility"])
      _ = reader.localizedText("title")
      let known = settings.map(\.id)
      let own = (reader.list("settings", required: false) ?? [])
        .compactMap { collector.choice($0, key: reader.path(of: "settings"), of: known) }
        .compactMap { id in settings.first { $0.id == id } }
      reader.finish()
      if let basis, let use { services[name] = (basis, use == "table" ? .table : .fertility, own) }
    }
    for (name, line, reader) in named("branches", required: false) {
      let group = reader.choice("group", of: Array(Set(statuses.compactMap(\.group))).sorted())
      let service = reader.choice("service", of: services.keys.sorted())
      let factor = reader.text("cost-factor").flatMap { lever($0, line: line, key: reader.path(of: "cost-factor")) }
      let own = reader.optional("statuses") == nil ? nil : statusList(reader, "statuses")
      let profile = reader.choice("profile", of: branches.map(\.id), required: false)
      reader.finish()
      guard let group, let service, let declared = services[service], let factor else { continue }
      let users = own ?? statuses.indices.filter { statuses[$0].group == group }
      let basket = components.compactMap { lever(name, $0.share, line: line) }
      func id(_ parameter: String) -> ParameterID? { lever(name, parameter, line: line) }
      guard basket.count == components.count, let useRate = id("use-rate"), let oneOff = id("one-off"),
        let unitCost = id("unit-cost"), let eligible = id("eligible-share"), let deductible = id("deductible"),
        let bandRate = id("band-rate"), let ceiling = id("ceiling"), let variation = id("bill-variation"),
        let dispersion = id("dispersion"), let elasticity = id("demand-elasticity")
      else { continue }
      let title = LocalizedText(
        en: registry[useRate].title.en.components(before: ":"), zh: registry[useRate].title.zh.components(before: "："))
      branches.append(
        Branch(
          id: name, group: group, service: service, title: title, statuses: users, deductibleBasis: declared.basis,
          useProfile: declared.use, useRate: useRate, oneOff: oneOff, unitCost: unitCost, costFactor: factor,
          basket: basket, eligibleShare: eligible, deductible: deductible, bandRate: bandRate, ceiling: ceiling,
          billVariation: variation, dispersion: dispersion, demandElasticity: elasticity,
          laterDeductibleShare: registry[name + ".later-deductible-share"]?.id,
          settings: declared.settings.compactMap { setting(name, $0.0, $0.1) },
          profile: profile.flatMap { name in branches.first { $0.id == name } }.map { $0.profile }
            ?? BranchProfile(group: group, service: service)))
    }
  }

  private func readSettings() -> [(id: String, title: LocalizedText)] {
    named("settings", required: false).compactMap { name, _, reader in
      let title = reader.localizedText("title")
      reader.finish()
      return title.map { (name, $0) }
    }
  }

  /// A setting of a branch, where an entity gives it levers.
  private func setting(_ branch: String, _ id: String, _ title: LocalizedText) -> Setting? {
    func lever(_ parameter: String) -> ParameterID? { registry["\(branch).\(id).\(parameter)"]?.id }
    guard let share = lever("share"), let cost = lever("cost-ratio"), let deductible = lever("deductible-ratio"),
      let rate = lever("rate-addition")
    else { return nil }
    return Setting(
      id: id, title: title, share: share, costRatio: cost, deductibleRatio: deductible, rateAddition: rate)
  }

  private mutating func readFunds() -> [Fund] {
    var funds: [Fund] = []
    for (name, line, reader) in named("funds") {
      let title = reader.localizedText("title")
      let medical = reader.boolean("medical")
      let negative = reader.boolean("may-be-negative")
      reader.finish()
      guard let title, let medical, let negative, let opening = lever("funds.\(name)", "opening-balance", line: line)
      else {
        continue
      }
      funds.append(
        Fund(
          id: name, title: title, isMedical: medical, mayBeNegative: negative, openingBalance: opening,
          normalMonths: registry["funds.\(name).normal-months"]?.id,
          severeMonths: registry["funds.\(name).severe-months"]?.id,
          highMonths: registry["funds.\(name).high-months"]?.id))
    }
    return funds
  }
}

extension String {
  /// What stands before the first `separator`.
  func components(before separator: Character) -> String {
    String(split(separator: separator, maxSplits: 1).first ?? "")
  }
}
