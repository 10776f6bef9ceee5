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
  /// The set of weights; nil for persons at the end of the year.
  let weights: Int?
  /// The row of its block.
  let row: Int
}

/// Some statuses under one way of moving people: what many flows count.
struct PathGroup: Hashable, Sendable {
  let membership: Int
  let statuses: [Int]
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
      let mover = try Self.mover(scheme, ownNodes, input.rules[scenario][index])
      let moved = MembershipKey(
        central: scheme.membershipParameters.map { own[$0] }, nodes: scheme.membershipParameters.map { ownNodes[$0] })
      let place = membershipPlaces[moved] ?? membership.count
      if place == membership.count {
        membershipPlaces[moved] = place
        let variant = MembershipVariant(
          scheme: scheme, region: region, timeline: projection.timeline, parameters: own)
        membership.append(
          PathMembership(
            variant: variant, nodes: ownNodes.filter { scheme.common.population.contains($0.key) },
            mover: mover.flatMap { id in ownNodes[id].map { (id, $0) } },
            carriers: Carriers(statuses: scheme.statuses.count, isDense: isDense || mover != nil)))
      }
      let reference = rules.demandReference?[index]
      let other = reference.map { (parameters: $0, nodes: referenceNodes[scenario] ?? ownNodes) }
      var lines: [Int?] = []
      for line in scheme.lines {
        guard case .people(let quantity, let statuses) = line.source else {
          lines.append(nil)
          continue
        }
        var weightPlace: Int?
        var row = 0
        if let block = WeightBlock(quantity) {
          row = block.quantities.firstIndex(of: quantity) ?? 0
          var read = block.parameters(scheme).map { ownNodes[$0] }
          if case .branch(let branch) = block, let other {
            read += scheme.branches[branch].benefitParameters.map { other.nodes[$0] }
          }
          let key = WeightKey(
            block: block, central: WeightVariant.key(block, scheme, own, reference: reference), nodes: read)
          let known = weightPlaces[key] ?? weights.count
          if known == weights.count {
            weightPlaces[key] = known
            weights.append(
              PathWeights(
                variant: WeightVariant(
                  block: block, scheme: scheme, region: region, parameters: own, reference: reference),
                columns: BlockColumns(block, scheme, own, nodes: ownNodes, reference: other)))
          }
          weightPlace = known
        }
        let group = PathGroup(membership: place, statuses: statuses)
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

  /// The one parameter of the moves between statuses that drivers move, if any.
  ///
  /// - Throws: ``FundcastError`` where moves would not be linear in it, or drivers move two of them.
  private static func mover(
    _ scheme: Scheme, _ nodes: [ParameterID: Int], _ rules: ColumnRules
  ) throws -> ParameterID? {
    let population = Set(scheme.common.population)
    let moved = Set(scheme.membershipParameters.filter { nodes[$0] != nil && !population.contains($0) })
    guard let id = moved.min(by: { $0.index < $1.index }) else { return nil }
    func fault(_ message: String) -> FundcastError {
      FundcastError(
        .data,
        Diagnostic(
          message, key: rules.responses.first { $0.parameter == id }?.name,
          remedy: "take this lever out of `draws:`, or switch its driver off"))
    }
    guard moved.count == 1 else {
      throw fault("drivers move people between statuses by \(moved.count) levers; one is possible")
    }
    let stages = scheme.stages.filter { stage in
      stage.moves.contains { move in
        if case .rate(id, _) = move.hazard { return true }
        return move.destinations.contains { $0.share.parameters.contains(id) }
      }
    }
    guard stages.count == 1 else {
      throw fault("a driver can move a hazard or a share of one stage of moves, not this lever")
    }
    return id
  }
}

/// One way of moving people over paths.
struct PathMembership: Sendable {
  let variant: MembershipVariant
  /// The nodes of the parameters of the population.
  let nodes: [ParameterID: Int]
  /// The parameter of the moves that differs between columns, and its node.
  let mover: (id: ParameterID, node: Int)?
  let carriers: Carriers

  /// ∂Qᵀ of a year by the parameter that differs; nil for none. Moves are linear in it, so that any step gives it.
  func slope(_ year: Int, _ transitions: [Double]) throws -> [Double]? {
    guard let mover else { return nil }
    var parameters = variant.parameters
    var path = parameters[mover.id].annual
    let step = path[year] > 0 ? -path[year] / 2 : 1e-3
    path[year] += step
    parameters.paths[mover.id.index] = ParameterPath(annual: path)
    let other = try MembershipVariant(
      scheme: variant.scheme, region: variant.region, timeline: variant.timeline, parameters: parameters
    ).transitions(year: year)
    return zip(other, transitions).map { ($0 - $1) / step }
  }

