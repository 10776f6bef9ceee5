import Quantities

/// A tier and place of care, or another way of giving the same service (day care, a pharmacy), as one branch uses it: a
/// component of the distribution of its bills (<doc:Benefits>). A person has all uses of a year in one setting.
public struct Setting: Sendable, RoledParameters {
  /// The name in files, `tertiary`.
  public let id: String
  /// The name in reports.
  public let title: LocalizedText
  /// Share of the users; shares of a branch sum to one.
  public let share: ParameterID
  /// Bill of a service to the unit cost of the branch.
  public let costRatio: ParameterID
  /// Deductible to that of the branch.
  public let deductibleRatio: ParameterID
  /// Added to the branch's share paid between deductible and ceiling.
  public let rateAddition: ParameterID

  /// A setting with its levers.
  ///
  /// - Parameters:
  ///   - share: 0…1; those of a branch sum to one.
  ///   - costRatio: above zero, 1 for the unit cost of the branch.
  ///   - deductibleRatio: 1 for the deductible of the branch, 0 for none.
  ///   - rateAddition: points of a share, 0.05 for five points more.
  public init(
    id: String, title: LocalizedText, share: ParameterID, costRatio: ParameterID, deductibleRatio: ParameterID,
    rateAddition: ParameterID
  ) {
    self.id = id
    self.title = title
    self.share = share
    self.costRatio = costRatio
    self.deductibleRatio = deductibleRatio
    self.rateAddition = rateAddition
  }

  /// Its parameters with their roles.
  public var roles: [(id: ParameterID, role: FlowRole)] {
    [(share, .share), (costRatio, .share), (deductibleRatio, .share), (rateAddition, .share)]
  }

  /// What the plan of benefits sets of it.
  public var benefitParameters: [ParameterID] { [deductibleRatio, rateAddition] }
}

/// Values of a setting at one moment.
public struct SettingValues: Sendable, Hashable {
  /// Share of the users.
  public var share: Double
  /// Bill to the unit cost of the branch.
  public var costRatio: Double
  /// Deductible to that of the branch.
  public var deductibleRatio: Double
  /// Added to the branch's rate.
  public var rateAddition: Double

  /// Values in the units of ``Setting``: a share, two ratios and points of a share.
  public init(share: Double, costRatio: Double, deductibleRatio: Double, rateAddition: Double) {
    self.share = share
    self.costRatio = costRatio
    self.deductibleRatio = deductibleRatio
    self.rateAddition = rateAddition
  }

  /// A branch that tells no settings apart.
  static let only = SettingValues(share: 1, costRatio: 1, deductibleRatio: 1, rateAddition: 0)
}
