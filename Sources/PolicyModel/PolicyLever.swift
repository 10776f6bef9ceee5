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
  /// Other names.
  public let words: [String]
  /// Paths of the levers that come closest where none is its own, or where ``lacking`` says what they lack.
  public let nearest: [String]
  /// How those stand for it.
  public let remark: LocalizedText?
  /// Names of reforms that show it so.
  public let reforms: [String]
  /// What its own levers leave out of it, if anything.
  public let lacking: LocalizedText?

  /// See the properties.
  public init(
    id: String, title: LocalizedText, effect: Effect = .flows, words: [String] = [], nearest: [String] = [],
    remark: LocalizedText? = nil, reforms: [String] = [], lacking: LocalizedText? = nil
  ) {
    self.id = id
    self.title = title
    self.effect = effect
    self.words = words
    self.nearest = nearest
    self.remark = remark
    self.reforms = reforms
    self.lacking = lacking
  }
}
