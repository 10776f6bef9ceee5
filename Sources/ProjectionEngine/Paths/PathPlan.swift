import Quantities
import SchemeModel

/// One set of weights and how it differs between columns.
struct PathWeights: Sendable {
  let variant: WeightVariant
  let columns: BlockColumns
}

/// A quantity of some statuses under one set of weights: one number a column and year.
struct PathFlow: Hashable, Sendable {
  let membership: Int
  /// The set of weights; nil for persons at the end of the year.
  let weights: Int?
  /// The row of its block.
  let row: Int
  let statuses: [Int]
}

/// What a region computes once for all scenarios that share it.
struct RegionPathPlan: Sendable {
  let region: Region
  /// Distinct ways of moving people, and the nodes of the four parameters of the population in each.
  private(set) var membership: [(variant: MembershipVariant, nodes: [ParameterID: Int])] = []
  private(set) var weights: [PathWeights] = []
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
    region: Region, index: Int, input: PathInput, nodes: [[ParameterID: Int]], referenceNodes: [[ParameterID: Int]?]
  ) throws {
    self.region = region
    let projection = input.projection, scheme = projection.scheme
    var membershipPlaces: [MembershipKey: Int] = [:]
    var weightPlaces: [WeightKey: Int] = [:]
    var flowPlaces: [PathFlow: Int] = [:]
    for (scenario, rules) in projection.scenarios.enumerated() {
      let own = rules.parameters[index], ownNodes = nodes[scenario]
      try Self.checkMoves(scheme, ownNodes, input.rules[scenario][index])
      let moved = MembershipKey(
        central: scheme.membershipParameters.map { own[$0] }, nodes: scheme.common.population.map { ownNodes[$0] })
      let place = membershipPlaces[moved] ?? membership.count
      if place == membership.count {
        membershipPlaces[moved] = place
        let variant = MembershipVariant(
          scheme: scheme, region: region, timeline: projection.timeline, parameters: own)
        membership.append((variant, ownNodes.filter { scheme.common.population.contains($0.key) }))
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
        let flow = PathFlow(membership: place, weights: weightPlace, row: row, statuses: statuses)
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

  /// A driver may move the population, not the moves between statuses.
  private static func checkMoves(_ scheme: Scheme, _ nodes: [ParameterID: Int], _ rules: ColumnRules) throws {
    let population = Set(scheme.common.population)
    guard let moved = scheme.membershipParameters.first(where: { nodes[$0] != nil && !population.contains($0) }) else {
      return
    }
    throw FundcastError(
      .data,
      Diagnostic(
        "a driver moves people between statuses, which paths cannot do yet",
        key: rules.responses.first { $0.parameter == moved }?.name,
        remedy: "take this lever out of `draws:`, or switch its driver off"))
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

  init(_ input: PathInput) throws {
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
        try RegionPathPlan(region: region, index: index, input: input, nodes: own, referenceNodes: references))
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
    rest = years.map { others.value(parameters, year: $0, month: 0) }
    isMonthly = years.map { parameters.movesWithin($0, product.parameters) }
  }

  /// The product in every column. Where factors move within the year, the differing ones multiply its mean in proportion.
  func fill(_ target: inout [Double], at start: Int, _ slab: ColumnSlab, _ year: Int) {
    let width = ColumnSlab.width
    guard !moving.isEmpty else {
      for column in 0..<width { target[start + column] = central[year] }
      return
    }
    for column in 0..<width {
      target[start + column] =
        isMonthly[year]
        ? moving.reduce(central[year]) { product, factor in
          let middle = factor.value(nil, year, column)
          return middle == 0 ? product : product * factor.value(slab, year, column) / middle
        } : moving.reduce(rest[year]) { $0 * $1.value(slab, year, column) }
    }
  }
}
