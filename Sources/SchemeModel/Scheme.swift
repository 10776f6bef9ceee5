import Quantities

/// An account of its own.
public struct Fund: Sendable {
  /// The name in files.
  public let id: String
  /// The name in reports.
  public let title: LocalizedText
  /// Whether it belongs to the medical funds of the published totals (long-term care does not).
  public let isMedical: Bool
  /// Whether its stock may fall below zero; personal accounts never do.
  public let mayBeNegative: Bool
  /// Stock at 31 December of the year before the base year, yuan.
  public let openingBalance: ParameterID
  /// The least months of reserve that are normal: the target of the actuarial balance; nil for six.
  public let normalMonths: ParameterID?
  /// Months of reserve below which it is severely low; nil for three.
  public let severeMonths: ParameterID?
  /// Months of reserve above which it is too high; nil for fifteen.
  public let highMonths: ParameterID?

  /// A fund; see the properties.
  public init(
    id: String, title: LocalizedText, isMedical: Bool, mayBeNegative: Bool = true, openingBalance: ParameterID,
    normalMonths: ParameterID? = nil, severeMonths: ParameterID? = nil, highMonths: ParameterID? = nil
  ) {
    self.normalMonths = normalMonths
    self.severeMonths = severeMonths
    self.highMonths = highMonths
    self.id = id
    self.title = title
    self.isMedical = isMedical
    self.mayBeNegative = mayBeNegative
    self.openingBalance = openingBalance
  }
}

/// Earnings of contributors (model.md section 3): lognormal with mean w[t]·ρ[s,a] and a coefficient of variation, times a
/// base ratio and its drift, bounded by floor and cap as shares of w[t − 1].
public struct EarningsRule: Sendable {
  /// The statuses whose exposure normalises ρ in the base year.
  public let statuses: [Int]
  /// w[t], yuan a year.
  public let averageWage: ParameterID
  /// w[t − 1], yuan a year.
  public let averageWageLastYear: ParameterID
  /// Coefficient of variation of earnings within a cell.
  public let variation: ParameterID
  /// Base ÷ earnings, before floor and cap: its level.
  public let baseRatio: ParameterID
  /// What the level is multiplied by as the years pass.
  public let baseDrift: ParameterID
  /// Floor as a share of w[t − 1].
  public let floor: ParameterID
  /// Cap as a multiple of w[t − 1].
  public let cap: ParameterID

  /// A rule; see the properties.
  public init(
    statuses: [Int], averageWage: ParameterID, averageWageLastYear: ParameterID, variation: ParameterID,
    baseRatio: ParameterID, baseDrift: ParameterID, floor: ParameterID, cap: ParameterID
  ) {
    self.statuses = statuses
    self.averageWage = averageWage
    self.averageWageLastYear = averageWageLastYear
    self.variation = variation
    self.baseRatio = baseRatio
    self.baseDrift = baseDrift
    self.floor = floor
    self.cap = cap
  }

  /// Every parameter the rule reads.
  public var parameters: [ParameterID] {
    [averageWage, averageWageLastYear, variation, baseRatio, baseDrift, floor, cap]
  }
}

/// Parameters of the population step and of interest, which every scheme has.
public struct CommonParameters: Sendable {
  /// Multiplies the mortality table.
  public let mortalityFactor: ParameterID
  /// Deviation of the mortality index: death rates are multiplied by exp(β[s,a]·index), β the table of sensitivities.
  public let mortalityIndex: ParameterID
  /// Multiplies the fertility table.
  public let fertilityFactor: ParameterID
  /// Net migrants a year, persons, spread by the migration profile.
  public let netMigration: ParameterID
  /// Share of newborns insured from birth.
  public let newbornCoverage: ParameterID
  /// Interest rate a year on fund balances.
  public let interestRate: ParameterID
  /// τ: the part of a year that a current balance earns interest.
  public let interestTiming: ParameterID
  /// 1 where negative balances bear interest too, else 0.
  public let interestOnNegative: ParameterID
  /// Discount rate a year for present values.
  public let discountRate: ParameterID

  /// See the properties.
  public init(
    mortalityFactor: ParameterID, mortalityIndex: ParameterID, fertilityFactor: ParameterID, netMigration: ParameterID,
    newbornCoverage: ParameterID,
    interestRate: ParameterID, interestTiming: ParameterID, interestOnNegative: ParameterID, discountRate: ParameterID
  ) {
    self.mortalityFactor = mortalityFactor
    self.mortalityIndex = mortalityIndex
    self.fertilityFactor = fertilityFactor
    self.netMigration = netMigration
    self.newbornCoverage = newbornCoverage
    self.interestRate = interestRate
    self.interestTiming = interestTiming
    self.interestOnNegative = interestOnNegative
    self.discountRate = discountRate
  }

