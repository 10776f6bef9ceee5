/// A move as a scheme declares it: along one axis. The levels on the other axes stay as they are.
public struct AxisMove: Sendable {
  /// The name in messages.
  public let id: String
  /// The states left.
  public let from: [Int]
  /// The axis along which people move.
  public let axis: Int
  /// Where to, levels of the axis, and the share of those who move.
  public let destinations: [(level: Int, share: ScalarProduct)]
  /// How likely.
  public let hazard: Hazard
  /// What the hazard is multiplied by.
  public let times: ScalarProduct

  /// A move along one axis.
  ///
  /// - Parameters:
  ///   - from: indices of ``Scheme/statuses``.
  ///   - axis: an index of the axes, 0 for the membership status.
  ///   - destinations: levels of that axis by index, with shares that sum to one.
  ///   - times: 1 unless said.
  public init(
    id: String, from: [Int], axis: Int, to destinations: [(level: Int, share: ScalarProduct)], hazard: Hazard,
    times: ScalarProduct = ScalarProduct()
  ) {
    self.id = id
    self.from = from
    self.axis = axis
    self.destinations = destinations
    self.hazard = hazard
    self.times = times
  }

  /// The move of each state that is left; those who are where all would go stay there.
  public func moves(in space: StateSpace) -> [Move] {
    from.compactMap { state in
      let there = destinations.map { (status: space.moved(state, along: axis, to: $0.level), share: $0.share) }
      guard there.count > 1 || there.first?.status != state else { return nil }
      return Move(id: id, from: state, hazard: hazard, destinations: there, times: times)
    }
  }
}
