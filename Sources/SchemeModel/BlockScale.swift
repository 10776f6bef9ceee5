/// What a column multiplies in a block of quantities, against the central path.
public struct BlockScale: Sendable, Hashable {
  /// Number of uses.
  public var use: Double
  /// Bill of a use; of contribution bases, earnings.
  public var cost: Double
  /// Deductible; of contribution bases, floor and cap.
  public var lower: Double
  /// Ceiling.
  public var upper: Double

  /// The central path.
  public static let central = BlockScale(use: 1, cost: 1, lower: 1, upper: 1)

  /// Factors on the central path; 1 leaves it as it is.
  ///
  /// - Parameters:
  ///   - use: on services a person.
  ///   - cost: on the bill of a service, or on earnings.
  ///   - lower: on the deductible, or on floor and cap of a contribution base.
  ///   - upper: on the ceiling.
  public init(use: Double, cost: Double, lower: Double, upper: Double) {
    self.use = use
    self.cost = cost
    self.lower = lower
    self.upper = upper
  }
}
