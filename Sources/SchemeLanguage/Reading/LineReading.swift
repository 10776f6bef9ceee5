import Accounts
import PolicyModel
import Quantities
import SchemeModel
import Shapes

/// Reads the lines of one fund.
struct LineReading {
  private let reader: SchemeReader
  private let fund: Mention
  private let funds: [FundDeclaration]
  private var form: FormDeclaration { reader.form }
  private var collector: DiagnosticCollector { reader.collector }

  init(_ reader: SchemeReader, fund: Mention, funds: [FundDeclaration]) {
    self.reader = reader
    self.fund = fund
    self.funds = funds
  }

  /// The line of prior-year adjustments.
  func priorYear(_ name: Mention) -> LineDeclaration {
    let lever = Mention("funds.\(fund.text).adjustment", line: name.line, key: name.key)
    return plain(name, form.title(.priorYear, []), .adjustment, form.form.account.adjustment, [.lever(lever)])
  }

  /// The line of interest, which a mechanism posts.
  func interest(_ name: Mention) -> LineDeclaration {
    plain(name, form.title(.interest, []), .income, AccountForm.interest, [])
  }

  private func plain(
    _ name: Mention, _ title: LocalizedText, _ kind: LineKind, _ item: String, _ factors: [FactorDeclaration]
  ) -> LineDeclaration {
    LineDeclaration(
      name: name, title: title,
      entry: LineDeclaration.Entry(
        fund: fund, kind: kind, item: item, counterpart: nil, receivedAs: nil, reversed: nil),
      counts: .amount, standard: [], rate: factors, collection: [], isContribution: false, months: nil)
  }

  /// A line that stands under an item, or under `memo`.
  func line(_ name: Mention, _ own: DeclaredNode, item: String) -> LineDeclaration? {
    if let bound = own.value("at-most") {
      reader.notYet("bounds of a line", bound.here(""), "leave the bound out, and check what it would cut")
      return nil
    }
    guard let counts = counts(name, own), let entry = entry(name, own, item: item) else { return nil }
    let standard = own.product("standard"), rate = own.product("rate"), times = own.product("times")
    let isContribution = standard != nil || rate != nil
    if times != nil, isContribution {
      collector.report(
        "`times` and `rate` exclude each other", line: name.line, key: name.key,
        remedy: "a contribution has a standard, a rate or both; other lines have times")
    }
    let amount = own.product("amount") ?? []
    let factors = (own.flag("less") ? [.number(-1)] : []) + amount + (rate ?? times ?? [])
    guard let title = own.title("title") ?? title(of: counts) else {
      collector.report(
        "the key is missing", line: name.line, key: name.key + ".title",
        remedy: "add it; only lines that pay for a service or a layer are named after it")
      return nil
    }
    return LineDeclaration(
      name: name, title: title, entry: entry, counts: counts, standard: standard ?? [], rate: factors,
      collection: isContribution ? collection(counts) : [], isContribution: isContribution,
      months: own.months("months", collector))
  }

  // MARK: - What it counts

  private func counts(_ name: Mention, _ own: DeclaredNode) -> CountDeclaration? {
    let present = SchemeShapes.counts.filter { own.node[$0] != nil }
    guard present.count == 1, let kind = present.first else {
      collector.report(
        "a line counts exactly one thing", line: name.line, key: name.key, value: present.joined(separator: ", "),
        remedy: "choose one of \(SchemeShapes.counts.joined(separator: ", "))")
      return nil
    }
    let needsBasis = ["persons", "dependents", "joined"].contains(kind)
    if !needsBasis, let basis = own.mention("basis") {
      collector.report(
        "only a line that counts persons has a basis", line: basis.line, key: basis.key,
        remedy: "take it away: contribution bases, care and payments follow exposure, others count nobody")
    }
    if kind != "joined", let of = own.value("of") {
      collector.report(
        "only a line that counts those who joined a cover says of whom", line: of.node.line, key: of.path,
        remedy: "write the people after `persons`")
    }
    if needsBasis, own.node["basis"] == nil {
      collector.report(
        "a line that counts persons says when it counts them", line: name.line, key: name.key + ".basis",
        remedy: "add `basis: annual` (an amount of the year: all on the books of the year, newborns and those who die "
          + "included), `basis: person-years` (amounts that run month by month) or `basis: year-end` (the stock at "
          + "31 December)")
      return nil
    }
    let basis = own.text("basis").flatMap(CountBasis.init(rawValue:)) ?? .annual
    switch kind {
    case "persons": return own.selection(kind).map { .persons($0, basis) }
    case "dependents": return own.selection(kind).map { .dependents($0, basis) }
    case "base": return own.mention(kind).map { .base($0) }
    case "services": return own.mention(kind).map { .services($0) }
    case "payments": return own.mention(kind).map { .payments($0) }
    case "layer": return own.mention(kind).map { .layer($0) }
    case "joined":
      guard let of = own.selection("of") else {
        collector.report(
          "a line that counts those who joined a cover says of whom", line: name.line, key: name.key + ".of",
          remedy: "add `of:` with a group")
        return nil
      }
      return own.mention(kind).map { .joined($0, of, basis) }
    case "lines": return .lines(own.mentions(kind))
    default: return .amount
    }
  }

