/// What a term of a branch does.
public struct TermRole: Sendable, Hashable {
  /// What it does to a flow.
  public let flow: FlowRole
  /// Whether the plan of benefits sets it: changes of it move the own share, and so demand.
  public let isBenefit: Bool

  /// A term of care: how often, how dear, who is treated where.
  static func care(_ flow: FlowRole) -> TermRole { TermRole(flow: flow, isBenefit: false) }
  /// A term of the plan of benefits.
  static func benefit(_ flow: FlowRole) -> TermRole { TermRole(flow: flow, isBenefit: true) }

  /// Whether it is an amount in the currency.
  public var isAmount: Bool { flow == .money || flow == .threshold }
}

// The terms of a branch are declared here, each once: a property, its lever, and in `map` its role. Declared they hold
// parameters, at a moment numbers, and names of levers while a scheme is compiled. Resolving, comparing and drawing them all
// go by `map`, so that a new term needs nothing else but what is done with it.

/// How often a branch is used.
public struct UseTerms<Value: Sendable & Hashable>: Sendable, Hashable {
  /// Services per insured person and year, of a birth where use follows fertility; before the profile by age. At a moment the
  /// one-off factor is in it.
  public var rate: Value
  /// Dispersion k of the negative binomial number of uses, above zero: the smaller, the more uses gather on few people.
  public var dispersion: Value
  /// Arc elasticity of use in the own share of cost; 0 for no response.
  public var elasticity: Value

  /// A number of uses, its dispersion and its elasticity.
  public init(rate: Value, dispersion: Value, elasticity: Value) {
    self.rate = rate
    self.dispersion = dispersion
    self.elasticity = elasticity
  }

  fileprivate func map<Other>(_ take: (Value, TermRole) throws -> Other) rethrows -> UseTerms<Other> {
    try UseTerms<Other>(
      rate: take(rate, .care(.use)), dispersion: take(dispersion, .care(.spread)),
      elasticity: take(elasticity, .care(.response)))
  }
}

/// What a service of a branch costs.
public struct MoneyTerms<Value: Sendable & Hashable>: Sendable, Hashable {
  /// Mean bill of a service, an amount in the currency at price levels of 1, before the profile by age. At a moment the
  /// calibration factor and the price level are in it.
  public var unitCost: Value
  /// Standard deviation ÷ mean of the bill that the deductible is taken off: of an admission, or of a user's year.
  public var variation: Value

  /// An amount for a service, and its coefficient of variation.
  public init(unitCost: Value, variation: Value) {
    self.unitCost = unitCost
    self.variation = variation
  }

  fileprivate func map<Other>(_ take: (Value, TermRole) throws -> Other) rethrows -> MoneyTerms<Other> {
    try MoneyTerms<Other>(
      unitCost: take(unitCost, .care(.money)), variation: take(variation, .care(.spread)))
  }
}

/// What the basic scheme pays of a branch: the terms that its own share answers to.
public struct BenefitTerms<Value: Sendable & Hashable>: Sendable, Hashable {
  /// Share of the bill inside the benefit lists (政策范围内), 0…1.
  public var eligibleShare: Value
  /// Deductible, an amount on eligible expense per admission or year.
  public var deductible: Value
  /// Deductible of every further admission of a year to that of the first, 0…1; nil for the same.
  public var laterDeductibleShare: Value?
  /// Share paid between deductible and ceiling, 0…1.
  public var reimbursementRate: Value
  /// Most the fund pays for a person in a year, whatever the deductible counts for.
  public var ceiling: Value

  /// Shares and amounts of the basic scheme; what is nil is not declared.
  public init(
    eligibleShare: Value, deductible: Value, laterDeductibleShare: Value? = nil, reimbursementRate: Value,
    ceiling: Value
  ) {
    self.eligibleShare = eligibleShare
    self.deductible = deductible
    self.laterDeductibleShare = laterDeductibleShare
    self.reimbursementRate = reimbursementRate
    self.ceiling = ceiling
  }

