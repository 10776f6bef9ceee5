/// One year of a region, compiled: every way of moving people, and the rows of every set of weights.
struct CompiledYear: Sendable {
  let membership: [MembershipYear]
  let weights: [CompiledRows]
}

/// All years of one scenario, compiled: ways of moving people and weights of care. Projections that begin with the same scenario
/// take them from here and compile only what others change.
public struct CompiledScenario: Sendable {
  /// `[region][year]`.
  let regions: [[CompiledYear]]
}
