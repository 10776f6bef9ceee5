import Accounts
import ProjectionEngine
import SchemeModel

/// A row of an account: a line as it enters the account of one fund.
struct AccountEntry {
  /// The line's place in the scheme.
  let line: Int
  /// Its kind in this account as declared; a transfer-out is a transfer-in of its counterpart.
  let kind: LineKind
  /// Its kind where the amount is below zero; nil where it keeps its sign.
  let opposite: LineKind?

  /// How an amount of the line stands here: a transfer of less than nothing is one the other way.
  func posted(_ amount: Double) -> (kind: LineKind, amount: Double) { kind.posted(amount, opposite: opposite) }

  /// Whether an amount of the line goes the other way than declared.
  func isReversed(_ amount: Double) -> Bool { posted(amount).kind != kind }
}

/// The account of one fund in one scenario and region, by computed year (the hidden one included). Money in yuan.
struct FundAccount {
  let opening: [Double]
  let closing: [Double]
  /// Lines of kind income, interest included.
  let income: [Double]
  let transfersIn: [Double]
  let expenditure: [Double]
  let transfersOut: [Double]
  let adjustment: [Double]
  /// Stocks that arrived from other funds less those that left: no flow of the year.
  let stocksMoved: [Double]
  /// The part of income that is interest.
  let interest: [Double]
  let base: ContributionBase
  let discountRates: [Double]
  /// Whether these are the fund's own interest.
  let isOwnInterest: Bool
  /// Months of cost that the fund shall hold at the end.
  let targetMonths: Double
  /// Bounds between warning levels, by reported year.
  let reserveBounds: [ReserveBounds]

  /// Income and transfers in.
  var inflow: [Double] { zip(income, transfersIn).map { $0 + $1 } }
  /// What comes in without interest.
  var incomeWithoutInterest: [Double] { zip(inflow, interest).map { $0 - $1 } }
  /// Expenditure and transfers out.
  var cost: [Double] { zip(expenditure, transfersOut).map { $0 + $1 } }
  /// Without the prior-year adjustment and stocks that move between funds.
  var currentBalance: [Double] { Measures.currentBalance(inflow: inflow, cost: cost) }

  init(_ result: ProjectionResult, scenario: Int, region: Int, fund: Int) {
    let scheme = result.scheme
    let years = 0..<result.timeline.count
    let entries = Self.entries(of: fund, scheme)
    func sum(_ kind: LineKind, _ chosen: (AccountEntry) -> Bool = { _ in true }) -> [Double] {
      let chosen = entries.filter { chosen($0) && ($0.kind == kind || $0.opposite == kind) }
      return years.map { year in
        chosen.reduce(0) { sum, entry in
          let posted = entry.posted(result.amount(scenario: scenario, region: region, line: entry.line, year: year))
          return posted.kind == kind ? sum + posted.amount : sum
        }
      }
    }
    opening = years.map {
      result.balanceAtYearEnd(scenario: scenario, region: region, fund: fund, year: $0 - 1)
    }
    closing = years.map { result.balanceAtYearEnd(scenario: scenario, region: region, fund: fund, year: $0) }
    income = sum(.income)
    transfersIn = sum(.transferIn)
    expenditure = sum(.expenditure)
    transfersOut = sum(.transferOut)
    adjustment = sum(.adjustment)
    stocksMoved = zip(sum(.stockIn), sum(.stockOut)).map { $0 - $1 }
    interest = sum(.income) { scheme.lines[$0.line].source == .interest }
    base = ContributionBase(result, scenario: scenario, region: region, fund: fund)
    let parameters = result.input.scenarios[scenario].parameters[region]
    discountRates = years.map { parameters.value(scheme.common.discountRate, $0) }
    isOwnInterest = discountRates == years.map { parameters.value(scheme.common.interestRate, $0) }
    targetMonths = scheme.funds[fund].months.normal.map { parameters.value($0, result.timeline.reportedCount - 1) } ?? 6
    reserveBounds = (0..<result.timeline.reportedCount).map {
      ReserveBounds(result, scenario: scenario, region: region, fund: fund, year: $0)
    }
  }

