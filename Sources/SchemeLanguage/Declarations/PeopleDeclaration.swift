import Quantities

/// Who the people of a scheme are, and how they move.
public struct PeopleDeclaration: Sendable {
  /// The axes of their state, `status` first.
  public internal(set) var axes: [AxisDeclaration]
  /// Named selections.
  public internal(set) var groups: [GroupDeclaration]
  /// The statuses that the newborn enter.
  public let newborn: (insured: Mention, uninsured: Mention)
  /// The moves of a year.
  public internal(set) var stages: [StageDeclaration]
  /// Hazards that answer prices.
  public let responses: [ResponseDeclaration]
  /// Types of workers with a retirement age of their own.
  public let workerTypes: [WorkerTypeDeclaration]
  /// Bases of contributions.
  public internal(set) var bases: [BaseDeclaration]
}

/// An axis of the state of people.
public struct AxisDeclaration: Sendable {
  /// The name in files.
  public let name: Mention
  /// The name in reports.
  public let title: LocalizedText
  /// Its levels in order.
  public internal(set) var levels: [LevelDeclaration]
}

/// A level of an axis.
public struct LevelDeclaration: Sendable {
  /// The name in files.
  public let name: Mention
  /// The name in reports.
  public let title: LocalizedText
  /// Its mortality to that of the table: a lever, and the profile that it multiplies; nil for the table's.
  public let mortality: (factor: Mention, profile: String?)?
}

/// A named selection; with a title an insured group.
public struct GroupDeclaration: Sendable {
  /// The name in files.
  public let name: Mention
  /// Whom it holds.
  public let of: SelectionDeclaration
  /// The name in reports; nil for a mere selection.
  public let title: LocalizedText?
  /// The lever that the cost of its services is multiplied by.
  public let costFactor: Mention?
  /// The lever that says what is collected of contributions due.
  public let collection: Mention?
}

/// Moves that compete within a year.
public struct StageDeclaration: Sendable {
  /// Its name.
  public let name: String
  /// The moves.
  public internal(set) var moves: [MoveDeclaration]
}

/// Who moves where, and how likely.
public struct MoveDeclaration: Sendable {
  /// How likely a move is.
  public enum Likelihood: Sendable, Hashable {
    /// The rate of a lever, times a profile.
    case rate(Mention)
    /// The profile alone.
    case profile
    /// The statutory age of retirement.
    case retirement
  }

  /// The name in messages.
  public let id: Mention
  /// Who leaves.
  public internal(set) var from: SelectionDeclaration
  /// Levels of one axis, with the share of those who move.
  public internal(set) var to: [(level: Mention, share: [FactorDeclaration])]
  /// How likely.
  public let likelihood: Likelihood
  /// The profile by sex and age; nil for retirement.
  public let profile: String?
  /// What the hazard is multiplied by.
  public let times: [FactorDeclaration]
}

/// A hazard that answers a price.
public struct ResponseDeclaration: Sendable {
  /// The lever of the hazard.
  public let hazard: Mention
  /// The price.
  public let price: Mention
  /// The arc elasticity.
  public let elasticity: Mention
}

/// A type of worker.
public struct WorkerTypeDeclaration: Sendable {
  /// The entity of its levers.
  public let entity: Mention
  /// Whom it holds.
  public let sex: Sex
}

/// Earnings that contributions are due on.
public struct BaseDeclaration: Sendable {
  /// The name in files.
  public let name: Mention
  /// The entity of its levers.
  public let entity: String
  /// Whose earnings.
  public let of: SelectionDeclaration
  /// The average wage.
  public let wage: Mention
  /// What floor and cap are multiples of.
  public let boundsOn: Mention
}
