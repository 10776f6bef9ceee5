import Arrays
import Glibc
import PolicyModel
import ProjectionEngine
import Quantities
import Results
import SchemeModel

/// Solves one value for each published figure of the base year, all together: Newton steps by Broyden's method. Derivatives are
/// differences at the start, whose perturbations are scenarios of one projection; each step then corrects them by what it found,
/// so that it costs one scenario. Far from the figures, and where that brings too little, the differences are taken anew.
struct TargetSolver {
  let baseline: Baseline
  let region: Region
  let timeline: Timeline
  /// Resolves the baseline; knows it with the values the search starts from.
  let resolver: SeriesResolver
  /// Hazards of those who are to move in the base year.
  let inflows: [ParameterID: ParameterPath]

  struct Solution {
    let targets: [SolvedTarget]
    /// Steps made.
    let iterations: Int
    let warnings: [LocalizedText]
  }

  private static let limit = 60
  private static let tolerance = 1e-12
  /// Where rounding may end the search, if no step brings it further.
  private static let floor = 1e-10
  /// The largest relative difference from which on derivatives are corrected.
  private static let near = 0.05
  private static let perturbation = 1e-4

  /// Values that meet figures, or the end of a search for them.
  struct Search {
    /// Of every lever, the fixed ones among them.
    let values: [Double]
    let measures: [Double]
    let moves: Int
    /// Why there is no solution; nil where there is one.
    let fault: String?
  }

  /// - Throws: ``FundcastError`` where a figure cannot be met, naming it.
  func solve() throws -> Solution {
    let targets = baseline.targets
    guard !targets.isEmpty else { return Solution(targets: [], iterations: 0, warnings: []) }
    let ranges = try ranges()
    let found = try search(Array(targets.indices), from: targets.map(\.start), ranges, limit: Self.limit)
    if let fault = found.fault { throw UnmetFigures(solver: self, ranges: ranges).error(fault, found) }
    let result = targets.indices.map {
      SolvedTarget(target: targets[$0], solved: found.values[$0], achieved: found.measures[$0])
    }
    return Solution(targets: result, iterations: found.moves, warnings: warnings(result))
  }

  /// Looks for values of the levers of `free` figures that meet these; the other levers keep the values they start from.
  func search(
    _ free: [Int], from start: [Double], _ ranges: [ClosedRange<Double>], limit: Int
  ) throws -> Search {
    var values = start, earlier = values
    var derivatives: Derivatives?
    var worst = Double.infinity
    var moves = 0
    var best: (values: [Double], measures: [Double], found: Double, moves: Int)?
    func own(_ all: [Double]) -> [Double] { free.map { all[$0] } }
    func end(_ fault: String?, _ values: [Double], _ measures: [Double], _ moves: Int) -> Search {
      Search(values: values, measures: measures, moves: moves, fault: fault)
    }
    for _ in 1...limit {
      // Far from the figures what one step found says little of the next.
      if worst > Self.near { derivatives = nil }
      let isCorrected = derivatives?.isCorrected ?? false
      let steps = free.map { step(values[$0], ranges[$0]) }
      let trials = derivatives == nil ? free.indices.map { moved(values, free[$0], by: steps[$0]) } : []
      let measures: [[Double]]
      do {
        measures = try measure([values] + trials)
      } catch  where isCorrected {
        (values, derivatives) = (earlier, nil)
        continue
      }
      let residuals = own(residuals(measures[0]))
      let found = residuals.allSatisfy(\.isFinite) ? residuals.map { abs($0) }.max() ?? 0 : .infinity
      guard found.isFinite || isCorrected else {
        return end("the figure cannot be compared", values, measures[0], moves)
      }
      if found < best?.found ?? .infinity { best = (values, measures[0], found, moves) }
      let isStuck = derivatives != nil && found > worst / 2
      // Nobody comes nearer than rounding lets him: there not even derivatives just taken help.
      if let best, best.found < Self.tolerance || (best.found < Self.floor && isStuck && !isCorrected) {
        return end(nil, best.values, best.measures, best.moves)
      }
      if isStuck {
        // A step of corrected derivatives that leads away is taken back.
        if isCorrected, found > worst { values = earlier } else { worst = found }
        derivatives = nil
        continue
      }
      worst = found
      let answers = measures.dropFirst().map { own(self.residuals($0)) }
      derivatives = corrected(derivatives, at: own(values), residuals, trials: answers, steps)
      guard let move = derivatives?.move(residuals) else {
        guard derivatives?.isCorrected == true else {
          return end("a figure does not depend on the lever that should meet it", values, measures[0], moves)
        }
        derivatives = nil
        continue
      }
      (earlier, moves) = (values, moves + 1)
      for (place, index) in free.enumerated() {
        values[index] = bounded(values[index] - move[place], from: values[index], ranges[index])
      }
    }
    guard let best else { return end("the figure cannot be compared", values, values.map { _ in .nan }, moves) }
    return end("no solution after \(moves) steps", best.values, best.measures, moves)
  }