  /// The lines of a fund's account in declared order, those of which it is the counterpart among them; no memo lines.
  static func entries(of fund: Int, _ scheme: Scheme) -> [AccountEntry] {
    scheme.lines.enumerated().compactMap { index, line in
      line.kind(in: fund).map { AccountEntry(line: index, kind: $0, opposite: line.opposite(in: fund)) }
    }
  }

  /// The actuarial balance from the base year to the horizon; the hidden year sets the target reserve.
  var actuarialBalance: ActuarialBalance? {
    let reported = closing.count - 1
    func years(_ values: [Double]) -> [Double] { Array(values.prefix(reported)) }
    return Measures.actuarialBalance(
      opening: opening[0],
      income: zip(years(incomeWithoutInterest), zip(adjustment, stocksMoved)).map { $0 + $1.0 + $1.1 },
      cost: years(cost),
      base: years(base.values), costAfterHorizon: cost[reported], discountRates: years(discountRates),
      targetMonths: targetMonths)
  }
}

/// What the rates of a fund are shares of.
///
/// A fund with a payroll line (a contribution line that counts contribution base): the bases of all its contribution lines,
/// each status once, since employer and own part are levied on the same payroll. Unit: yuan. Any other fund:
/// everybody its contribution lines count, or where it has none its income lines and transfers in, each status once on the basis
/// of the first of them; a share of coverage inside a line does not lower them. Unit: persons.
struct ContributionBase {
  /// By computed year.
  let values: [Double]
  /// Whether the base is a payroll in yuan; else it is persons.
  let isPayroll: Bool

  /// One base of one status; a second line on it adds nothing.
  private struct Key: Hashable {
    let quantity: Quantity
    let status: Int
    let factors: ScalarProduct
  }

  init(_ result: ProjectionResult, scenario: Int, region: Int, fund: Int) {
    let scheme = result.scheme
    let years = 0..<result.timeline.count
    let contributions = scheme.lines.enumerated().filter { $0.element.fund == fund && $0.element.isContribution }
    isPayroll = contributions.contains {
      if case .people(.contributionBase, _) = $0.element.source { true } else { false }
    }
    guard isPayroll else {
      let sources = scheme.lines.filter { line in
        guard contributions.isEmpty else { return line.fund == fund && line.isContribution }
        return (line.fund == fund && line.kind == .income) || line.counterpart == fund
      }
      var bases: [Int: CountBasis] = [:]
      for case .people(let quantity, let statuses) in sources.map(\.source) {
        bases.merge(statuses.map { ($0, quantity.basis) }) { first, _ in first }
      }
      let counted = bases.sorted { $0.key < $1.key }
      values = years.map { year in
        counted.reduce(0) {
          let quantity = Quantity.persons($1.value)
          return $0 + (result.quantity(quantity, status: $1.key, scenario: scenario, region: region, year: year) ?? 0)
        }
      }
      return
    }
    var seen: Set<Key> = []
    var sums = [Double](repeating: 0, count: years.count)
    for (index, line) in contributions {
      guard case .people(let quantity, let statuses) = line.source else { continue }
      for status in statuses where seen.insert(Key(quantity: quantity, status: status, factors: line.base)).inserted {
        for year in years {
          sums[year] +=
            result.contribution(line: index, status: status, scenario: scenario, region: region, year: year)?.base ?? 0
        }
      }
    }
    values = sums
  }
}

extension ReserveBounds {
  /// The bounds of a fund in the values in force in a year.
  init(_ result: ProjectionResult, scenario: Int, region: Int, fund: Int, year: Int) {
    let fund = result.scheme.funds[fund]
    let parameters = result.parameters(scenario: scenario, region: region, year: year)
    func bound(_ lever: ParameterID?, _ usual: Double) -> Double { lever.map { parameters.value($0, year) } ?? usual }
    self.init(
      severe: bound(fund.months.severe, Self.usual.severe), normal: bound(fund.months.normal, Self.usual.normal),
      high: bound(fund.months.high, Self.usual.high))
  }
}
