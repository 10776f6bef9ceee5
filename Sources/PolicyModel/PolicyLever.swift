import Quantities

/// A policy system that planners speak of, by its id in scenario files.
public struct PolicyLever: Sendable {
  /// Whether it moves money; a data source or a reported test moves none.
  public enum Effect: Sendable {
    case flows
    case none(LocalizedText)
  }

  /// `L01`.
  public let id: String
  /// The name in reports.
  public let title: LocalizedText
  /// What it can do.
  public let effect: Effect
  /// The levers that it moves.
  public let moves: [LeverPattern]
  /// Other names.
  public let words: [String]
  /// What stands for it where no lever is its own, or where its own lack something.
  public let standIns: StandIns

  /// A policy under its id.
  public init(
    id: String, title: LocalizedText, effect: Effect = .flows, moves: [LeverPattern] = [], words: [String] = [],
    standIns: StandIns = StandIns()
  ) {
    self.id = id
    self.title = title
    self.effect = effect
    self.moves = moves
    self.words = words
    self.standIns = standIns
  }

  /// Paths of the levers that come closest.
  public var nearest: [String] { standIns.nearest }
  /// How those stand for it.
  public var remark: LocalizedText? { standIns.remark }
  /// Names of reforms that show it so.
  public var reforms: [String] { standIns.reforms }
  /// What its own levers leave out of it, if anything.
  public var lacking: LocalizedText? { standIns.lacking }
}

/// What stands for a policy system beside levers of its own.
public struct StandIns: Sendable {
  /// Paths of the levers that come closest where none is its own, or where ``lacking`` says what they lack.
  public let nearest: [String]
  /// How those stand for it.
  public let remark: LocalizedText?
  /// Names of reforms that show it so.
  public let reforms: [String]
  /// What its own levers leave out of it, if anything.
  public let lacking: LocalizedText?

  /// What to use instead, nothing unless said.
  ///
  /// - Parameters:
  ///   - nearest: paths of levers, the closest first.
  ///   - reforms: names without the ending of their files.
  public init(
    nearest: [String] = [], remark: LocalizedText? = nil, reforms: [String] = [], lacking: LocalizedText? = nil
  ) {
    self.nearest = nearest
    self.remark = remark
    self.reforms = reforms
    self.lacking = lacking
  }
}
