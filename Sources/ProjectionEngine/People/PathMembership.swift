import Demography
import Quantities
import SchemeModel

/// One way of moving people over paths. Where a driver moves people between statuses, Q = Q₀ + δ·∂Q with the column's own δ: two
/// products, never a matrix for each path (<doc:Membership>).
struct PathMembership: Sendable {
  let variant: MembershipVariant
  /// The nodes of the parameters of the population.
  let nodes: [ParameterID: Int]
  /// The parameter of the moves that differs between columns, and its node.
  let mover: (id: ParameterID, node: Int)?
  let layout: CohortLayout

  /// The one parameter of the moves between statuses that drivers move, if any.
  ///
  /// - Throws: ``FundcastError`` where moves would not be linear in it, or drivers move two of them.
  static func mover(
    _ scheme: Scheme, _ nodes: [ParameterID: Int], _ rules: ColumnRules
  ) throws -> ParameterID? {
    let population = Set(scheme.common.population)
    let moved = Set(scheme.membershipParameters.filter { nodes[$0] != nil && !population.contains($0) })
    guard let id = moved.min(by: { $0.index < $1.index }) else { return nil }
    func fault(_ message: String) -> FundcastError {
      FundcastError(
        .data,
        Diagnostic(
          message, of: rules.responses.first { $0.parameter == id }.map { .driven($0.name) } ?? .draws,
          remedy: "take this lever out of `draws:`, or switch its driver off"))
    }
    guard moved.count == 1 else {
      throw fault("drivers move people between statuses by \(moved.count) levers; one is possible")
    }
    let stages = scheme.stages.filter { stage in
      stage.moves.contains { move in
        if case .rate(id, _) = move.hazard { return true }
        return move.times.parameters.contains(id) || move.destinations.contains { $0.share.parameters.contains(id) }
      }
    }
    guard stages.count == 1 else {
      throw fault("a driver can move a hazard or a share of one stage of moves, not this lever")
    }
    return id
  }

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
            of: .driven(slab.nodes[mover.node].name),
            in: FaultScope(
              scenario: variant.scenario, region: variant.region.id, year: variant.timeline.baseYear + year),
            value: ShortNumber.text(probability + extreme * slope[place]), remedy: "lower its deviation in `draws:`"))
      }
    }
  }
}
