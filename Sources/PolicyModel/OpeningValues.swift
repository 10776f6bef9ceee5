import Quantities
import SchemeModel

/// Mechanisms that look back to the year before open with a value that the place gives (<doc:Ledgers>): where it is
/// missing and the mechanism is in force in the base year, that is a fault, never zero.
extension CrossChecks {
  /// A fault for every opening that is asked for and that nobody gives.
  func openings(_ parameters: ParameterSet) -> [Diagnostic] {
    var asked: Set<ParameterID> = []
    return baseline.scheme.memory.sorted { $0.settledBy < $1.settledBy }.compactMap { memory in
      let opening = memory.opening, line = baseline.scheme.lines[memory.settledBy]
      guard blame.location(of: opening) == nil, !asked.contains(opening), isInForce(memory, parameters) else {
        return nil
      }
      asked.insert(opening)
      let levers = causes(memory)
      let cause = blame.cause(of: levers)?.location
      let path = baseline.registry[opening].path, before = timeline.baseYear - 1
      return Diagnostic(
        "\(line.id) is in force in \(timeline.baseYear) and counts from \(before), of which no value is given",
        file: cause?.file,
        line: cause?.line, key: path,
        remedy:
          "give \(path) in the assumptions of the place: \(Self.unpublished(memory)), marked confidence: judgement where it is not published; 0 if nothing was"
      )
    }
  }

  /// What is paid of claims in later years is no more than all of them.
  func runOffs(_ parameters: ParameterSet) -> [Diagnostic] {
    let scheme = baseline.scheme
    return scheme.mechanisms.map(\.declaration).filter { $0.kind == ClaimsRunOff.kind }.compactMap { claims in
      let shares = (claims.posts["deferred"] ?? []).flatMap { scheme.lines[$0].product.parameters }
      func sum(_ year: Int, _ month: Int) -> Double {
        shares.reduce(0) { $0 + parameters[$1].value(year: year, month: month) }
      }
      guard let at = firstMonth(of: shares, parameters, { sum($0, $1) <= 1 + 1e-12 }) else { return nil }
      return fault(
        shares,
        "shares of \(claims.id) that are paid in later years come to more than 1 in \(timeline.baseYear + at.year)",
        value: { parameters[$0].value(year: at.year, month: at.month) }, total: sum(at.year, at.month),
        remedy: "check \(shares.map { baseline.registry[$0].path }.joined(separator: ", "))")
    }
  }

  private static func unpublished(_ memory: MechanismMemory) -> String {
    memory.owed == nil
      ? "what the fund spent in that year" : "what was owed at its end, the flow of that year times the share"
  }

  /// Whether something of last year is counted in the base year: by the factors of its line for spending, for what is owed those
  /// of the line that counts it, in the base year or, where the place has values of it, in the year before.
  private func isInForce(_ memory: MechanismMemory, _ parameters: ParameterSet) -> Bool {
    memory.grantedBy.map { baseline.scheme.lines[$0] }.contains { line in
      moves(line, parameters) { $0.value($1, year: 0) }
        || (memory.owed != nil && moves(line, parameters, ofYearBefore))
    }
  }

  private typealias Factor = (_ product: ScalarProduct, _ parameters: ParameterSet) -> Double

  private func moves(_ line: FlowLine, _ parameters: ParameterSet, _ factor: Factor) -> Bool {
    guard factor(line.product, parameters) != 0 else { return false }
    guard let others = line.source.counted else { return true }
    return others.contains { moves(baseline.scheme.lines[$0], parameters, factor) }
  }

  /// The product with what the place says of December of the year before, and its first value where it says nothing.
  private func ofYearBefore(_ product: ScalarProduct, _ parameters: ParameterSet) -> Double {
    let end = MonthDate(year: timeline.baseYear - 1, month: 11)
    let known = Dictionary(
      product.parameters.compactMap { id -> (ParameterID, ParameterPath)? in
        let points = baseline.series[id.index]?.points ?? []
        guard case .set(let value)? = points.last(where: { $0.from <= end && ($0.through ?? end) >= end })?.value else {
          return nil
        }
        return (id, ParameterPath(annual: [value]))
      }, uniquingKeysWith: { first, _ in first })
    return product.factors.reduce(1) { product, factor in
      func value(_ id: ParameterID) -> Double {
        known[id]?.value(year: 0, month: 0) ?? parameters[id].value(year: 0, month: 0)
      }
      switch factor {
      case .parameter(let id): return product * value(id)
      case .complement(let ids): return product * (1 - ids.reduce(1) { $0 * value($1) })
      case .constant(let number): return product * number
      }
    }
  }

  /// The levers that put a line into force, those of the line it counts before its own.
  private func causes(_ memory: MechanismMemory) -> [ParameterID] {
    var found: [ParameterID] = []
    func collect(_ line: FlowLine) {
      for other in line.source.counted ?? [] { collect(baseline.scheme.lines[other]) }
      found += line.product.parameters
    }
    for line in memory.grantedBy { collect(baseline.scheme.lines[line]) }
    return found + baseline.scheme.lines[memory.settledBy].product.parameters
  }
}