  fileprivate func map<Other>(
    _ take: (Value, TermRole) throws -> Other, where isDeclared: (Value) -> Bool
  ) rethrows -> BenefitTerms<Other> {
    try BenefitTerms<Other>(
      eligibleShare: take(eligibleShare, .benefit(.share)),
      deductible: take(deductible, .benefit(.threshold)),
      laterDeductibleShare: laterDeductibleShare.flatMap { isDeclared($0) ? try take($0, .benefit(.share)) : nil },
      reimbursementRate: take(reimbursementRate, .benefit(.share)),
      ceiling: take(ceiling, .benefit(.threshold)))
  }
}

/// Who is treated in a setting, at which cost and on which terms.
public struct SettingTerms<Value: Sendable & Hashable>: Sendable, Hashable {
  /// Share of the users, 0…1; shares of a branch sum to one.
  public var share: Value
  /// Bill of a service to the unit cost of the branch, above zero.
  public var costRatio: Value
  /// Deductible to that of the branch; 0 for none.
  public var deductibleRatio: Value
  /// Added to the branch's reimbursement rate: points of a share, 0.05 for five points more.
  public var rateAddition: Value

  /// A share of the users, two ratios and points of a share.
  public init(share: Value, costRatio: Value, deductibleRatio: Value, rateAddition: Value) {
    self.share = share
    self.costRatio = costRatio
    self.deductibleRatio = deductibleRatio
    self.rateAddition = rateAddition
  }

  /// The same of what `take` makes of each term and its role.
  public func map<Other>(_ take: (Value, TermRole) throws -> Other) rethrows -> SettingTerms<Other> {
    try SettingTerms<Other>(
      share: take(share, .care(.share)), costRatio: take(costRatio, .care(.share)),
      deductibleRatio: take(deductibleRatio, .benefit(.share)), rateAddition: take(rateAddition, .benefit(.share)))
  }
}

/// The terms of a branch: what its kernels read, as parameters (``Branch/terms``) or as numbers of a moment (``BranchValues``).
public struct BranchTerms<Value: Sendable & Hashable>: Sendable, Hashable {
  /// How often it is used.
  public var use: UseTerms<Value>
  /// What a service costs.
  public var money: MoneyTerms<Value>
  /// What the basic scheme pays of it.
  public var benefits: BenefitTerms<Value>
  /// The settings of the users; empty where none are told apart.
  public var settings: [SettingTerms<Value>]

  /// - Parameter settings: none unless told apart.
  public init(
    use: UseTerms<Value>, money: MoneyTerms<Value>, benefits: BenefitTerms<Value>, settings: [SettingTerms<Value>] = []
  ) {
    self.use = use
    self.money = money
    self.benefits = benefits
    self.settings = settings
  }

  /// The same of what `take` makes of each term and its role.
  ///
  /// - Parameter isDeclared: of a term that a branch may be without, whether the result has it; unless said, it has what is there.
  public func map<Other>(
    _ take: (Value, TermRole) throws -> Other, where isDeclared: (Value) -> Bool = { _ in true }
  ) rethrows -> BranchTerms<Other> {
    try BranchTerms<Other>(
      use: use.map(take), money: money.map(take), benefits: benefits.map(take, where: isDeclared),
      settings: settings.map { try $0.map(take) })
  }

  /// The terms with their roles, in a fixed order.
  public var roles: [(term: Value, role: TermRole)] {
    var found: [(term: Value, role: TermRole)] = []
    _ = map { term, role in
      found.append((term, role))
      return term
    }
    return found
  }
}

extension BranchTerms<String> {
  /// The parameters of rule kinds that give a branch its terms, by the last part of a lever's path.
  public static let levers = BranchTerms(
    use: UseTerms(rate: "utilisation-rate", dispersion: "dispersion", elasticity: "demand-elasticity"),
    money: MoneyTerms(unitCost: "unit-cost", variation: "coefficient-of-variation"),
    benefits: BenefitTerms(
      eligibleShare: "eligible-share", deductible: "deductible", laterDeductibleShare: "later-deductible-ratio",
      reimbursementRate: "reimbursement-rate", ceiling: "ceiling"))
}

extension SettingTerms<String> {
  /// The parameters of the rule kind that gives a setting its terms.
  public static let levers = SettingTerms(
    share: "share", costRatio: "cost-ratio", deductibleRatio: "deductible-ratio", rateAddition: "rate-addition")
}