  /// Derivatives corrected by what the last move gave, or taken anew from trials.
  private func corrected(
    _ derivatives: Derivatives?, at values: [Double], _ residuals: [Double], trials: [[Double]], _ steps: [Double]
  ) -> Derivatives {
    guard var derivatives else { return Derivatives(at: values, residuals, trials: trials, steps) }
    derivatives.correct(at: values, residuals)
    return derivatives
  }

  /// Relative differences from the figures.
  private func residuals(_ measures: [Double]) -> [Double] {
    zip(measures, baseline.targets).map { $0 / $1.value - 1 }
  }

  private func moved(_ values: [Double], _ index: Int, by step: Double) -> [Double] {
    var moved = values
    moved[index] += step
    return moved
  }

  /// The perturbation of a value, into its range.
  private func step(_ value: Double, _ range: ClosedRange<Double>) -> Double {
    let size = max(abs(value), 1e-3) * Self.perturbation
    return value + size > range.upperBound ? -size : size
  }

  /// What each unknown may be: the lever's range, and for the rate of a branch what keeps the rate of every setting a share.
  private func ranges() throws -> [ClosedRange<Double>] {
    let parameters = try resolver.resolve(.baseline(baseline.title)).parameters
    return baseline.targets.map { target in
      let range = baseline.registry[target.unknown].spec.range
      let additions = baseline.scheme.branches.filter { $0.benefits.reimbursementRate == target.unknown }.flatMap(
        \.settings
      )
      .filter { parameters.value($0.share, 0) > 0 }.map { parameters.value($0.rateAddition, 0) }
      let lower = additions.reduce(range.lowerBound) { max($0, -$1) }
      return lower...max(lower, additions.reduce(range.upperBound) { min($0, 1 - $1) })
    }
  }

  /// A Newton step stays inside its range: it goes at most nine tenths of the way to the end it would pass.
  private func bounded(_ proposal: Double, from value: Double, _ range: ClosedRange<Double>) -> Double {
    if proposal > range.upperBound { return value + 0.9 * (range.upperBound - value) }
    if proposal < range.lowerBound { return value + 0.9 * (range.lowerBound - value) }
    return proposal
  }

  /// The measures of several sets of values, one projection of the base year for all.
  private func measure(_ trials: [[Double]]) throws -> [[Double]] {
    let solved = trials.map { Dictionary(zip(baseline.targets.map(\.unknown), $0), uniquingKeysWith: { $1 }) }
    let scenarios = try resolver.resolve(.baseline(baseline.title), trials: solved).enumerated().map {
      index, resolved in
      ScenarioRules(id: "trial \(index)", parameters: [resolved.with(inflows).parameters], demandReference: nil)
    }
    let plan = Plan(
      ProjectionInput(timeline: timeline, scheme: baseline.scheme, regions: [region], scenarios: scenarios))
    let result = try Projection.run(plan, years: timeline.reportedCount)
    return trials.indices.map { scenario in
      baseline.targets.map { BaseYearMeasure.value($0, result.outcome(scenario: scenario, region: 0)) }
    }
  }

  /// A solved factor far from one (of costs, of the contribution base) means that an assumption is wrong, whatever the total says.
  private func warnings(_ solved: [SolvedTarget]) -> [LocalizedText] {
    solved.compactMap { entry in
      let lever = baseline.registry[entry.target.unknown]
      guard lever.isMatchedFactor, !CalibrationResult.plausibleFactors.contains(entry.solved) else {
        return nil
      }
      return LocalizedText(
        en:
          "\(lever.path) = \(entry.solved) lies outside 0.8…1.25: the assumptions behind \(entry.target.id) do not fit the figure",
        zh: "\(lever.title.zh)为\(ShortNumber.text(entry.solved))，超出0.8–1.25，相关假设与该公布数不符。")
    }
  }
}
