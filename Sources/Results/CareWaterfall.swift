import ProjectionEngine
import SchemeModel

/// Who pays the bills of some people in a unit of care, money a year: layers + own payment = bill.
public struct CareWaterfall: Sendable, Hashable {
  /// Bills.
  public let bill: Double
  /// The part of them inside the benefit lists.
  public let eligible: Double
  /// What the basic scheme pays.
  public let basic: Double
  /// What each layer above it pays, in order.
  public let layers: [Double]

  /// What remains, from personal accounts or in cash.
  public var own: Double { layers.reduce(bill - basic, -) }
  /// That as a share of the bill; nil without bills.
  public var ownShare: Double? { bill > 0 ? own / bill : nil }
}

extension Outcome {
  /// Who pays the bills of a unit of care of a status in a year, amounts in the currency of all its people together.
  ///
  /// - Parameter status: an index of `Scheme.statuses`, one of those that `CareUnit.all(of:_:)` gave the unit for.
  public func waterfall(_ unit: CareUnit, status: Int, year: Int) -> CareWaterfall {
    func value(_ quantity: Quantity) -> Double { self.quantity(quantity, status: status, year: year) ?? 0 }
    func sum(_ quantity: (Int) -> Quantity) -> Double { unit.branches.reduce(0) { $0 + value(quantity($1)) } }
    return CareWaterfall(
      bill: sum(Quantity.bill), eligible: sum(Quantity.eligible), basic: sum(Quantity.fundPayment),
      layers: unit.layers.map { value(.layerPayment($0)) })
  }
}

extension RankedBills {
  /// Who pays the bills of a group, 0 to 10.
  public func waterfall(_ group: Int) -> CareWaterfall {
    CareWaterfall(
      bill: bill[group], eligible: eligible[group], basic: basic[group], layers: layers.map { $0[group] })
  }
}
