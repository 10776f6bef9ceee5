import SchemeModel

/// Who pays the bills of an insured group in a year: the basic scheme, the fund behind each layer, or the insured. In money.
public struct GroupPayers: Sendable, Hashable {
  /// Bills.
  public private(set) var bill = 0.0
  /// What the basic scheme pays.
  public private(set) var basic = 0.0
  /// What layers pay, by the fund they are paid from; −1 where no line takes it.
  public private(set) var funds: [Int: Double] = [:]
  /// What remains.
  public private(set) var own = 0.0

  fileprivate init(_ outcomes: [Outcome], _ care: GroupCare, year: Int) {
    for own in outcomes {
      for (status, unit, payers) in care.units {
        let waterfall = own.waterfall(unit, status: status, year: year)
        bill += waterfall.bill
        basic += waterfall.basic
        self.own += waterfall.own
        for (payer, paid) in zip(payers, waterfall.layers) { funds[payer, default: 0] += paid }
      }
    }
  }

  /// Whether a payer pays another amount, by `visible`.
  public func differs(from other: GroupPayers, by visible: Double) -> Bool {
    let funds = Set(funds.keys).union(other.funds.keys).map { (self.funds[$0] ?? 0) - (other.funds[$0] ?? 0) }
    return ([bill - other.bill, basic - other.basic, own - other.own] + funds)
      .contains { $0.magnitude >= visible }
  }

  /// The funds that pay something in some of these, in declared order.
  public static func payingFunds(_ all: [GroupPayers]) -> [Int] {
    Set(all.flatMap { $0.funds.filter { $0.value != 0 }.keys }).sorted()
  }
}

/// The care of an insured group and who pays for it, found once for all years.
public struct GroupCare: Sendable {
  /// The group.
  public let group: InsuredGroup
  /// By status; for each layer of a unit the fund it is paid from, −1 where no line takes it.
  fileprivate let units: [(status: Int, unit: CareUnit, payers: [Int])]

  /// Of all groups of a scheme.
  public static func all(_ scheme: Scheme) -> [GroupCare] { InsuredGroup.all(scheme).map { GroupCare($0, scheme) } }

  private init(_ group: InsuredGroup, _ scheme: Scheme) {
    func payer(_ layer: Int) -> Int {
      scheme.lines.first { line in
        if case .people(.layerPayment(layer), _) = line.source { line.kind == .expenditure } else { false }
      }?.fund ?? -1
    }
    self.group = group
    units = group.statuses.flatMap { status in
      CareUnit.all(of: status, scheme).map { (status, $0, $0.layers.map(payer)) }
    }
  }

  /// Who pays in a year.
  ///
  /// - Parameters:
  ///   - outcomes: one scenario in the regions that are counted together.
  ///   - year: the index of the year, 0 for the base year.
  public func payers(_ outcomes: [Outcome], year: Int) -> GroupPayers { GroupPayers(outcomes, self, year: year) }
}
