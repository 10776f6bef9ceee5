/// What a month of a span holds instead of the path that lasts.
struct SpanMonth: Sendable {
  let value: Double
  /// The share of a difference between columns that stands in it.
  let kept: Double
  /// The difference it is a share of: the one after so many layers of the path.
  let level: Int
}

/// Values of one lever, month by month over the resolver's years; NaN before the first date.
///
/// The path that lasts and the spans are kept apart: what a span sets is seen in its months and nowhere else, by no rule
/// after the last date and by no later date.
struct MonthlyValues: Sendable {
  /// The path without the spans, which a span returns to where it ends.
  let lasting: [Double]
  /// By place in `lasting`.
  let spans: [Int: SpanMonth]
  /// The values that hold: the path, and in the months of spans what they set.
  let months: [Double]
  /// The last year with a lasting date of its own; after it the `then` rule runs. Nil for constants.
  let lastDatedYear: Int?
  let rule: ThenRule
  /// How differences between columns pass through the path that lasts, lowest layer first.
  let layers: [ColumnLayer]
  /// A change on top that acts in some years only; the values are those without it.
  var reacting: ReactingLayer?

  init(
    lasting: [Double], spans: [Int: SpanMonth] = [:], lastDatedYear: Int? = nil, rule: ThenRule = .hold,
    layers: [ColumnLayer] = []
  ) {
    self.lasting = lasting
    self.spans = spans
    self.lastDatedYear = lastDatedYear
    self.rule = rule
    self.layers = layers
    var months = lasting
    for (place, span) in spans { months[place] = span.value }
    self.months = months
  }

  /// The mean of the months of the year at `index`.
  func annual(_ index: Int) -> Double { Self.mean(months, index) }

  /// The same without the spans.
  func lastingAnnual(_ index: Int) -> Double { Self.mean(lasting, index) }

  private static func mean(_ months: [Double], _ index: Int) -> Double {
    let year = months[(index * 12)..<(index * 12 + 12)]
    guard let first = year.first else { return .nan }
    return year.allSatisfy { $0 == first } ? first : year.reduce(0, +) / 12
  }

  func movesWithin(_ index: Int) -> Bool {
    let first = months[index * 12]
    return (1..<12).contains { months[index * 12 + $0] != first && !(first.isNaN && months[index * 12 + $0].isNaN) }
  }
}
