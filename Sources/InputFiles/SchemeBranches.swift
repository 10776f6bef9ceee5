import PolicyModel
import Quantities
import SchemeModel

/// Cost components, services with their settings, and branches.
extension SchemeBuilder {
  func readComponents() -> [(name: String, share: String, price: ParameterID)] {
    named("components", required: false).compactMap { name, line, reader in
      let share = reader.text("share")
      let price = reader.text("price").flatMap { lever($0, line: line, key: reader.path(of: "price")) }
      reader.finish()
      guard let share, let price else { return nil }
      return (name, share, price)
    }
  }

  mutating func readBranches(components: [(name: String, share: String, price: ParameterID)]) {
    let services = readServices()
    for (name, line, reader) in named("branches", required: false) {
      if components.isEmpty, branches.isEmpty {
        collector.report(
          "bills have components whose prices they follow, and none is declared", line: line,
          key: reader.path, remedy: "declare components: with a share and a price of each; one alone is enough")
        return
      }
      let group = reader.choice("group", of: Array(Set(states.states.compactMap(\.group))).sorted())
      let service = reader.choice("service", of: services.keys.sorted())
      let factor = reader.text("cost-factor").flatMap { lever($0, line: line, key: reader.path(of: "cost-factor")) }
      let own = reader.optional("statuses") == nil ? nil : statusList(reader, "statuses")
      let profile = reader.choice("profile", of: branches.map(\.id), required: false)
      reader.finish()
      guard let group, let service, let declared = services[service], let factor else { continue }
      let basket = components.compactMap { lever(name, $0.share, line: line) }
      func id(_ parameter: String) -> ParameterID? { lever(name, parameter, line: line) }
      guard basket.count == components.count, let use = readUse(declared.use, id),
        let unitCost = id("unit-cost"), let variation = id("bill-variation"),
        let thresholds = readThresholds(name, declared.basis, id), let eligible = id("eligible-share"),
        let paid = id("band-rate")
      else { continue }
      let title = registry[use.rate].title
      branches.append(
        Branch(
          name: BranchName(
            id: name, group: group, service: service,
            title: LocalizedText(en: title.en.components(before: ":"), zh: title.zh.components(before: "：")),
            rows: branches.first { $0.id == profile }?.name.rows,
            statuses: own ?? states.states.indices.filter { states.states[$0].group == group }),
          use: use,
          money: BranchMoney(unitCost: unitCost, costFactor: factor, basket: basket, variation: variation),
          thresholds: thresholds, shares: BranchShares(eligible: eligible, paid: paid),
          settings: declared.settings.compactMap { setting(name, $0.id, $0.title) }))
    }
  }

  private func readUse(_ profile: UseProfile, _ id: (String) -> ParameterID?) -> BranchUse? {
    guard let rate = id("use-rate"), let oneOff = id("one-off"), let elasticity = id("demand-elasticity"),
      let dispersion = id("dispersion")
    else { return nil }
    return BranchUse(rate: rate, oneOff: oneOff, elasticity: elasticity, dispersion: dispersion, profile: profile)
  }

  private func readThresholds(
    _ branch: String, _ basis: DeductibleBasis, _ id: (String) -> ParameterID?
  ) -> BranchThresholds? {
    guard let deductible = id("deductible"), let ceiling = id("ceiling") else { return nil }
    return BranchThresholds(
      basis: basis, deductible: deductible, laterShare: registry[branch + ".later-deductible-share"]?.id,
      ceiling: ceiling)
  }

  /// What a service is like, whoever uses it.
  private struct Service {
    let basis: DeductibleBasis
    let use: UseProfile
    let settings: [(id: String, title: LocalizedText)]
  }

  private func readServices() -> [String: Service] {
    var services: [String: Service] = [:]
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
      guard let basis, let use else { continue }
      services[name] = Service(basis: basis, use: use == "table" ? .table : .fertility, settings: own)
    }
    return services
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
}

extension String {
  /// What stands before the first `separator`.
  func components(before separator: Character) -> String {
    String(split(separator: separator, maxSplits: 1).first ?? "")
  }
}
