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
  /// The flow of each line of people, `[scenario][line]`.
  private(set) var flowOfLine: [[Int?]] = []

  private struct MembershipKey: Hashable {
    let central: [ParameterPath]
    let nodes: [Int?]
  }
  private struct WeightKey: Hashable {
    let block: WeightBlock
    let central: [ParameterPath]
    let nodes: [Int?]
  }

  init(
    region: Region, index: Int, input: PathInput, nodes: [[ParameterID: Int]], referenceNodes: [[ParameterID: Int]?],
    isDense: Bool
  ) throws {
    self.region = region
    let projection = input.projection, scheme = projection.scheme
    var membershipPlaces: [MembershipKey: Int] = [:]
    var weightPlaces: [WeightKey: Int] = [:]
    var flowPlaces: [PathFlow: Int] = [:]
    var groupPlaces: [PathGroup: Int] = [:]
    for (scenario, rules) in projection.scenarios.enumerated() {
      let own = rules.parameters[index], ownNodes = nodes[scenario]
      let mover = try PathMembership.mover(scheme, ownNodes, input.rules[scenario][index])
      let moved = MembershipKey(
        central: scheme.membershipParameters.map { own[$0] }, nodes: scheme.membershipParameters.map { ownNodes[$0] })
      let place = membershipPlaces[moved] ?? membership.count
      if place == membership.count {
        membershipPlaces[moved] = place
        let variant = MembershipVariant(
          scheme: scheme, region: region, timeline: projection.timeline, parameters: own, scenario: rules.id)
        membership.append(
          PathMembership(
            variant: variant, nodes: ownNodes.filter { scheme.common.population.contains($0.key) },
            mover: mover.flatMap { id in ownNodes[id].map { (id, $0) } },
            layout: CohortLayout(states: scheme.statuses.count, isFactored: !isDense && mover == nil)))
      }
      let reference = rules.demandReference?[index]
      let other = reference.map { (parameters: $0, nodes: referenceNodes[scenario] ?? ownNodes) }
      var lines: [Int?] = []
      for line in scheme.lines {
        guard case .people(let quantity, let statuses) = line.source else {
          lines.append(nil)
          continue
        }
        let block = WeightBlock(quantity, scheme)
        let row = block.quantities(scheme, on: quantity.basis).firstIndex(of: quantity) ?? 0
        var read = block.parameters(scheme).map { ownNodes[$0] }
        if let other {
          read += block.branches(scheme).flatMap { scheme.branches[$0].benefitParameters }.map { other.nodes[$0] }
        }
        let key = WeightKey(
          block: block, central: WeightVariant.key(block, scheme, own, reference: reference), nodes: read)
        let weightPlace = weightPlaces[key] ?? weights.count
        if weightPlace == weights.count {
          weightPlaces[key] = weightPlace
          weights.append(
            PathWeights(
              variant: WeightVariant(
                block: block, scheme: scheme, region: region, parameters: own, reference: reference),
              columns: BlockColumns(block, scheme, own, nodes: ownNodes, reference: other)))
        }
        let group = PathGroup(membership: place, statuses: statuses, basis: quantity.basis)
        let groupPlace = groupPlaces[group] ?? groups.count
        if groupPlace == groups.count {
          groupPlaces[group] = groupPlace
          groups.append(group)
        }
        let flow = PathFlow(group: groupPlace, weights: weightPlace, row: row)
        if let known = flowPlaces[flow] {
          lines.append(known)
        } else {
          flowPlaces[flow] = flows.count
          lines.append(flows.count)
          flows.append(flow)
        }
      }
      flowOfLine.append(lines)
    }
  }
}
