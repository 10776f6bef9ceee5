import Glibc
import PolicyModel
import Quantities
import SchemeModel

/// Finds the one figure of the base year that cannot be met beside the others, once the search for all has failed.
///
/// Each figure in turn is left out, its lever held where the search begins, and the others are met. The figure to name is the one
/// without which the levers of the others stay nearest to their start: a wrong unit shows in one figure, and drags others along.
/// Then its own lever is moved as far as the others can still be met, which is how far the figure gets.
struct UnmetFigures {
  let solver: TargetSolver
  let ranges: [ClosedRange<Double>]

  /// Enough for figures that can be met; the others need not be searched to the end.
  private static let limit = 12
  /// The mean distance, in logarithms, below which levers are where they began, and no other set can be likelier.
  private static let atTheirStart = 0.02
  /// Halvings of the way to the end of a range.
  private static let halvings = 5
  /// Figures of which pairs are left out, where no single one explains the failure.
  private static let mostPaired = 4

  private var targets: [BaseYearTarget] { solver.baseline.targets }

  /// The error that names it, or where no figure by itself is to blame the two, or else those that are missed.
  func error(_ fault: String, _ last: TargetSolver.Search) -> FundcastError {
    let missed = missed(last)
    let culprits = single(missed) ?? pair(among: Array(missed.prefix(Self.mostPaired))) ?? []
    let closed = closed(culprits.isEmpty ? missed : culprits)
    guard closed.isEmpty else { return FundcastError(.data, closed) }
    guard !culprits.isEmpty else {
      return FundcastError(.data, missed.map { diagnostic($0, "\(fault): \(reached($0, last))") })
    }
    return FundcastError(.data, culprits.map { diagnostic($0, reason($0, beside: culprits)) })
  }

  private func diagnostic(_ index: Int, _ message: String) -> Diagnostic {
    let target = targets[index]
    return Diagnostic(
      message, of: .figure(target.id), in: FaultScope(year: target.year), value: Self.short(target.value),
      remedy: "check the figure and its unit first, then its start value and the assumptions behind it")
  }

  /// Ceilings of 0 under which these figures cannot be met, each once.
  private func closed(_ figures: [Int]) -> [Diagnostic] {
    guard let parameters = try? solver.resolver.resolve(.baseline(solver.baseline.title)).parameters else { return [] }
    let benefits = ClosedBenefits(baseline: solver.baseline, parameters: parameters)
    var seen: Set<String?> = []
    return figures.flatMap { benefits.faults(targets[$0]) }.filter { seen.insert($0.key).inserted }
  }

  // MARK: - Which figure

  /// The figures that are missed first: most often one of them is the one.
  private func single(_ missed: [Int]) -> [Int]? {
    likeliest((missed + targets.indices.filter { !missed.contains($0) }).map { [$0] })
  }

  private func pair(among candidates: [Int]) -> [Int]? {
    likeliest(candidates.indices.flatMap { a in candidates[(a + 1)...].map { [candidates[a], $0] } })
  }

  /// The set of figures without which the others are met nearest to their start.
  private func likeliest(_ sets: [[Int]]) -> [Int]? {
    var best: (set: [Int], distance: Double)?
    for set in sets {
      guard let found = met(without: set, values: targets.map(\.start)) else { continue }
      let total = targets.indices.reduce(0) { sum, index in
        set.contains(index) ? sum : sum + distance(found.values[index], targets[index].start)
      }
      if total < best?.distance ?? .infinity { best = (set, total) }
      if total < Self.atTheirStart * Double(targets.count) { break }
    }
    return best?.set
  }

  private func distance(_ value: Double, _ start: Double) -> Double {
    value > 0 && start > 0 ? abs(log(value / start)) : abs(value - start)
  }

  /// What meets all figures but some, whose levers are held at `values`; nil where nothing does.
  private func met(without left: [Int], values: [Double]) -> TargetSolver.Search? {
    let free = targets.indices.filter { !left.contains($0) }
    guard !free.isEmpty, let found = try? solver.search(free, from: values, ranges, limit: Self.limit),
      found.fault == nil
    else { return nil }
    return found
  }

  // MARK: - How far it gets

