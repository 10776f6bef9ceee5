import Quantities

/// Mortality of the people at a level to that of the others, r = factor × profile: they survive by S₀^r, S₀ such that all people of
/// a cell together survive as the life table says (<doc:Membership>). Who gives one level more mortality gives the
/// others less.
public struct RelativeMortality: Sendable, Hashable {
  /// The parameter; 1 where the level is the one that others are measured by.
  public let factor: ParameterID
  /// What the factor is multiplied by, by sex and age: a profile of ``MembershipTables/hazardProfiles``; nil for 1.
  public let profile: Int?

  /// A ratio of mortalities, by sex and age where a profile is given.
  ///
  /// - Parameters:
  ///   - factor: above zero; 1 for no difference.
  ///   - profile: an index of ``MembershipTables/hazardProfiles``.
  public init(factor: ParameterID, profile: Int? = nil) {
    self.factor = factor
    self.profile = profile
  }
}

/// A level of a state axis: a membership status, a level of dependency.
public struct StateLevel: Sendable {
  /// The name in files.
  public let id: String
  /// The name in reports.
  public let title: LocalizedText
  /// The group of levels it belongs to (`employee`, `resident`; `dependent`); nil for none. A status without is uninsured.
  public let group: String?
  /// Its mortality to that of the others; nil for one.
  public let mortality: RelativeMortality?

  /// A level with the group and the mortality it is told apart by.
  ///
  /// - Parameters:
  ///   - id: no other level of the axis has it.
  ///   - group: nil for the uninsured, or where an axis has no groups.
  ///   - mortality: nil for a ratio of 1.
  public init(id: String, title: LocalizedText, group: String?, mortality: RelativeMortality? = nil) {
    self.id = id
    self.title = title
    self.group = group
    self.mortality = mortality
  }
}

/// One of the axes whose product is the state of a person: the membership status, and what a scheme declares besides.
public struct StateAxis: Sendable {
  /// The name in files; that of the first axis is ``status``.
  public let id: String
  /// The name in reports.
  public let title: LocalizedText
  /// Its levels, in order.
  public let levels: [StateLevel]

  /// The name of the axis of membership statuses.
  public static let status = "status"

  /// An axis; people who come from no other state, newborns say, begin at the first level.
  public init(id: String, title: LocalizedText, levels: [StateLevel]) {
    self.id = id
    self.title = title
    self.levels = levels
  }
}

/// A state of people: a membership status and, where the scheme declares further axes, a level of each of them.
public struct Status: Sendable {
  /// The name in files: the names of its levels with dots between them, `employee-retired.severe`.
  public let id: String
  /// The name in reports.
  public let title: LocalizedText
  /// The insured group of its membership status (`employee`, `resident`), nil for the uninsured.
  public let group: String?
}