  /// The name of what a line pays for.
  private func title(of counts: CountDeclaration) -> LocalizedText? {
    switch counts {
    case .payments(let branch):
      let service = branch.text.split(separator: ".").dropFirst().joined(separator: ".")
      return reader.root.entries("services").first { $0.name.text == service }?.value.title("title")
    case .layer(let layer):
      for accumulator in reader.root.entries("accumulators") {
        guard let own = accumulator.value.entries("layers").first(where: { $0.name.text == layer.text })?.value else {
          continue
        }
        let terms = own.text("terms")
        return own.title("title") ?? reader.root.entries("terms").first { $0.name.text == terms }?.value.title("title")
      }
      return nil
    default: return nil
    }
  }

  /// What is collected of a contribution: what the group says whose people it counts.
  private func collection(_ counts: CountDeclaration) -> [FactorDeclaration] {
    let selection: SelectionDeclaration? =
      switch counts {
      case .persons(let of, _), .dependents(let of, _): of
      case .base(let base): reader.root.entries("bases").first { $0.name.text == base.text }?.value.selection("of")
      default: nil
      }
    guard let selection, let names = reader.stateNames else { return [] }
    let whom = Set(names.states(selection))
    let group = reader.groups.first { $0.collection != nil && whom.isSubset(of: Set(names.states($0.of))) }
    return group?.collection.map { [.lever($0)] } ?? []
  }

  // MARK: - Where it stands

  private func entry(_ name: Mention, _ own: DeclaredNode, item: String) -> LineDeclaration.Entry? {
    let names = funds.map(\.name.text)
    guard item != "memo" else { return memo(name, own) }
    if let from = own.mention("from") {
      guard let payer = reader.known(from, "fund", names), let paid = self.item(own.mention("paid-as"), name) else {
        return nil
      }
      return LineDeclaration.Entry(
        fund: payer, kind: .transferOut, item: paid, counterpart: fund, receivedAs: item, reversed: nil)
    }
    let side = form.side(of: item)
    let receivedAs = own.mention("received-as").flatMap { self.item($0, name) }
    if let to = own.mention("to") {
      guard side != .income, side != .adjustment else {
        collector.report(
          "what goes to another fund is spending here", line: to.line, key: to.key, value: to.text,
          remedy: "put the line under an item of spending, or write `from:` at the fund that receives it")
        return nil
      }
      return reader.known(to, "fund", names).map {
        LineDeclaration.Entry(
          fund: fund, kind: .transferOut, item: item, counterpart: $0, receivedAs: receivedAs, reversed: nil)
      }
    }
    let kind: LineKind
    switch side {
    case .income: kind = .income
    case .expenditure: kind = .expenditure
    case .adjustment: kind = .adjustment
    case .between, nil:
      collector.report(
        "a transfer goes to another fund", line: name.line, key: name.key, remedy: "add `to:` or `from:` with a fund")
      return nil
    }
    return LineDeclaration.Entry(
      fund: fund, kind: kind, item: item, counterpart: nil, receivedAs: nil, reversed: nil)
  }

  private func memo(_ name: Mention, _ own: DeclaredNode) -> LineDeclaration.Entry? {
    item(own.mention("item"), name).map {
      LineDeclaration.Entry(fund: fund, kind: .memo, item: $0, counterpart: nil, receivedAs: nil, reversed: nil)
    }
  }

  /// The item that a name stands for; missing, or unknown to the form, is a fault.
  private func item(_ name: Mention?, _ line: Mention) -> String? {
    guard let name else {
      collector.report(
        "the line does not say its item", line: line.line, key: line.key,
        remedy: "add `item` to a memo line, `paid-as` to one that another fund pays")
      return nil
    }
    return reader.known(name, "item", form.itemNames)?.text
  }
}
