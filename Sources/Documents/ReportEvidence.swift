import Calibration
import PolicyModel
import Quantities
import Results

/// What the figures of the base year prove, and what was tried on figures that nothing was fitted to.
struct ReportEvidence {
  let kinds: FigureKinds
  /// The first and last year of the figures.
  let years: ClosedRange<Int>
  /// The largest miss of a figure, as a share of it.
  let largestMiss: Double
  /// Growth per insured since the base year beside the published one, in points, one for each figure that no lever was solved for.
  let misses: [Double]

  /// A figure missed by more is flagged, as a share of it.
  static let plausibleMiss = 1e-4

  init(_ context: ReportContext) {
    let baseline = context.run.baseline
    // Growth is compared within one region.
    let misses =
      context.isRegional ? [] : GrowthMiss.all(context.outcome(0), baseline).filter { !$0.isFitted }.map(\.points)
    self.init(baseline, fitted: context.run.regions.flatMap(\.calibration.targets), misses: misses)
  }

  init(_ baseline: Baseline, fitted: [SolvedTarget], misses: [Double]) {
    kinds = FigureKinds(baseline)
    let all = baseline.targets.map(\.year) + [baseline.baseYear]
    years = (all.min() ?? baseline.baseYear)...(all.max() ?? baseline.baseYear)
    largestMiss =
      fitted.map { ($0.achieved - $0.target.value).magnitude / max($0.target.value.magnitude, 1) }.max() ?? 0
    self.misses = misses
  }

  /// What stands under "Before signing"; the Chinese below the English.
  var sentences: [LocalizedText] {
    guard kinds.total > 0 else {
      return [
        LocalizedText(
          en: "WARNING: no figure of the base year is given: nothing ties the projection to this place.",
          zh: "警示：未给出任何基年指标，测算与本地实际无任何对照。")
      ]
    }
    var texts = [fit]
    if largestMiss > Self.plausibleMiss {
      let miss = ReportFormat.percent(largestMiss, decimals: 4)
      texts.append(
        LocalizedText(
          en: "WARNING: a figure is missed by \(miss) of itself; see section 1.", zh: "警示：有指标未吻合，最大偏差\(miss)，见第1节。"))
    }
    if !kinds.hasPublishedAmount {
      texts.append(
        LocalizedText(
          en:
            "WARNING: no amount of money of this place is published: every income, expenditure and balance that is met was derived or"
            + " judged.",
          zh: "警示：本地无公布金额，所吻合的收入、支出和结余均为推算或判断。"))
    }
    return texts
  }

  private var fit: LocalizedText {
    let counts = FigureKind.allCases.map { (count: kinds[$0], title: $0.title) }
    let span = years.count > 1 ? "\(years.lowerBound)–\(years.upperBound)" : "\(years.lowerBound)"
    let tested = test
    return LocalizedText(
      en: "Of \(kinds.total) figures of \(span) that are met, "
        + counts.map { "\($0.count) \($0.title.en)" }.joined(separator: ", ")
        + "; a figure each with a lever of its own, so their fit proves nothing (section 1); \(tested.en).",
      zh: "所吻合的\(span)年指标共\(kinds.total)项，其中" + counts.map { "\($0.title.zh)\($0.count)项" }.joined(separator: "、")
        + "；每项各由一个参数求解，吻合不构成检验（见第1节）；\(tested.zh)。")
  }

  private var test: LocalizedText {
    guard let worst = misses.max(by: { $0.magnitude < $1.magnitude }) else {
      return LocalizedText(en: "nothing is tested out of sample", zh: "无样本外检验")
    }
    let typical = ReportFormat.number(Self.median(misses.map(\.magnitude)), decimals: 1)
    let largest = ReportFormat.signed(worst, decimals: 1)
    let count = misses.count
    return LocalizedText(
      en:
        "out of sample: section 5, growth per insured beside the published one in \(count) \(count == 1 ? "figure" : "figures"),"
        + " typically \(typical) points off, at worst \(largest)",
      zh: "样本外检验见第5节：人均增长与公布数比较\(count)项，典型相差\(typical)个百分点，最大\(largest)个百分点")
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted(), middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
