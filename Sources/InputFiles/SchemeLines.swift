import Accounts
import PolicyModel
import Quantities
import SchemeModel

/// Reads the lines of a scheme: source × factors.
struct LineReader {
  let builder: SchemeBuilder
  let funds: [Fund]
  private var collector: DiagnosticCollector { builder.collector }

  init(builder: SchemeBuilder, funds: [Fund]) {
    self.builder = builder
    self.funds = funds
  }

  /// All lines in declared order, and the mechanisms that post some of them; nothing where a line has a fault.
  func read() -> (lines: [FlowLine], mechanisms: [any Mechanism]) {
    let entries = builder.named("lines"), names = entries.map(\.name)
    let declared = entries.compactMap { entry in
      read(entry.name, entry.reader, names).map { DeclaredLine(line: $0.line, place: entry.line, form: $0.form) }
    }
    guard declared.count == entries.count, collector.isEmpty else { return ([], []) }
    return MechanismReader(builder, funds, declared).read()
  }

  /// What a line counts: a source of its own, or in words of the file what a mechanism posts.
  private typealias Source = (counted: LineSource, form: MechanismForm?)

  private func read(_ id: String, _ reader: MappingReader, _ names: [String]) -> (line: FlowLine, form: MechanismForm?)?
  {
    let title = reader.localizedText("title")
    let fund = reader.choice("fund", of: funds.map(\.id)).flatMap { name in funds.firstIndex { $0.id == name } }
    let counterpart = reader.choice("counterpart", of: funds.map(\.id), required: false)
      .flatMap { name in funds.firstIndex { $0.id == name } }
    let kind = reader.choice("kind", of: LineKind.allCases.map(\.rawValue)).flatMap(LineKind.init(rawValue:))
    let item = reader.choice("item", of: OfficialItem.ofLines)
    let received = reader.choice("received-as", of: OfficialItem.ofLines, required: false)
    let base = builder.product(reader, "base")
    let rate = builder.product(reader, "rate")
    let collection = builder.product(reader, "collection")
    let times = builder.product(reader, "times")
    let profile = readProfile(reader)
    let dated = reader.boolean("dated", required: false) ?? false
    let reversed = readReversed(reader, isTransfer: counterpart != nil)
    let source = fund.flatMap { readSource(reader, fund: $0, names) }
    if fund == nil { _ = reader.optional("source") }
    reader.finish()
    if let counterpart, counterpart == fund {
      collector.report(
        "a fund cannot transfer to itself", line: reader.line, key: reader.path(of: "counterpart"),
        value: funds[counterpart].id, remedy: "name the other fund, or leave the counterpart out")
    }
    if counterpart != nil, kind != .transferOut, kind != .stockOut {
      collector.report(
        "only a transfer-out or a stock-out has a counterpart", line: reader.line,
        key: reader.path(of: "counterpart"), remedy: "take it away, or write kind: transfer-out")
    }
    if dated, profile == nil {
      collector.report(
        "a line that is dated says in which months it moves", line: reader.line, key: reader.path(of: "dated"),
        remedy: "give months: twelve shares, December alone is [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]")
    }
    if times != nil, rate != nil {
      collector.report(
        "`times` and `rate` exclude each other", line: reader.line, key: reader.path,
        remedy: "a contribution has base, rate and collection; other lines have times")
    }
    guard let title, let fund, let kind, let item, let source else { return nil }
    let line = FlowLine(
      id: id, title: title,
      entry: LineEntry(
        fund: fund, kind: kind, item: item, counterpart: counterpart, receivedAs: received, reversed: reversed),
      source: source.counted,
      factors: LineFactors(
        base: base ?? .init(), rate: rate ?? times ?? .init(), collection: collection ?? .init(),
        isContribution: rate != nil),
      months: LineMonths(profile, isDated: dated))
    return (line, source.form)
  }

  /// The items of a transfer where its amount is below zero, so that the counterpart pays; of spending that somebody outside the
  /// funds then bears, the item it is received under.
  private func readReversed(_ reader: MappingReader, isTransfer: Bool) -> (paid: String, received: String)? {
    guard let items = reader.mapping("reversed", required: false) else { return nil }
    let paid = isTransfer ? items.choice("paid-as", of: OfficialItem.ofLines) : nil
    let received = items.choice("received-as", of: OfficialItem.ofLines)
    items.finish()
    return received.flatMap { received in isTransfer ? paid.map { ($0, received) } : (received, received) }
  }

  private func readProfile(_ reader: MappingReader) -> [Double]? {
    guard let items = reader.list("months", required: false) else { return nil }
    let weights = items.compactMap { collector.number($0, key: reader.path(of: "months"), in: 0...1) }
    guard weights.count == 12, abs(weights.reduce(0, +) - 1) < 1e-9 else {
      collector.report(
        "a monthly profile has twelve shares that sum to 1", line: reader.line, key: reader.path(of: "months"),
        value: "\(weights.count) shares, sum \(weights.reduce(0, +))", remedy: "write twelve that do")
      return nil
    }
    return weights
  }

  private static let words = [
    "amount", "available-balance", "stock-so-far", "result-so-far", "expenditure-of-last-year", "interest",
  ]
  private static let forms = [
    "persons", "dependents", "contribution-base", "services", "payments", "layer", "joined",
    "lines", "line-of-last-year", "line",
  ]

