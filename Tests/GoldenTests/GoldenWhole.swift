import Quantities
import Results

/// Every line, closing balance and measure of a scenario in all years: what a golden is cut from, and what its digest is of.
struct GoldenWhole: Sendable {
  /// Values that exist in the scenario or the baseline, the years of an item together.
  let rows: [GoldenRow]
  let timeline: Timeline
  /// By fund and unit, the largest value in it of the scenario or the baseline: what a change is a part of.
  private let largest: [Scale: Double]

  private struct Scale: Hashable {
    let fund: String, unit: GoldenUnit
    /// Whether the item has one value for the whole period: present values are some forty times those of a year.
    let isSummary: Bool
  }

  private let summaries: Set<String>

  init(rows: [GoldenRow], timeline: Timeline, summaries: Set<String> = []) {
    self.rows = rows
    self.timeline = timeline
    self.summaries = summaries
    largest = rows.reduce(into: [:]) { largest, row in
      let scale = Scale(fund: row.key.fund, unit: row.unit, isSummary: summaries.contains(row.key.item))
      largest[scale] = max(largest[scale] ?? 1, row.value?.magnitude ?? 0, row.baseline?.magnitude ?? 0)
    }
  }

  /// - Parameter outcome: of the baseline (whose golden is compared with nothing) or of a scenario.
  init(_ outcome: Outcome, _ measures: MeasureBook) {
    let all = Difference.all(outcome, measures)
    self.init(
      rows: all.flatMap { series in
        let unit = GoldenUnit(series.unit, outcome.scheme.form.currency)
        return series.pairs.filter { $0.value != nil || $0.baseline != nil }.map { pair in
          GoldenRow(
            key: .init(fund: series.owner, item: series.name, year: pair.year), unit: unit,
            value: pair.value.map { $0 / unit.size },
            baseline: outcome.scenario == 0 ? nil : pair.baseline.map { $0 / unit.size })
        }
      }, timeline: outcome.timeline, summaries: Set(all.filter { $0.pairs.count == 1 }.map(\.name)))
  }

  /// Values of the scenario.
  var count: Int { rows.count { $0.value != nil } }

  /// A row's change as a part of the largest value of its fund and unit; what prints as less than one weighs as one.
  func part(_ change: Double, of row: GoldenRow) -> Double {
    let scale = Scale(fund: row.key.fund, unit: row.unit, isSummary: summaries.contains(row.key.item))
    return change / (largest[scale] ?? 1)
  }

  /// All values as one number, to hold against the one in a golden: the weighted sum of what the scenario changes, each as a
  /// part of the largest value of its fund and unit; a value that only one of the two has counts one more. (Of the baseline all
  /// values are such.)
  ///
  /// It is rounded once, after summing (``Golden/digestDecimals``), and compared within a unit of the last digit. Were
  /// every value rounded and hashed, one of thousands would lie on the edge of its rounding sooner or later, and the last
  /// bits, which differ between BLAS kernels, would change the hash. The sum moves only as much as they do: by 2e-12 between
  /// kernels of OpenBLAS for processors five years apart (Nehalem and Haswell), a fifty-thousandth of its last digit. A
  /// single value that changes by a ten-millionth of its fund's largest is found, and a line that does in all years by less.
  var digest: Double {
    rows.reduce(0) { sum, row in
      let part =
        switch (row.value, row.baseline) {
        case (let value?, let baseline?): part(value - baseline, of: row)
        case (let value?, nil): 1 + part(value, of: row)
        case (nil, let baseline?): -1 - part(baseline, of: row)
        case (nil, nil): 0.0
        }
      return sum + row.key.weight * part
    }
  }

  /// The years a reviewer reads. Of the baseline: the two that the fit of the base year shows in first, every tenth and the
  /// horizon. Of a reform: the first in which money moves, whether it begins when it should, and the next, when it works for a
  /// whole year and late claims follow; two of the middle run; the horizon.
  func shownYears(isBaseline: Bool) -> [Int] {
    let begin =
      isBaseline
      ? timeline.baseYear : rows.filter { $0.unit.isMoney && $0.shows }.map(\.key.year).min() ?? timeline.baseYear
    let middle = isBaseline ? Array(stride(from: 2000, to: timeline.horizon, by: 10)) : [2030, 2040]
    let years = [begin, begin + 1] + middle + [timeline.horizon]
    return Set(years.filter { $0 >= begin && $0 <= timeline.horizon }).sorted()
  }
}
