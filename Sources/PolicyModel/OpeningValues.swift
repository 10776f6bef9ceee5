import Quantities
import SchemeModel

/// Mechanisms that look back to the year before open with a value that the place gives (model.md section 9): where it is
/// missing and the mechanism is in force in the base year, that is a fault, never zero.
extension CrossChecks {
  /// A fault for every opening that is asked for and that nobody gives.
  func openings(_ parameters: ParameterSet) -> [Diagnostic] {
    var asked: Set<ParameterID> = []
    return baseline.scheme.lines.compactMap { line in
      guard let opening = line.source.opening, baseline.series[opening.index] == nil, changes[opening] == nil,
        !asked.contains(opening), isInForce(line, parameters)
      else { return nil }
      asked.insert(opening)
      let cause = causes(line).lazy.compactMap { self.location($0) }.first
      let path = baseline.registry[opening].path, before = timeline.baseYear - 1
      return Diagnostic(
        "\(line.id) is in force in \(timeline.baseYear) and counts from \(before), of which no value is given",
        file: cause?.file,
        line: cause?.line, key: path,
        remedy:
          "give \(path) in the assumptions of the place: \(Self.unpublished(line)), marked confidence: judgement where it is not published; 0 if nothing was"
      )
    }
  }

  private static func unpublished(_ line: FlowLine) -> String {
    if case .expenditureOfLastYear = line.source { return "what the fund spent in that year" }
    return "what was owed at its end, the flow of that year times the share"
  }

  /// Whether a line counts something of last year in the base year: its own factors for spending, for a line of last year those
  /// of that line, in the base year or, where the place has values of it, in the year before.
  private func isInForce(_ line: FlowLine, _ parameters: ParameterSet) -> Bool {
    guard case .lineOfLastYear(let other, _) = line.source else {
      return moves(line, parameters) { $0.value($1, year: 0) }
    }
    let granted = baseline.scheme.lines[other]
    return moves(granted, parameters) { $0.value($1, year: 0) } || moves(granted, parameters, ofYearBefore)
  }

  private typealias Factor = (_ product: ScalarProduct, _ parameters: ParameterSet) -> Double

  private func moves(_ line: FlowLine, _ parameters: ParameterSet, _ factor: Factor) -> Bool {
    guard factor(line.product, parameters) != 0 else { return false }
    guard case .lines(let others) = line.source else { return true }
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
  private func causes(_ line: FlowLine) -> [ParameterID] {
    var found: [ParameterID] = []
    func collect(_ line: FlowLine) {
      if case .lines(let others) = line.source { for other in others { collect(baseline.scheme.lines[other]) } }
      found += line.product.parameters
    }
    if case .lineOfLastYear(let other, _) = line.source { collect(baseline.scheme.lines[other]) }
    return (found + line.product.parameters).sorted { changes[$0] != nil && changes[$1] == nil }
  }
}
