import Quantities
import SchemeModel

/// Series in proportion to a lever that has a one-off in the year they are counted from: every later year is then counted from
/// the one-off.
struct OneOffAnchors {
  let resolution: SeriesResolution
  /// The baseline's values, where the scenario is not the baseline.
  let before: [MonthlyValues?]?

  /// Below this a driver is where it would be without the one-off.
  private static let smallest = 0.005
  /// A year that stands out of its neighbours in a baseline's own dates by more.
  private static let spike = 0.03
  /// Years within which a one-off has passed, but for so much of it; what comes later has causes of its own.
  private static let passing = 3, rest = 0.25
  /// Followers that are named with their figures.
  private static let named = 5

  private struct Anchor: Hashable {
    let driver: ParameterID
    let year: Int
    /// Whether the driver is a rate by which the followers grow: its one-off is one of the level it adds up to.
    let isGrowth: Bool
  }

  var warnings: [LocalizedText] {
    var found: [Anchor: [Lever]] = [:]
    for lever in resolution.baseline.registry.levers {
      guard let values = resolution.known[lever.id.index], let year = values.lastDatedYear,
        year >= resolution.firstYear, year < resolution.timeline.horizon
      else { continue }
      switch values.rule {
      case .index(let driver): found[Anchor(driver: driver, year: year, isGrowth: false), default: []].append(lever)
      case .growBy(let driver): found[Anchor(driver: driver, year: year, isGrowth: true), default: []].append(lever)
      default: continue
      }
    }
    return found.keys.sorted { ($0.driver.index, $0.year) < ($1.driver.index, $1.year) }.compactMap { anchor in
      guard let driver = resolution.known[anchor.driver.index] else { return nil }
      let index = anchor.year - resolution.firstYear
      let level = level(driver.annual, anchor)(index)
      guard let without = without(driver, anchor, index), level != 0, without != 0 else { return nil }
      return warning(anchor, found[anchor] ?? [], level: level, without: without)
    }
  }

  /// What the driver would be in the year without its one-off; nil where it has none.
  private func without(_ driver: MonthlyValues, _ anchor: Anchor, _ index: Int) -> Double? {
    let last = resolution.timeline.horizon - resolution.firstYear
    let now = level(driver.annual, anchor)
    func passes(_ usual: (Int) -> Double) -> Bool {
      let off = (now(index) / usual(index) - 1).magnitude
      return off > Self.smallest
        && (index + 1...max(index + 1, min(index + Self.passing, last))).contains {
          (now($0) / usual($0) - 1).magnitude < Self.rest * off
        }
    }
    let lasting = level(driver.lastingAnnual, anchor)
    if passes(lasting) { return lasting(index) }
    if let usual = before?[anchor.driver.index] {
      let usual = level(usual.annual, anchor)
      return passes(usual) ? usual(index) : nil
    }
    guard index > 0, index < last else { return nil }
    let up = now(index) / now(index - 1) - 1, down = now(index + 1) / now(index) - 1
    guard up * down < 0, min(up.magnitude, down.magnitude) > Self.spike else { return nil }
    return (now(index - 1) * now(index + 1)).squareRoot()
  }

  /// The driver itself, or the level that a rate of growth adds up to, one in the first year that has a rate.
  private func level(_ values: @escaping (Int) -> Double, _ anchor: Anchor) -> (Int) -> Double {
    guard anchor.isGrowth else { return values }
    return { index in
      guard index >= 0 else { return 1 }
      return (0...index).reduce(1) { values($1).isNaN ? $0 : $0 * (1 + values($1)) }
    }
  }

  private func warning(
    _ anchor: Anchor, _ followers: [Lever], level: Double, without: Double
  ) -> LocalizedText {
    let baseline = resolution.baseline, driver = baseline.registry[anchor.driver]
    let next = anchor.year + 1, index = next - resolution.firstYear
    let figures = followers.prefix(Self.named).map { lever -> (lever: Lever, now: String, usual: String) in
      let value = resolution.known[lever.id.index]?.lastingAnnual(index) ?? .nan
      return (lever, ShortNumber.text(value), ShortNumber.text(value * level / without))
    }
    let rest = followers.count - figures.count
    let en = figures.map { "\($0.lever.path) \($0.now) in \(next) instead of \($0.usual)" }.joined(separator: ", ")
    let zh = figures.map { "\($0.lever.title.zh)\(next)年为\($0.now)而非\($0.usual)" }.joined(separator: "，")
    return baseline.warning(
      driver, at: resolution.location(of: driver),
      en: (anchor.isGrowth
        ? "the level it adds up to in \(anchor.year) is \(ShortNumber.text(level / without * 100, digits: 3)) % of what it is without a one-off, and what is last dated then and grows by it"
        : "\(driver.text(level)) in \(anchor.year) by a one-off (\(ShortNumber.text(without)) without it), and what is last dated then and in proportion to it")
        + " counts every later year from there: \(en)"
        + (rest > 0 ? " and \(rest) more" : "") + "; give a later date, or another year, to what follows",
      zh: (anchor.isGrowth
        ? "\(anchor.year)年累计水平含一次性因素，为不含时的\(ShortNumber.text(level / without * 100, digits: 3))%，"
        : "\(anchor.year)年含一次性因素为\(ShortNumber.text(level))（不含为\(ShortNumber.text(without))），")
        + "以该年为基期随其调整的参数此后各年均受影响：\(zh)"
        + (rest > 0 ? "等\(followers.count)项" : ""))
  }
}