  private func reason(_ index: Int, beside culprits: [Int]) -> String {
    let target = targets[index], lever = solver.baseline.registry[target.unknown].path, range = ranges[index]
    let others = culprits.filter { $0 != index }.map { targets[$0].id }
    let left = others.isEmpty ? "all others are met" : "the others but \(others.joined(separator: ", ")) are met"
    let start = targets.map(\.start)
    guard let here = met(without: culprits, values: start) else { return "it cannot be met beside the others" }
    func held(at value: Double) -> TargetSolver.Search? {
      var values = here.values
      values[index] = value
      return met(without: culprits, values: values)
    }
    let size = max(abs(start[index]), 1e-3) * 0.01, up = start[index] + size <= range.upperBound
    guard let near = held(at: start[index] + (up ? size : -size)) else { return "it cannot be met beside the others" }
    let slope = (near.measures[index] - here.measures[index]) * (up ? 1 : -1)
    guard abs(slope) > 1e-12 * abs(here.measures[index]) else {
      return "it does not depend on the lever that should meet it, \(lever)"
    }
    let wantsMore = target.value > here.measures[index]
    let end = (slope > 0) == wantsMore ? range.upperBound : range.lowerBound
    let (farthest, isEnd) = farthest(from: here, towards: end, index, held)
    let value = Self.short(farthest.values[index]),
      span = "\(Self.short(range.lowerBound))…\(Self.short(range.upperBound))"
    let stop =
      isEnd
      ? "the end of its range \(span)"
      : "beyond which another figure cannot be met\(cause(farthest, besides: culprits))"
    return
      "it cannot be met: with \(lever) = \(value), \(stop), it comes to \(Self.short(farthest.measures[index])) when \(left)"
  }

  /// The last place on the way to the end of the range where the others can be met.
  private func farthest(
    from here: TargetSolver.Search, towards end: Double, _ index: Int, _ held: (Double) -> TargetSolver.Search?
  ) -> (TargetSolver.Search, isEnd: Bool) {
    if let found = held(end) { return (found, true) }
    var good = here, share = 0.0, step = 0.5
    for _ in 0..<Self.halvings {
      let value = here.values[index] + (share + step) * (end - here.values[index])
      if let found = held(value) { (good, share) = (found, share + step) }
      step /= 2
    }
    return (good, false)
  }

  /// The lever that is nearest an end of its range there.
  private func cause(_ found: TargetSolver.Search, besides culprits: [Int]) -> String {
    // Factors are apart by what they are multiplied with.
    func room(_ index: Int) -> Double {
      let range = ranges[index], value = found.values[index]
      let (low, high) = (range.lowerBound, range.upperBound)
      if low > 0, value > 0 { return min(log(value / low), log(high / value)) / log(high / low) }
      return min(value - low, high - value) / (high - low)
    }
    let others = targets.indices.filter { !culprits.contains($0) && ranges[$0].upperBound > ranges[$0].lowerBound }
    guard let tightest = others.min(by: { room($0) < room($1) }), room(tightest) < 0.05 else { return "" }
    let lever = solver.baseline.registry[targets[tightest].unknown].path
    return " (\(targets[tightest].id): \(lever) = \(Self.short(found.values[tightest])))"
  }

  // MARK: - Where nothing explains it

  /// Figures that are missed, the worst first; all where all are met, and the fault lies in how they depend on their levers.
  private func missed(_ last: TargetSolver.Search) -> [Int] {
    func miss(_ index: Int) -> Double { abs(last.measures[index] / targets[index].value - 1) }
    let missed = targets.indices.filter { !(miss($0) < 1e-6) }
    return missed.isEmpty ? Array(targets.indices) : missed.sorted { miss($0) > miss($1) }
  }

  private func reached(_ index: Int, _ last: TargetSolver.Search) -> String {
    let lever = solver.baseline.registry[targets[index].unknown].path
    return "\(lever) = \(Self.short(last.values[index])) gives \(Self.short(last.measures[index]))"
  }

  /// A number with six digits, for messages.
  private static func short(_ value: Double) -> String {
    guard value != 0, value.isFinite else { return "\(value)" }
    let digits = Int(Glibc.floor(log10(abs(value)))) - 5, unit = pow(10, Double(abs(digits)))
    let text = "\(digits < 0 ? (value * unit).rounded() / unit : (value / unit).rounded() * unit)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
