import Quantities
import SchemeModel

/// What spans leave of the differences between columns: in their months a share of the difference that stood in the layer they
/// count on, in all others that of the path that lasts.
struct SpanSteps {
  /// In order; none where spans change nothing of the differences.
  let steps: [ColumnStep]

  /// - Parameter stages: how many steps stand after so many layers.
  init(_ spans: [Int: SpanMonth], stages: [Int], timeline: Timeline, firstYear: Int) {
    guard let top = stages.last, top > 0, !spans.isEmpty else {
      steps = []
      return
    }
    // Weights a year: of the path's own difference, and of those of earlier stages.
    var own = [Double](repeating: 1, count: timeline.count)
    var earlier: [Int: [Double]] = [:]
    for place in spans.keys.sorted() {
      let year = place / 12 + firstYear - timeline.baseYear
      guard own.indices.contains(year), let span = spans[place] else { continue }
      own[year] -= 1.0 / 12
      let stage = stages.indices.contains(span.level) ? stages[span.level] : top
      if stage == top {
        own[year] += span.kept / 12
      } else if stage > 0, span.kept != 0 {
        earlier[stage, default: [Double](repeating: 0, count: timeline.count)][year] += span.kept / 12
      }
    }
    // Twelve twelfths are one, and what is left of them nothing.
    own = own.map { $0.magnitude < 1e-14 ? 0 : ($0 - 1).magnitude < 1e-14 ? 1 : $0 }
    var steps: [ColumnStep] = []
    for (place, stage) in earlier.keys.sorted().enumerated() {
      let kept = place == 0 ? own : [Double](repeating: 1, count: timeline.count)
      steps.append(.blended(kept: kept, earlier: earlier[stage] ?? [], stage: stage))
    }
    if steps.isEmpty, own.contains(where: { $0 != 1 }) { steps = [.kept(own)] }
    self.steps = steps
  }
}
