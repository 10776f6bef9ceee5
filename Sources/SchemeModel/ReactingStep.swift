/// A lever under a reform that acts in some years: what it is on a column whose own history says when.
///
/// While the rule acts the lever has the value the reform gives it, and without it the value it would have had: a level comes
/// and goes with the rule. A rule after the last date that the reform gives anew runs from where the column stands, in years in
/// which the reform acts and in no other, and what it has done by then stays (<doc:Reactions>): in the other years the
/// level moves as it would have.
public struct ReactingStep: Sendable, Hashable {
  /// What a rule after the last date does to a level in a year.
  public enum Run: Sendable, Hashable {
    /// Grows by a constant share; 0 stays.
    case grow(Double)
    /// Grows by the yearly values of a parameter.
    case growBy(ParameterID)
    /// Moves in proportion to a parameter.
    case index(ParameterID)
    /// Rises by an amount.
    case step(Double)
  }

  /// Values with the reform in all years on the central path, by year, everything else as without it.
  public let central: [Double]
  /// The rule that the reform gives anew; nil where its values only come and go.
  public let run: Run?
  /// Year index of the last dated year, after which the rule runs.
  public let after: Int
  /// Whether what the dated values change is an amount on top (else a share) once the rule runs.
  public let addsDated: Bool
  /// Whether what the rule has done is an amount on top (else a share) of what would have been.
  public let addsRun: Bool

  /// A step of one lever.
  ///
  /// - Parameters:
  ///   - central: `[year]`, in the unit of the lever.
  ///   - after: counted from the base year, 0.
  ///   - addsDated: true where dated values add to what was there, false where they multiply it.
  ///   - addsRun: likewise for the rule.
  public init(central: [Double], run: Run?, after: Int, addsDated: Bool, addsRun: Bool) {
    self.central = central
    self.run = run
    self.after = after
    self.addsDated = addsDated
    self.addsRun = addsRun
  }

  /// The same with another parameter in the place of the one the rule reads.
  public func reading(_ id: ParameterID) -> ReactingStep {
    let run: Run? =
      switch self.run {
      case .growBy: .growBy(id)
      case .index: .index(id)
      default: self.run
      }
    return ReactingStep(central: central, run: run, after: after, addsDated: addsDated, addsRun: addsRun)
  }
}

/// How the values of a scenario under a rule that reacts follow from its history, where levels carry what earlier years did:
/// the same rules, without draws, as its columns have.
public struct ReactingRules: Sendable {
  /// By region.
  public let rules: [ColumnRules]
  /// The same of the reference of demand; nil where there is none.
  public let references: [ColumnRules]?

  /// Rules `[region]`, and those of the scenario with the benefits of the baseline, to which demand responds.
  public init(rules: [ColumnRules], references: [ColumnRules]?) {
    self.rules = rules
    self.references = references
  }
}
