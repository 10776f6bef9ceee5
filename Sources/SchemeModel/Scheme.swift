import Quantities

/// Who the people of a scheme are, and how they move between states.
public struct SchemePeople: Sendable {
  /// The states, a product of axes.
  public let states: StateSpace
  /// The states that insured newborns enter, and the others.
  public let newborn: (insured: Int, uninsured: Int)
  /// The moves of a year.
  public let stages: [TransitionStage]
  /// Moves given as persons a year.
  public let inflows: [Inflow]
  /// Hazards that answer prices.
  public let responses: [PriceResponse]
  /// Who retires when, and on what conditions.
  public let retirement: RetirementRules

  /// People and moves.
  ///
  /// - Parameters:
  ///   - newborn: indices of the states.
  ///   - stages: in the order in which they follow one another within a year.
  ///   - inflows: none unless said, as `responses`.
  ///   - retirement: nobody retires by age unless said.
  public init(
    states: StateSpace, newborn: (insured: Int, uninsured: Int), stages: [TransitionStage], inflows: [Inflow] = [],
    responses: [PriceResponse] = [], retirement: RetirementRules = RetirementRules()
  ) {
    self.states = states
    self.newborn = newborn
    self.stages = stages
    self.inflows = inflows
    self.responses = responses
    self.retirement = retirement
  }
}

/// The care of a scheme: what is used, and what the layers above the basic scheme pay on it.
public struct SchemeCare: Sendable {
  /// Cost components of a bill with their price levels, base 1.
  public let components: [(name: String, price: ParameterID)]
  /// Branches of services, referred to by index.
  public let branches: [Branch]
  /// Layers above the basic scheme, referred to by index.
  public let layers: [Layer]
  /// Branches that layers pay on together, referred to by index.
  public let bundles: [Bundle]
  /// Voluntary covers, referred to by index.
  public let covers: [Cover]

  /// Care; order gives the indices by which the parts refer to each other, and nothing is there unless said.
  ///
  /// - Parameters:
  ///   - components: names with levers of their price levels, 1 in the base year.
  ///   - bundles: the order of their layers is that of payment.
  public init(
    components: [(name: String, price: ParameterID)] = [], branches: [Branch] = [], layers: [Layer] = [],
    bundles: [Bundle] = [], covers: [Cover] = []
  ) {
    self.components = components
    self.branches = branches
    self.layers = layers
    self.bundles = bundles
    self.covers = covers
  }
}

/// The money of a scheme: accounts and what flows into and out of them.
public struct SchemeMoney: Sendable {
  /// Earnings rules, referred to by index.
  public let earnings: [EarningsRule]
  /// The accounts.
  public let funds: [Fund]
  /// The lines, in the order of tables and sums.
  public let lines: [FlowLine]
  /// What needs memory, a bound or a balance, referred to by index.
  public let mechanisms: [any Mechanism]
  /// The lines of each fund's account.
  public let accounts: [AccountLines]
  /// In which order lines and mechanisms are computed.
  public let order: EvaluationOrder

  /// Accounts and flows; order gives the indices by which they refer to each other.
  ///
  /// - Parameters:
  ///   - lines: those of people, amounts and mechanisms together, linked by ``MechanismRegistry/link(_:_:)``.
  ///   - mechanisms: none unless said.
  public init(
    earnings: [EarningsRule] = [], funds: [Fund] = [], lines: [FlowLine] = [], mechanisms: [any Mechanism] = []
  ) {
    self.earnings = earnings
    self.funds = funds
    self.lines = lines
    self.mechanisms = mechanisms
    accounts = funds.indices.map { AccountLines(lines, funds: [$0]) }
    order = EvaluationOrder(lines, mechanisms)
  }
}

