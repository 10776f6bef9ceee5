import SchemeModel

/// How a mechanism of a kind is declared: the levers it brings, the lines it posts and what multiplies them.
struct MechanismKind {
  /// A line it posts.
  struct Output {
    let name: String
    let place: Place
    /// What multiplies it: parameters of its entity, `-1`, or one minus a parameter.
    let factors: [Factor]
    /// When it is moved; nil for over the year.
    var months: Months?
    /// Whether its amount may be negative and then stands as somebody else's.
    var isReversible = false
    /// Whether it may have a line for each of some years, each with levers of its own from the second on: `year-2-share`.
    var isYearly = false
  }

  /// Where a line stands.
  enum Place {
    /// Under the item of the mechanism, as what that item is.
    case item
    /// A memo of the item of the mechanism, or of the adjustment.
    case memo(ofAdjustment: Bool)
    case adjustment
    /// A transfer to another fund, of flows or of a stock.
    case transfer
    case stock
  }

  enum Factor {
    case minusOne
    case lever(String)
    case rest(String)
  }

  enum Months {
    case december
    /// Those of `settles`.
    case settled
  }

  /// The word after `is:`, and the kind in the model.
  let name: String
  /// The rule kind whose levers its entity gets; nil where it has none of its own.
  let levers: String?
  /// Whether `item` must be given.
  let needsItem: Bool
  let outputs: [Output]
  /// The parameter with which it opens.
  var opening: String?

  static let all: [MechanismKind] = [
    carried(Deferral.kind, needsItem: true, .item, memo: .memo(ofAdjustment: false)),
    carried(Advance.kind, needsItem: false, .adjustment, memo: .memo(ofAdjustment: true)),
    MechanismKind(
      name: ClaimsRunOff.kind, levers: "claims-lag", needsItem: true,
      outputs: [
        Output(
          name: "deferred", place: .item, factors: [.minusOne, .lever("next-year-share")], months: .december,
          isYearly: true),
        Output(name: "unpaid", place: .memo(ofAdjustment: false), factors: [.minusOne]),
        Output(name: "settled", place: .item, factors: [], months: .settled),
      ], opening: "opening-unpaid"),
    MechanismKind(
      name: Recovery.kind, levers: "recovery", needsItem: true,
      outputs: [Output(name: "recovered", place: .item, factors: [.lever("recovery-rate")])]),
    MechanismKind(name: BalanceSpending.kind, levers: nil, needsItem: true, outputs: []),
    MechanismKind(
      name: Corridor.kind, levers: "corridor", needsItem: true,
      outputs: [
        Output(name: "result", place: .memo(ofAdjustment: true), factors: []),
        Output(name: "bound", place: .memo(ofAdjustment: false), factors: [.lever("corridor")]),
        Output(
          name: "kept", place: .item, factors: [.lever("insurers-share")], months: .december, isReversible: true),
        Output(
          name: "settled", place: .transfer, factors: [.lever("settled-share")], months: .december, isReversible: true),
      ]),
    MechanismKind(
      name: Merger.kind, levers: "merger", needsItem: true,
      outputs: [
        Output(name: "stock", place: .stock, factors: [.lever("merged-share")], months: .december),
        Output(name: "result", place: .transfer, factors: [.lever("merged-share")]),
      ]),
  ]

  /// The kind of this name.
  static func named(_ name: String?) -> MechanismKind? { all.first { $0.name == name } }

  /// A deferral or an advance: put off or paid out this year, settled the next.
  private static func carried(_ name: String, needsItem: Bool, _ place: Place, memo: Place) -> MechanismKind {
    MechanismKind(
      name: name, levers: name, needsItem: needsItem,
      outputs: [
        Output(
          name: "granted", place: place, factors: [.minusOne, .lever("amount"), .lever("next-year-share")],
          months: .december),
        Output(name: "receivable", place: memo, factors: [.minusOne]),
        Output(name: "settled", place: place, factors: [.rest("default-share")], months: .settled),
      ], opening: "opening-receivable")
  }
}
