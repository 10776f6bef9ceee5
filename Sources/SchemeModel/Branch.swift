import Quantities

/// The rows of the table of use and cost by age that a branch takes.
public struct BranchProfile: Sendable, Hashable {
  /// The insured group.
  public let group: String
  /// The service class.
  public let service: String

  /// The rows of `group` and `service`, as the table spells them.
  public init(group: String, service: String) {
    self.group = group
    self.service = service
  }
}

/// Which services a branch is, and whose.
public struct BranchName: Sendable {
  /// The entity in lever paths, `employee.inpatient`.
  public let id: String
  /// The insured group, `employee`.
  public let group: String
  /// The service class, `inpatient`.
  public let service: String
  /// The name in reports.
  public let title: LocalizedText
  /// Its rows in the table of use and cost by age: its own, or those of another branch.
  public let rows: BranchProfile
  /// The states that use it.
  public let statuses: [Int]

  /// Names of a branch and those it serves.
  ///
  /// - Parameters:
  ///   - id: by which levers are found; no other branch has it.
  ///   - rows: whose rows of the table it takes; nil for those of its own group and service.
  ///   - statuses: indices of ``Scheme/statuses``; nobody else uses it.
  public init(
    id: String, group: String, service: String, title: LocalizedText, rows: BranchProfile? = nil, statuses: [Int]
  ) {
    self.id = id
    self.group = group
    self.service = service
    self.title = title
    self.rows = rows ?? BranchProfile(group: group, service: service)
    self.statuses = statuses
  }
}

/// One class of services as used by one insured group, and what the basic scheme pays for it (<doc:Care> and
/// <doc:Benefits>, basic layer). Shared by reference.
public final class Branch: Sendable, RoledParameters {
  /// Which services, and whose.
  public let name: BranchName
  /// How its deductible counts, and where use by age comes from.
  public let basis: BranchBasis
  /// What use and bill are multiplied by.
  public let factors: BranchFactors
  /// How often they are used, what they cost and what is paid of them, settings included.
  public let terms: BranchTerms<ParameterID>
  /// Tiers and places of care, and other ways of giving it; empty where none are told apart.
  public let settings: [Setting]
  /// What the plan of benefits sets: changes of these move the own share, and so demand.
  public let benefitParameters: [ParameterID]
  /// Every parameter the branch reads, the price levels of the components excepted.
  public let roles: [(id: ParameterID, role: FlowRole)]

  /// A branch of parts that a scheme declares apart.
  ///
  /// - Parameters:
  ///   - terms: those of settings are taken from `settings`.
  ///   - settings: parts of the distribution of its bills; their shares of the users sum to one. None for a single one.
  public init(
    name: BranchName, basis: BranchBasis, factors: BranchFactors, terms: BranchTerms<ParameterID>,
    settings: [Setting] = []
  ) {
    var terms = terms
    terms.settings = settings.map(\.terms)
    self.name = name
    self.basis = basis
    self.factors = factors
    self.terms = terms
    self.settings = settings
    benefitParameters = terms.roles.filter(\.role.isBenefit).map(\.term)
    roles = terms.roles.map { ($0.term, $0.role.flow) } + factors.roles
  }

  /// How often they are used.
  public var use: UseTerms<ParameterID> { terms.use }
  /// What they cost.
  public var money: MoneyTerms<ParameterID> { terms.money }
  /// What the basic scheme pays of them.
  public var benefits: BenefitTerms<ParameterID> { terms.benefits }
  /// The entity in lever paths, `employee.inpatient`.
  public var id: String { name.id }
  /// The insured group, `employee`.
  public var group: String { name.group }
  /// The service class, `inpatient`.
  public var service: String { name.service }
  /// The name in reports.
  public var title: LocalizedText { name.title }
  /// The states that use it.
  public var statuses: [Int] { name.statuses }
}
