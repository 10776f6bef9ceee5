import SchemeModel

/// How one layer of the path that lasts (the baseline's series, or one change on top of it) carries differences between
/// columns.
struct ColumnLayer: Sendable {
  /// By month: the share of the difference of the layer below that stays; nil for the lowest layer, which has none below.
  var kept: [Double]?
  /// The last dated year; the rule runs after it. Nil where no rule runs.
  var after: Int?
  var rule: ThenRule
  /// The values of this layer by month.
  var months: [Double]
}

/// A change of a reform that acts in some years only.
struct ReactingLayer: Sendable {
  /// Its layers in all years, on top of what is below.
  var layers: [ColumnLayer]
  /// Months of spans under it.
  var spans: [Int: SpanMonth]
  /// What it gives in all years, by month.
  var months: [Double]
  /// What stands without it.
  var without: [Double]
  /// The rule after the last date it gives anew, and the last dated year.
  var then: (rule: ThenRule, after: Int)?
  /// Whether its last dated value adds to what was there.
  var isAdded: Bool
  /// The rule without it.
  var ruleWithout: ThenRule
}