  private func readSource(_ reader: MappingReader, fund: Int, _ names: [String]) -> Source? {
    guard let node = reader.required("source") else { return nil }
    let key = reader.path(of: "source")
    guard case .mapping = node.kind else {
      switch collector.choice(node, key: key, of: Self.words) {
      case "amount": return (.amount, nil)
      case "available-balance": return (.amount, .availableBalance)
      case "stock-so-far": return (.amount, .stock)
      case "result-so-far": return (.amount, .result)
      case "interest": return (.amount, .interest)
      case "expenditure-of-last-year":
        return builder.lever("funds.\(funds[fund].id)", "last-year-expenditure", line: node.line)
          .map { (.amount, .spendingOfLastYear(initial: $0)) }
      default: return nil
      }
    }
    guard let form = MappingReader(node, path: key, collector: collector) else { return nil }
    let result = readForm(form, names)
    if let basis = form.entries.first(where: { $0.key == "basis" }), result?.counted.countsPersons == false {
      collector.report(
        "only a source that counts persons has a basis", line: basis.line, key: form.path(of: "basis"),
        remedy: "take it away: contribution bases, care and payments follow exposure, other sources count nobody")
    }
    form.finish(alsoKnown: Self.forms + ["basis"])
    return result
  }

  private func readForm(_ form: MappingReader, _ names: [String]) -> Source? {
    let present = form.entries.map(\.key).filter(Self.forms.contains)
    guard present.count == 1, let kind = present.first else {
      collector.report(
        "a source counts exactly one thing", line: form.line, key: form.path, value: present.joined(separator: ", "),
        remedy: "choose one of \((Self.forms + Self.words).joined(separator: ", "))")
      return nil
    }
    switch kind {
    case "lines": return (.lines((form.list(kind) ?? []).compactMap { line($0, form, kind, names) }), nil)
    case "line":
      let line = form.required(kind).flatMap { self.line($0, form, kind, names) }
      let bound = form.required("within").flatMap { self.line($0, form, "within", names) }
      return line.flatMap { line in bound.map { (.amount, .within(line: line, bound: $0)) } }
    case "line-of-last-year":
      let line = form.required(kind).flatMap { self.line($0, form, kind, names) }
      let opening = form.required("opening", example: "employee.deferral.opening-receivable").flatMap { node in
        let key = form.path(of: "opening")
        return collector.text(node, key: key).flatMap { builder.lever($0, line: node.line, key: key) }
      }
      return line.flatMap { line in opening.map { (.amount, .lineOfLastYear(line, opening: $0)) } }
    default: return readPeople(form, kind).map { ($0, nil) }
    }
  }

  private func readPeople(_ form: MappingReader, _ kind: String) -> LineSource? {
    switch kind {
    case "contribution-base":
      let rule = form.choice(kind, of: builder.earningsNames).flatMap { builder.earningsNames.firstIndex(of: $0) }
      let statuses = builder.statusList(form, "statuses")
      return rule.map { .people(.contributionBase($0), statuses: statuses) }
    case "services", "payments":
      let branch = form.choice(kind, of: builder.branches.map(\.id))
        .flatMap { name in builder.branches.firstIndex { $0.id == name } }
      return branch.map {
        .people(kind == "services" ? .services($0) : .fundPayment($0), statuses: builder.branches[$0].statuses)
      }
    case "layer":
      let layer = form.choice(kind, of: builder.layers.map(\.id))
        .flatMap { name in builder.layers.firstIndex { $0.id == name } }
      return layer.flatMap { place in
        builder.bundles.first { $0.layers.contains(place) }
          .map { .people(.layerPayment(place), statuses: $0.statuses) }
      }
    case "joined":
      let cover = form.choice(kind, of: builder.covers.map(\.id))
        .flatMap { name in builder.covers.firstIndex { $0.id == name } }
      let statuses = builder.statusList(form, "statuses"), basis = readBasis(form)
      return cover.flatMap { cover in basis.map { .people(.covered(cover, $0), statuses: statuses) } }
    default:
      let statuses = builder.statusList(form, kind)
      return readBasis(form).map { .people(kind == "persons" ? .persons($0) : .dependents($0), statuses: statuses) }
    }
  }

  /// When a source that counts persons counts them; it has no default.
  private func readBasis(_ form: MappingReader) -> CountBasis? {
    guard let node = form.optional("basis") else {
      collector.report(
        "a source that counts persons says when it counts them", line: form.line, key: form.path(of: "basis"),
        remedy: "add `basis: annual` (an amount of the year: all on the books of the year, newborns and those who die "
          + "included), `basis: person-years` (amounts that run month by month) or `basis: year-end` (the stock at "
          + "31 December)")
      return nil
    }
    return collector.choice(node, key: form.path(of: "basis"), of: CountBasis.allCases.map(\.rawValue))
      .flatMap(CountBasis.init(rawValue:))
  }

  /// A line by name, wherever it stands: what reads what decides the order.
  private func line(_ node: YAMLNode, _ form: MappingReader, _ key: String, _ names: [String]) -> Int? {
    collector.choice(node, key: form.path(of: key), of: names).flatMap { names.firstIndex(of: $0) }
  }
}

extension LineSource {
  /// Whether it counts persons, so that it says when.
  fileprivate var countsPersons: Bool {
    if case .people(let quantity, _) = self { quantity.countsPersons } else { false }
  }
}