  /// Refuses differences that take a probability out of 0…1.
  func check(_ difference: [Double], _ slope: [Double], _ transitions: [Double], _ slab: ColumnSlab, _ year: Int) throws
  {
    guard let mover else { return }
    for extreme in [difference.prefix(slab.used).min() ?? 0, difference.prefix(slab.used).max() ?? 0] {
      for (place, probability) in transitions.enumerated() where probability + extreme * slope[place] < -1e-12 {
        let path = slab.firstPath + (difference.firstIndex(of: extreme) ?? 0)
        throw FundcastError(
          .data,
          Diagnostic(
            "a driver takes the moves between statuses out of 0…1 on path \(path) in \(variant.timeline.baseYear + year)",
            key: slab.nodes[mover.node].name, value: "\(probability + extreme * slope[place])",
            remedy: "lower its deviation in `draws:`"))
      }
    }
  }
}

/// A projection over paths made ready.
struct PathPlan: Sendable {
  let input: PathInput
  let graph: ColumnGraph
  let regions: [RegionPathPlan]
  /// `[region][scenario]`.
  let nodes: [[[ParameterID: Int]]]
  /// `[region][scenario][line]`.
  let factors: [[[LineFactor]]]

  /// - Parameter isDense: counts every cell and status even where cohorts would do; for comparison.
  init(_ input: PathInput, isDense: Bool = false) throws {
    self.input = input
    let projection = input.projection
    var graph = ColumnGraph()
    var nodes: [[[ParameterID: Int]]] = [], plans: [RegionPathPlan] = [], factors: [[[LineFactor]]] = []
    for (index, region) in projection.regions.enumerated() {
      var own: [[ParameterID: Int]] = [], references: [[ParameterID: Int]?] = []
      for (scenario, rules) in projection.scenarios.enumerated() {
        own.append(graph.enter(input.rules[scenario][index], rules.parameters[index]))
        if let reference = rules.demandReference, let other = input.referenceRules[scenario] {
          references.append(graph.enter(other[index], reference[index]))
        } else {
          references.append(nil)
        }
      }
      plans.append(
        try RegionPathPlan(
          region: region, index: index, input: input, nodes: own, referenceNodes: references, isDense: isDense))
      factors.append(
        projection.scenarios.indices.map { scenario in
          projection.scheme.lines.map {
            LineFactor($0, projection.scenarios[scenario].parameters[index], own[scenario], projection.timeline)
          }
        })
      nodes.append(own)
    }
    self.graph = graph
    regions = plans
    self.nodes = nodes
    self.factors = factors
  }
}

/// The scalar product of a line on columns.
struct LineFactor: Sendable {
  /// Every factor, the year as the mean of its months; one value a year.
  let central: [Double]
  /// The factors that differ between columns, each a product of parameters or one minus it.
  private let moving: [Moving]
  /// The other factors, one value a year; unused where a factor moves within the year.
  private let rest: [Double]
  private let isMonthly: [Bool]

  private struct Moving: Sendable {
    let isComplement: Bool
    /// Central values by year and node of each parameter.
    let parameters: [(central: [Double], node: Int?)]

    func value(_ slab: ColumnSlab?, _ year: Int, _ column: Int) -> Double {
      let product = parameters.reduce(1) { product, parameter in
        let difference = slab.flatMap { slab in
          parameter.node.map { slab.differences[$0 * ColumnSlab.width + column] }
        }
        return product * (parameter.central[year] + (difference ?? 0))
      }
      return isComplement ? 1 - product : product
    }
  }

  init(_ line: FlowLine, _ parameters: ParameterSet, _ nodes: [ParameterID: Int], _ timeline: Timeline) {
    let product = line.product, years = 0..<timeline.count
    central = years.map { product.value(parameters, year: $0, profile: line.monthlyProfile) }
    let differs = product.factors.map { $0.parameters.contains { nodes[$0] != nil } }
    moving = zip(product.factors, differs).filter(\.1).map { factor, _ in
      var isComplement = false
      if case .complement = factor { isComplement = true }
      return Moving(
        isComplement: isComplement, parameters: factor.parameters.map { (parameters[$0].annual, nodes[$0]) })
    }
    let others = ScalarProduct(zip(product.factors, differs).filter { !$0.1 }.map(\.0))
    rest = years.map { others.value(parameters, year: $0, profile: line.monthlyProfile) }
    isMonthly = years.map { parameters.movesWithin($0, product.parameters) }
  }

  /// The product in every column. Where factors move within the year, the differing ones multiply its mean in proportion.
  func fill(_ target: inout [Double], at start: Int, _ slab: ColumnSlab, _ year: Int) {
    let width = ColumnSlab.width
    guard !moving.isEmpty else {
      for column in 0..<width { target[start + column] = central[year] }
      return
    }
    // In proportion to nothing there is no proportion: the year's means are multiplied then.
    let inProportion = isMonthly[year] && moving.allSatisfy { $0.value(nil, year, 0) != 0 }
    for column in 0..<width {
      target[start + column] =
        inProportion
        ? moving.reduce(central[year]) { $0 * $1.value(slab, year, column) / $1.value(nil, year, column) }
        : moving.reduce(rest[year]) { $0 * $1.value(slab, year, column) }
    }
  }
}
