import Demography
import Quantities
import SchemeModel

/// One set of weights and how it differs between columns.
struct PathWeights: Sendable {
  let variant: WeightVariant
  let columns: BlockColumns
}

/// A quantity of some statuses under one set of weights: one number a column and year.
struct PathFlow: Hashable, Sendable {
  /// The people it counts, by ``RegionPathPlan/groups``.
  let group: Int
  /// The set of weights.
  let weights: Int
  /// The row of its block.
  let row: Int
}

/// Some statuses under one way of moving people, on one basis: what many flows count.
struct PathGroup: Hashable, Sendable {
  let membership: Int
  let statuses: [Int]
  let basis: CountBasis
}

/// What a region computes once for all scenarios that share it.
struct RegionPathPlan: Sendable {
  let region: Region
  /// Distinct ways of moving people.
  private(set) var membership: [PathMembership] = []
  private(set) var weights: [PathWeights] = []
  private(set) var groups: [PathGroup] = []
  private(set) var flows: [PathFlow] = []
  /// By set of weights its flows, those of one row next to each other.
  private(set) var flowsOfWeights: [[Int]] = []
  /// The flow of each line of people, `[scenario][line]`.
  private(set) var flowOfLine: [[Int?]] = []
  /// Whether a scenario has a rule that reacts.
  let hasReactions: Bool

  private struct MembershipKey: Hashable {
    let central: [ParameterPath]
    let nodes: [Int?]
  }
  private struct WeightKey: Hashable {
    let block: WeightBlock
    let central: [ParameterPath]
    let nodes: [Int?]
  }

  /// - Parameters:
  ///   - nodes: the node of every parameter that differs, by scenario; of each scenario's reference of demand likewise.
  ///   - isDense: counts every cell and status even where cohorts would do.
  init(
    _ input: PathInput, region index: Int, nodes: [[ParameterID: Int]], referenceNodes: [[ParameterID: Int]?],
    isDense: Bool
  ) throws {
    let projection = input.projection
    region = projection.regions[index]
    hasReactions = projection.scenarios.contains { $0.reaction != nil }
    var places = Places()
    for (scenario, rules) in projection.scenarios.enumerated() {
      let own = Own(
        scheme: projection.scheme, parameters: rules.parameters[index], nodes: nodes[scenario],
        reference: rules.demandReference.map { ($0[index], referenceNodes[scenario] ?? nodes[scenario]) })
      let mover = try PathMembership.mover(projection.scheme, own.nodes, input.rules[scenario][index])
      let variant = MembershipVariant(
        scheme: projection.scheme, region: region, timeline: projection.timeline, parameters: own.parameters,
        scenario: rules.id)
      let moved = enter(own, variant, mover, isDense: isDense, &places)
      flowOfLine.append(projection.scheme.lines.map { enter($0, own, membership: moved, &places) })
    }
    flowsOfWeights = weights.indices.map { set in
      flows.indices.filter { flows[$0].weights == set }.sorted { (flows[$0].row, $0) < (flows[$1].row, $1) }
    }
  }

  /// The values of a scenario, and where they differ between columns.
  private struct Own {
    let scheme: Scheme
    let parameters: ParameterSet
    let nodes: [ParameterID: Int]
    let reference: (parameters: ParameterSet, nodes: [ParameterID: Int])?
  }

  /// Where everything distinct stands.
  private struct Places {
    var membership: [MembershipKey: Int] = [:]
    var weights: [WeightKey: Int] = [:]
    var flows: [PathFlow: Int] = [:]
    var groups: [PathGroup: Int] = [:]
  }

  /// The place of a scenario's way of moving people.
  private mutating func enter(
    _ own: Own, _ variant: MembershipVariant, _ mover: ParameterID?, isDense: Bool, _ places: inout Places
  ) -> Int {
    let scheme = own.scheme
    let key = MembershipKey(
      central: scheme.membershipParameters.map { own.parameters[$0] },
      nodes: scheme.membershipParameters.map { own.nodes[$0] })
    if let place = places.membership[key] { return place }
    places.membership[key] = membership.count
    // Where states survive differently, their shares in a cohort differ between paths as mortality does.
    let isAlike = scheme.people.states.mortalityParameters.isEmpty
    membership.append(
      PathMembership(
        variant: variant, nodes: own.nodes.filter { scheme.common.population.contains($0.key) },
        mover: mover.flatMap { id in own.nodes[id].map { (id, $0) } },
        layout: CohortLayout(states: scheme.statuses.count, isFactored: !isDense && mover == nil && isAlike)))
    return membership.count - 1
  }

  /// The place of the flow of a line; nil for a line that counts no people.
  private mutating func enter(_ line: FlowLine, _ own: Own, membership: Int, _ places: inout Places) -> Int? {
    guard case .people(let quantity, let statuses) = line.source else { return nil }
    let block = WeightBlock(quantity, own.scheme)
    let group = PathGroup(membership: membership, statuses: statuses, basis: quantity.basis)
    let groupPlace = places.groups[group] ?? groups.count
    if groupPlace == groups.count {
      places.groups[group] = groupPlace
      groups.append(group)
    }
    guard let row = block.quantities(own.scheme, on: quantity.basis).firstIndex(of: quantity) else {
      preconditionFailure("a block has the quantities that it is chosen for")
    }
    let flow = PathFlow(group: groupPlace, weights: enter(block, own, &places), row: row)
    if let known = places.flows[flow] { return known }
    places.flows[flow] = flows.count
    flows.append(flow)
    return flows.count - 1
  }

  /// The place of a set of weights.
  private mutating func enter(_ block: WeightBlock, _ own: Own, _ places: inout Places) -> Int {
    let scheme = own.scheme
    let benefits = block.branches(scheme).flatMap { scheme.branches[$0].benefitParameters }
    // Demand has nothing to respond to where the other plan is the same.
    let reference = own.reference.flatMap { other in
      benefits.allSatisfy { other.nodes[$0] == own.nodes[$0] && other.parameters[$0] == own.parameters[$0] }
        ? nil : other
    }
    var read = block.parameters(scheme).map { own.nodes[$0] }
    if let reference { read += benefits.map { reference.nodes[$0] } }
    let key = WeightKey(
      block: block, central: WeightVariant.key(block, scheme, own.parameters, reference: reference?.parameters),
      nodes: read)
    if let place = places.weights[key] { return place }
    places.weights[key] = weights.count
    weights.append(
      PathWeights(
        variant: WeightVariant(
          block: block, scheme: scheme, region: region, parameters: own.parameters, reference: reference?.parameters),
        columns: BlockColumns(block, scheme, own.parameters, nodes: own.nodes, reference: reference)))
    return weights.count - 1
  }
}
