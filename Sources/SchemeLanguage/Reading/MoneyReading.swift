import PolicyModel
import Quantities
import SchemeModel
import Shapes

/// Funds and accounts.
extension SchemeReader {
  mutating func readMoney() -> MoneyDeclaration {
    var accounts = AccountReading(self, funds: readFunds())
    for block in root.value("accounts")?.items ?? [] { accounts.read(block, &self) }
    // Of an account that is refused nothing can be counted.
    if accounts.isWhole {
      accounts.resolveClaims(branches)
      accounts.resolveSums()
    }
    return MoneyDeclaration(funds: accounts.funds, lines: accounts.lines, mechanisms: accounts.mechanisms)
  }

  private mutating func readFunds() -> [FundDeclaration] {
    root.entries("funds").map { name, own in
      let title = own.title("title") ?? LocalizedText(en: "", zh: "")
      entity(
        Mention("funds." + name.text, line: name.line, key: name.key), own.title("short") ?? title,
        isOptional: own.flag("optional"), kind: .fund, RuleKind.named("fund").map { [$0] } ?? [])
      return FundDeclaration(
        name: name, title: title, isMedical: own.flag("medical"), mayBeNegative: !own.flag("never-negative"))
    }
  }
}

/// The accounts while they are read, block by block.
struct AccountReading {
  let funds: [FundDeclaration]
  private(set) var lines: [LineDeclaration] = []
  private(set) var mechanisms: [PostingDeclaration] = []
  /// Of claims that wait: the place of their mechanism, and the group.
  private var claims: [(mechanism: Int, group: Mention)] = []
  /// Of lines that sum an item: their place, the fund and the item.
  private var sums: [(line: Int, fund: Mention, item: Mention)] = []
  private var places: [String: Int] = [:]
  /// Whether no account was refused.
  private(set) var isWhole = true
  let form: FormDeclaration
  let collector: DiagnosticCollector

  init(_ reader: SchemeReader, funds: [FundDeclaration]) {
    self.funds = funds
    form = reader.form
    collector = reader.collector
  }

  /// Reads the lines of a block in the order in which they stand.
  mutating func read(_ block: DeclaredNode, _ reader: inout SchemeReader) {
    guard let fund = reader.known(block.mention("fund"), "fund", funds.map(\.name.text)) else {
      isWhole = false
      // Other accounts may have mechanisms of the same names, whose titles stand here.
      for (name, own) in block.value("mechanisms")?.entries ?? [] {
        if let title = own.title("title") { reader.entity(name, title, []) }
      }
      return
    }
    let lineReading = LineReading(reader, fund: fund, funds: funds)
    for (key, own) in block.entries {
      switch key.text {
      case "fund": break
      case "prior-year": if let name = own.mention { add(lineReading.priorYear(name)) }
      case "interest":
        guard let name = own.mention else { break }
        add(lineReading.interest(name))
        mechanisms.append(
          PostingDeclaration(
            name: name, kind: Interest.kind, fund: fund, reads: [:], posts: ["interest": [name]], openings: []))
      case "mechanisms":
        for (name, mechanism) in own.entries { add(name, mechanism, fund, &reader) }
      default:
        for (name, line) in own.entries {
          guard let made = lineReading.line(name, line, item: key.text) else { continue }
          if let sum = line.value("lines"), let item = reader.known(sum.mention("item"), "item", form.itemNames),
            let of = sum.node["fund"] == nil
              ? fund : reader.known(sum.mention("fund"), "fund", funds.map(\.name.text))
          {
            sums.append((lines.count, of, item))
          }
          add(made)
        }
      }
    }
  }

  mutating func add(_ line: LineDeclaration) {
    if let first = places.updateValue(lines.count, forKey: line.name.text) {
      collector.report(
        "two lines have one name, here and on line \(lines[first].name.line)", line: line.name.line,
        key: line.name.key, value: line.name.text, remedy: "rename one")
    }
    lines.append(line)
  }

  private mutating func add(
    _ name: Mention, _ own: DeclaredNode, _ fund: Mention, _ reader: inout SchemeReader
  ) {
    let reading = MechanismReading(reader, fund: fund, funds: funds)
    guard let made = reading.read(name, own) else { return }
    reader.entity(name, own.title("title"), reading.rules(own))
    for line in made.lines { add(line) }
    if made.posting.kind == ClaimsRunOff.kind, let group = own.mention("of") {
      claims.append((mechanisms.count, group))
    }
    mechanisms.append(made.posting)
  }

  /// What is posted under an item of a fund, its own and what others pay under it, whether lines or mechanisms post it.
  mutating func resolveSums() {
    for (place, fund, item) in sums {
      let posted = lines.filter { line in
        let entry = line.entry
        guard entry.kind != .memo, line.name.text != lines[place].name.text else { return false }
        return (entry.fund.text == fund.text && entry.item == item.text)
          || (entry.counterpart?.text == fund.text && entry.receivedAs == item.text)
      }.map { Mention($0.name.text, line: item.line, key: item.key) }
      if posted.isEmpty {
        collector.report(
          "no line is posted under this item", line: item.line, key: item.key, value: item.text,
          remedy: "name an item of the fund \(fund.text) that has lines")
      }
      lines[place].counts = .lines(posted)
    }
  }

  /// Claims are the payments for branches of a group, wherever in the fund's account they stand.
  mutating func resolveClaims(_ branches: [BranchDeclaration]) {
    for (place, group) in claims {
      let own = Set(branches.filter { $0.group == group.text }.map(\.name.text)), fund = mechanisms[place].fund.text
      let paid = lines.filter { line in
        guard case .payments(let branch) = line.counts else { return false }
        return line.entry.fund.text == fund && own.contains(branch.text)
      }.map { Mention($0.name.text, line: group.line, key: group.key) }
      if paid.isEmpty {
        collector.report(
          "no line of this fund counts payments of the group", line: group.line, key: group.key, value: group.text,
          remedy: "name the group of services that the fund pays for")
      }
      mechanisms[place].reads["claims"] = paid
      for name in mechanisms[place].posts["deferred"] ?? [] {
        if let line = places[name.text] { lines[line].counts = .lines(paid) }
      }
    }
  }
}
