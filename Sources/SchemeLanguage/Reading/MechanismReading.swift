import PolicyModel
import Quantities
import SchemeModel
import Shapes

/// Reads a mechanism of one fund: the lines it posts, with the factors that its kind gives them.
struct MechanismReading {
  private let reader: SchemeReader
  private let fund: Mention
  private let funds: [FundDeclaration]
  private var collector: DiagnosticCollector { reader.collector }

  init(_ reader: SchemeReader, fund: Mention, funds: [FundDeclaration]) {
    self.reader = reader
    self.fund = fund
    self.funds = funds
  }

  private var adjustment: String { reader.form.form.account.adjustment }

  /// The lines in order, and the mechanism that posts them; nil where something was reported.
  func read(_ name: Mention, _ own: DeclaredNode) -> (lines: [LineDeclaration], posting: PostingDeclaration)? {
    guard let kind = MechanismKind.named(own.text("is")) else { return nil }
    let item = reader.known(own.mention("item"), "item", reader.form.itemNames)?.text
    if kind.needsItem, own.node["item"] == nil { missing("item", name, "the item of its lines, for example benefits") }
    guard let item = kind.needsItem ? item : item ?? adjustment else { return nil }
    if kind.name == BalanceSpending.kind { return spending(name, own, item) }
    let known = kind.outputs.map(\.name)
    for (output, _) in own.entries("posts") where !known.contains(output.text) {
      _ = reader.known(output, "output of a \(kind.name)", known)
    }
    guard let context = context(name, own, kind, item) else { return nil }
    var lines: [LineDeclaration] = [], posts: [String: [Mention]] = [:]
    for output in kind.outputs {
      guard let items = posted(output, own) else { continue }
      for (place, item) in items.enumerated() {
        guard let line = item.mention("line") ?? item.mention else { continue }
        posts[output.name, default: []].append(line)
        lines.append(
          made(
            line, item.title("title") ?? title(output, kind, name, own, year: place + 1), output, context,
            year: place + 1))
      }
    }
    var reads: [String: [Mention]] = [:]
    if let premium = context.premium { reads["premium"] = [premium.line] }
    for place in lines.indices {
      let output = kind.outputs.first { posts[$0.name]?.contains(lines[place].name) ?? false }?.name
      guard let other = counted(output, posts, context) else { continue }
      lines[place].counts = .lines([other])
    }
    return (
      lines,
      PostingDeclaration(
        name: name, kind: kind.name, fund: fund, reads: reads, posts: posts,
        openings: openings(name, kind, years: years(own)))
    )
  }

  /// The lines that an output has: one, or a list of one for each year where it may have that; nil where it has none.
  private func posted(_ output: MechanismKind.Output, _ own: DeclaredNode) -> [DeclaredNode]? {
    guard let posted = own.value("posts")?.value(output.name) else { return nil }
    let items = posted.items
    guard items.count == 1 || output.isYearly else {
      collector.report(
        "one line posts this", line: posted.node.line, key: posted.path, value: "\(items.count) lines",
        remedy: "name one")
      return nil
    }
    return items
  }

  /// What a line is called that has no title of its own: of claims of several years after the mechanism, and which years.
  private func title(
    _ output: MechanismKind.Output, _ kind: MechanismKind, _ name: Mention, _ own: DeclaredNode, year: Int
  ) -> LocalizedText {
    let years = years(own)
    let claims = own.title("title") ?? reader.entities.title(of: name.text) ?? LocalizedText(name.text)
    func title(_ pattern: FormDeclaration.Pattern, _ years: Int) -> LocalizedText {
      reader.form.title(pattern, [("claims", claims), ("years", LocalizedText("\(years)"))])
    }
    switch output.name {
    case "deferred" where year > 1: return title(.paidLater, year)
    case "settled" where years > 1: return title(.ofYearsBefore, years)
    default: return reader.form.title(ofOutput: output.name, of: kind.name)
    }
  }

  private func missing(_ key: String, _ name: Mention, _ what: String) {
    collector.report("the key is missing", line: name.line, key: name.key + "." + key, remedy: "add it: \(what)")
  }

  private func openings(_ name: Mention, _ kind: MechanismKind, years: Int) -> [Mention] {
    func mention(_ path: String) -> Mention { Mention(path, line: name.line, key: name.key) }
    if kind.name == Recovery.kind { return [mention("funds.\(fund.text).last-year-expenditure")] }
    guard let opening = kind.opening else { return [] }
    return (1...years).map { mention(name.text + "." + ($0 > 1 ? "year-\($0)-" : "") + opening) }
  }

  /// What memo lines count: what was put off, or the premium.
  private func counted(_ output: String?, _ posts: [String: [Mention]], _ context: Context) -> Mention? {
    switch output {
    case "receivable": posts["granted"]?.first
    // Of several years it counts what earlier ones left too.
    case "unpaid": posts["deferred"]?.count == 1 ? posts["deferred"]?.first : nil
    case "bound": context.premium?.line
    default: nil
    }
  }

  // MARK: - Lines

  /// What the lines of a mechanism have in common.
  private struct Context {
    let entity: Mention
    let item: String
    let settles: [Double]?
    /// The fund on the other side of transfers.
    let counterpart: Mention?
    let premium: Premium?
    let receivedAs: String?
  }