/// The structure of a social medical-security scheme: states, services, funds and lines, all declared as data. It knows no date,
/// no value and no place. Shared by reference: it is read in every row of every table.
public final class Scheme: Sendable {
  /// The name in files.
  public let id: String
  /// How its country writes, for reports.
  public let form: SchemeForm
  /// Who there is, and how people move.
  public let people: SchemePeople
  /// What is used, and what layers pay on it.
  public let care: SchemeCare
  /// Accounts and flows.
  public let money: SchemeMoney
  /// Parameters every scheme has.
  public let common: CommonParameters

  /// The names of the cost components of a bill.
  public let components: [String]
  /// Price level of each component, base 1.
  public let priceLevels: [ParameterID]

  /// A scheme of parts that refer to each other by index; whoever declares it sees to it that they are there.
  public init(
    id: String, form: SchemeForm, people: SchemePeople, care: SchemeCare, money: SchemeMoney, common: CommonParameters
  ) {
    self.id = id
    self.form = form
    self.people = people
    self.care = care
    self.money = money
    self.common = common
    components = care.components.map(\.name)
    priceLevels = care.components.map(\.price)
  }

  /// The scheme of a place that gives some lines months of its own.
  ///
  /// - Parameter months: by index of the line, twelve weights in proportion.
  public func with(months: [Int: [Double]]) -> Scheme {
    guard !months.isEmpty else { return self }
    let lines = lines.enumerated().map { index, line in months[index].map(line.with(months:)) ?? line }
    return Scheme(
      id: id, form: form, people: people, care: care,
      money: SchemeMoney(earnings: earnings, funds: funds, lines: lines, mechanisms: mechanisms), common: common)
  }

  /// Every parameter that moves people between states or over time.
  public var membershipParameters: [ParameterID] {
    common.population + [common.newbornCoverage] + retirement.flatMap(\.parameters)
      + stages.flatMap(\.moves).flatMap { move -> [ParameterID] in
        let shares = move.destinations.flatMap(\.share.parameters) + move.times.parameters
        if case .rate(let id, _) = move.hazard { return shares + [id] }
        return shares
      } + people.states.mortalityParameters
  }
}

/// What the parts hold, for those who read.
extension Scheme {
  /// The states of people, flattened.
  public var statuses: [Status] { people.states.states }
  /// The states that insured newborns enter, and the others.
  public var newborn: (insured: Int, uninsured: Int) { people.newborn }
  /// The moves of a year.
  public var stages: [TransitionStage] { people.stages }
  /// Moves given as persons a year.
  public var inflows: [Inflow] { people.inflows }
  /// Hazards that answer prices.
  public var responses: [PriceResponse] { people.responses }
  /// Who keeps insurance after retirement; nil where the scheme does not ask for contribution years.
  public var qualification: Qualification? { people.retirement.qualification }
  /// Worker types with their retirement ages; a status is left for retirement by moves with ``Hazard/retirement``.
  public var retirement: [WorkerType] { people.retirement.types }
  /// Branches of services, referred to by index.
  public var branches: [Branch] { care.branches }
  /// Layers above the basic scheme, referred to by index.
  public var layers: [Layer] { care.layers }
  /// Branches that layers pay on together, referred to by index.
  public var bundles: [Bundle] { care.bundles }
  /// Voluntary covers, referred to by index.
  public var covers: [Cover] { care.covers }
  /// Earnings rules, referred to by index.
  public var earnings: [EarningsRule] { money.earnings }
  /// The accounts.
  public var funds: [Fund] { money.funds }
  /// The lines, in the order of tables and sums.
  public var lines: [FlowLine] { money.lines }
  /// What needs memory, a bound or a balance, referred to by index.
  public var mechanisms: [any Mechanism] { money.mechanisms }
  /// The lines of each fund's account.
  public var accounts: [AccountLines] { money.accounts }
  /// In which order lines and mechanisms are computed.
  public var order: EvaluationOrder { money.order }
  /// What mechanisms take along from year to year, mechanism by mechanism.
  public var memory: [MechanismMemory] { mechanisms.flatMap(\.memory) }
}
