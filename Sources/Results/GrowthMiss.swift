import PolicyModel
import Quantities
import SchemeModel

/// How far the growth per insured since the base year lies from the published one, for one group, flow and year, baseline.
public struct GrowthMiss: Sendable {
  /// Flows per insured that published.csv may give.
  public static let flows: [(measure: String, kind: LineKind, title: LocalizedText)] = [
    ("income-per-insured", .income, LocalizedText(en: "income per insured", zh: "人均收入")),
    ("expenditure-per-insured", .expenditure, LocalizedText(en: "expenditure per insured", zh: "人均支出")),
  ]

  /// The group.
  public let group: InsuredGroup
  /// The flow's name in files.
  public let measure: String
  /// The calendar year.
  public let year: Int
  /// Money per insured in the base year and in ``year``.
  public let computed: (base: Double, last: Double)
  /// The same as published.
  public let published: (base: Double, last: Double)
  /// Whether a lever was solved for the flow of a fund of the group in this year.
  public let isFitted: Bool

  /// Computed − published growth, in points.
  public var points: Double { (computed.last / computed.base - published.last / published.base) * 100 }

  /// All that can be compared, by group, flow and year.
  ///
  /// - Parameter outcome: of the baseline scenario: figures were published for what happened.
  public static func all(_ outcome: Outcome, _ baseline: Baseline) -> [GrowthMiss] {
    let base = outcome.timeline.baseYear
    return InsuredGroup.all(outcome.scheme).filter { !$0.funds.isEmpty }.flatMap { group in
      flows.flatMap { flow -> [GrowthMiss] in
        let figures = baseline.published.filter { $0.group == group.id && $0.measure == flow.measure }
        guard let start = figures.first(where: { $0.year == base })?.value else { return [] }
        func own(_ year: Int) -> Double { outcome.perInsured(flow.kind, group, year: year - base) ?? .nan }
        let later = figures.filter { $0.year > base && $0.year <= outcome.timeline.horizon }
        return later.sorted { $0.year < $1.year }.map { figure in
          GrowthMiss(
            group: group, measure: flow.measure, year: figure.year, computed: (own(base), own(figure.year)),
            published: (start, figure.value),
            isFitted: baseline.targets.contains { $0.year == figure.year && meets($0, flow.kind, group.funds) })
        }
      }
    }
  }

  private static func meets(_ target: BaseYearTarget, _ kind: LineKind, _ funds: [Int]) -> Bool {
    switch (target.measure, kind) {
    case (.income(let own), .income), (.expenditure(let own), .expenditure): own.contains(where: funds.contains)
    default: false
    }
  }

  /// What the growth is made of: the change per insured of each line of the flow. They add up to the growth.
  ///
  /// - Parameters:
  ///   - kind: that of the flow, see ``flows``.
  ///   - outcome: the one it was made from.
  /// - Returns: lines that changed, with points of the base year's amount.
  public func parts(_ kind: LineKind, _ outcome: Outcome) -> [(line: FlowLine, points: Double)] {
    let last = year - outcome.timeline.baseYear, account = group.account
    func perInsured(_ year: Int) -> [Double] {
      let persons = outcome.persons(group.statuses, year: year)
      return account.postings { outcome.amount(line: $0, year: year) }
        .map { account.isCounted($0, as: kind) ? $0.amount / persons : 0 }
    }
    let changes = zip(perInsured(last), perInsured(0)).map { ($0 - $1) / computed.base * 100 }
    return zip(account.entries, changes).filter { $1 != 0 }.map { ($0.line, $1) }
  }
}