  /// What moves the population.
  public var population: [ParameterID] { [mortalityFactor, mortalityIndex, fertilityFactor, netMigration] }
}

/// The structure of a social medical-security scheme: statuses, services, funds and lines, all declared as data. It knows
/// no date, no value and no place. Shared by reference: it is read in every row of every table.
public final class Scheme: Sendable {
  /// The name in files.
  public let id: String
  /// The membership statuses, in the order of the state axis.
  public let statuses: [Status]
  /// Where insured newborns enter, and where the others do.
  public let newborn: (insured: Int, uninsured: Int)
  /// The moves of a year.
  public let stages: [TransitionStage]
  /// Moves given as persons a year.
  public let inflows: [Inflow]
  /// Hazards that answer prices.
  public let responses: [PriceResponse]
  /// Who keeps insurance after retirement; nil where the scheme does not ask for contribution years.
  public let qualification: Qualification?
  /// Worker types with their retirement ages; a status is left for retirement by moves with ``Hazard/retirement``.
  public let retirement: [WorkerType]
  /// Earnings rules, referred to by index.
  public let earnings: [EarningsRule]
  /// Names of the cost components of a bill.
  public let components: [String]
  /// Price level of each component, base 1.
  public let priceLevels: [ParameterID]
  /// Branches of services, referred to by index.
  public let branches: [Branch]
  /// Layers above the basic scheme, referred to by index.
  public let layers: [Layer]
  /// Branches that layers pay on together, referred to by index.
  public let bundles: [Bundle]
  /// Voluntary covers, referred to by index.
  public let covers: [Cover]
  /// The accounts.
  public let funds: [Fund]
  /// The lines, in the order of tables and sums.
  public let lines: [FlowLine]
  /// The lines of each fund's account.
  public let accounts: [AccountLines]
  /// What needs memory, a bound or a balance, referred to by index.
  public let mechanisms: [any Mechanism]
  /// In which order lines and mechanisms are computed.
  public let order: EvaluationOrder
  /// Parameters every scheme has.
  public let common: CommonParameters

  /// A scheme; see the properties.
  public init(
    id: String, statuses: [Status], newborn: (insured: Int, uninsured: Int), stages: [TransitionStage],
    inflows: [Inflow] = [], responses: [PriceResponse] = [], qualification: Qualification? = nil,
    retirement: [WorkerType], earnings: [EarningsRule], components: [String], priceLevels: [ParameterID],
    branches: [Branch], layers: [Layer] = [], bundles: [Bundle] = [], covers: [Cover] = [], funds: [Fund],
    lines: [FlowLine], mechanisms: [any Mechanism] = [], common: CommonParameters
  ) {
    self.id = id
    self.statuses = statuses
    self.newborn = newborn
    self.stages = stages
    self.inflows = inflows
    self.responses = responses
    self.qualification = qualification
    self.retirement = retirement
    self.earnings = earnings
    self.components = components
    self.priceLevels = priceLevels
    self.branches = branches
    self.layers = layers
    self.bundles = bundles
    self.covers = covers
    self.funds = funds
    self.lines = lines
    accounts = funds.indices.map { AccountLines(lines, funds: [$0]) }
    self.mechanisms = mechanisms
    order = EvaluationOrder(lines, mechanisms)
    self.common = common
  }

  /// The scheme of a place that gives some lines, by index, months of its own.
  public func with(months: [Int: [Double]]) -> Scheme {
    guard !months.isEmpty else { return self }
    return Scheme(
      id: id, statuses: statuses, newborn: newborn, stages: stages, inflows: inflows, responses: responses,
      qualification: qualification, retirement: retirement, earnings: earnings, components: components,
      priceLevels: priceLevels, branches: branches, layers: layers, bundles: bundles, covers: covers,
      funds: funds, lines: lines.enumerated().map { index, line in months[index].map(line.with(months:)) ?? line },
      mechanisms: mechanisms, common: common)
  }

  /// What mechanisms take along from year to year, mechanism by mechanism.
  public var memory: [MechanismMemory] { mechanisms.flatMap(\.memory) }

  /// Every parameter that moves people between statuses or over time.
  public var membershipParameters: [ParameterID] {
    common.population + [common.newbornCoverage] + retirement.flatMap(\.parameters)
      + stages.flatMap(\.moves).flatMap { move -> [ParameterID] in
        let shares = move.destinations.flatMap(\.share.parameters) + move.times.parameters
        if case .rate(let id, _) = move.hazard { return shares + [id] }
        return shares
      }
  }
}
