/// On whose word something stands, and where.
public struct Citation: Sendable, Hashable {
  /// Who says so.
  public let source: String
  /// How sure it is.
  public let confidence: Confidence
  /// Where it stands.
  public let location: SourceLocation

  /// A source in the place's own words, how sure it is, and the line that names it.
  public init(_ source: String, _ confidence: Confidence, at location: SourceLocation) {
    self.source = source
    self.confidence = confidence
    self.location = location
  }
}

/// A figure that a place gives, to be met.
public struct GivenFigure: Sendable, Hashable {
  /// The figure, in the unit of what it counts.
  public let value: Double
  /// Whether it was published.
  public let kind: FigureKind
  /// Who says so.
  public let citation: Citation

  /// A figure as a file gives it.
  ///
  /// - Parameter value: persons, an amount in the currency, or a share, as its owner says.
  public init(_ value: Double, _ kind: FigureKind, _ citation: Citation) {
    self.value = value
    self.kind = kind
    self.citation = citation
  }

  /// The part of it that counts a share of what it counts.
  func share(_ share: Double) -> GivenFigure { GivenFigure(value * share, kind.ofShare, citation) }
}