  /// The line of a premium: who pays it, and under which items.
  private struct Premium {
    let line: Mention
    let payer: String
    let item: String
    let receivedAs: String
  }

  private func context(
    _ name: Mention, _ own: DeclaredNode, _ kind: MechanismKind, _ item: String
  ) -> Context? {
    var counterpart = reader.known(own.mention("to"), "fund", funds.map(\.name.text))
    var premium: Premium?
    if kind.name == Corridor.kind {
      guard let line = own.mention("premium") else {
        missing("premium", name, "the line of the premium")
        return nil
      }
      guard let found = self.premium(line) else { return nil }
      premium = found
      counterpart = Mention(found.payer, line: line.line, key: line.key)
    }
    if kind.name == Merger.kind, counterpart == nil {
      missing("to", name, "the fund that takes over")
      return nil
    }
    let settles = own.months("settles", collector)
    if settles == nil, own.node["settles"] == nil,
      kind.outputs.contains(where: { $0.months == .settled && own.node["posts"]?[$0.name] != nil })
    {
      missing("settles", name, "in which months of next year it is settled, for example { 1..3: 1/3 }")
    }
    return Context(
      entity: name, item: item, settles: settles, counterpart: counterpart, premium: premium,
      receivedAs: reader.known(own.mention("received-as"), "item", reader.form.itemNames)?.text)
  }

  /// The line of a premium that a fund pays to this one.
  private func premium(_ name: Mention) -> Premium? {
    for block in reader.root.value("accounts")?.items ?? [] {
      for (item, lines) in block.entries {
        guard let line = lines.value(name.text), line.text("to") == fund.text, let payer = block.text("fund") else {
          continue
        }
        return Premium(
          line: name, payer: payer, item: item.text, receivedAs: line.text("received-as") ?? item.text)
      }
    }
    collector.report(
      "no line of another fund goes here under this name", line: name.line, key: name.key, value: name.text,
      remedy: "name the line of the fund that pays the premium, with `to: \(fund.text)`")
    return nil
  }

  private func made(
    _ line: Mention, _ title: LocalizedText, _ output: MechanismKind.Output, _ context: Context, year: Int
  ) -> LineDeclaration {
    func lever(_ parameter: String) -> Mention {
      Mention(context.entity.text + "." + parameter, line: line.line, key: line.key)
    }
    let factors = output.factors.map { factor -> FactorDeclaration in
      switch factor {
      case .minusOne: .number(-1)
      case .lever(let parameter): .lever(lever(year > 1 ? "year-\(year)-share" : parameter))
      case .rest(let parameter): .rest([lever(parameter)])
      }
    }
    let months: [Double]? =
      switch output.months {
      case .december: [Double](repeating: 0, count: 11) + [1]
      case .settled: context.settles
      case nil: nil
      }
    return LineDeclaration(
      name: line, title: title, entry: entry(output, context), counts: .amount, standard: [], rate: factors,
      collection: [], isContribution: false, months: months)
  }

  private func entry(_ output: MechanismKind.Output, _ context: Context) -> LineDeclaration.Entry {
    func entry(
      _ kind: LineKind, _ item: String, to counterpart: Mention? = nil, as received: String? = nil,
      reversed: (paid: String, received: String)? = nil
    ) -> LineDeclaration.Entry {
      LineDeclaration.Entry(
        fund: fund, kind: kind, item: item, counterpart: counterpart, receivedAs: received, reversed: reversed)
    }
    switch output.place {
    case .memo(let ofAdjustment): return entry(.memo, ofAdjustment ? adjustment : context.item)
    case .adjustment: return entry(.adjustment, adjustment)
    case .stock: return entry(.stockOut, context.item, to: context.counterpart)
    case .transfer:
      let reversed = output.isReversible ? context.premium.map { ($0.item, $0.receivedAs) } : nil
      return entry(
        .transferOut, context.item, to: context.counterpart, as: context.receivedAs, reversed: reversed)
    case .item:
      let kind: LineKind = reader.form.side(of: context.item) == .income ? .income : .expenditure
      let reversed = output.isReversible ? context.receivedAs.map { ($0, $0) } : nil
      return entry(kind, context.item, reversed: reversed)
    }
  }

  private func spending(
    _ name: Mention, _ own: DeclaredNode, _ item: String
  ) -> (lines: [LineDeclaration], posting: PostingDeclaration)? {
    let lines = own.entries("spends").compactMap { line, spent -> LineDeclaration? in
      guard let title = spent.title("title"), let share = spent.mention("share") else { return nil }
      return LineDeclaration(
        name: line, title: title,
        entry: LineDeclaration.Entry(
          fund: fund, kind: .expenditure, item: item, counterpart: nil, receivedAs: nil, reversed: nil),
        counts: .amount, standard: [], rate: [.lever(share)], collection: [], isContribution: false, months: nil)
    }
    guard !lines.isEmpty else {
      missing("spends", name, "its lines with their shares of the balance")
      return nil
    }
    return (
      lines,
      PostingDeclaration(
        name: name, kind: BalanceSpending.kind, fund: fund, reads: [:], posts: ["spent": lines.map(\.name)],
        openings: [])
    )
  }
}
