import Arrays
import Quantities
import SchemeModel
import _TestSupport

/// Where the values of a made-up parameter come from.
enum Draw: Sendable {
  /// A number between two others; one time in four a limit, if there are any.
  case between(Double, Double, limits: [Double] = [])
  /// One of some numbers.
  case oneOf([Double])

  func value(_ generator: inout SeededGenerator) -> Double {
    switch self {
    case .between(let low, let high, let limits):
      if let limit = limits.randomElement(using: &generator), Int.random(in: 0..<4, using: &generator) == 0 {
        return limit
      }
      return Double.random(in: low...high, using: &generator)
    case .oneOf(let values): return values.randomElement(using: &generator) ?? 0
    }
  }
}

/// What a test knows of a parameter it made up.
struct MadeUpParameter: Sendable {
  /// Where a reform takes a new value from; nil where it must keep out.
  let draw: Draw?
  /// Whether it is an amount of yuan: these are what doubles in a test of doubled money.
  let isMoney: Bool
  /// Whether it may change in mid-year.
  let movesWithinYear: Bool
}

/// A scheme for a test, with the parameters of its baseline by region.
struct MadeUpScheme: Sendable {
  var timeline: Timeline
  var scheme: Scheme
  var regions: [Region]
  var parameters: [MadeUpParameter]
  var baseline: [ParameterSet]

  /// The input for some scenarios: parameters by region, and the number of the one whose benefits demand responds against.
  func input(_ scenarios: [(parameters: [ParameterSet], baseline: Int?)]) -> ProjectionInput {
    ProjectionInput(
      timeline: timeline, scheme: scheme, regions: regions,
      scenarios: scenarios.enumerated().map {
        ScenarioRules(
          id: "scenario-\($0)", parameters: $1.parameters,
          demandReference: $1.baseline.map { scenarios[$0].parameters })
      })
  }

  /// The baseline alone.
  var input: ProjectionInput { input([(baseline, nil)]) }
}

/// `path` with `value` from a month of a year on, both counted from 0.
func changed(_ path: ParameterPath, to value: Double, fromYear year: Int, month: Int = 0) -> ParameterPath {
  let years = path.annual.count
  guard month > 0 || path.monthly != nil else {
    return ParameterPath(annual: (0..<years).map { $0 < year ? path.annual[$0] : value })
  }
  let months = (0..<years * 12).map {
    $0 < year * 12 + month ? path.value(year: $0 / 12, month: $0 % 12) : value
  }
  return monthlyPath(months)
}

/// A path of months, each year the mean of its own.
func monthlyPath(_ months: [Double]) -> ParameterPath {
  let annual = stride(from: 0, to: months.count, by: 12).map { start in
    let year = months[start..<start + 12]
    return year.allSatisfy { $0 == year[start] } ? year[start] : year.reduce(0, +) / 12
  }
  return ParameterPath(annual: annual, monthly: months)
}

extension ParameterSet {
  /// These parameters with another path for `id`.
  func with(_ id: ParameterID, _ path: ParameterPath) -> ParameterSet {
    var set = self
    set.paths[id.index] = path
    return set
  }

  /// These parameters with `value` for `id` from a month of a year on.
  func with(_ id: ParameterID, _ value: Double, fromYear year: Int = 0, month: Int = 0) -> ParameterSet {
    with(id, changed(self[id], to: value, fromYear: year, month: month))
  }
}

/// Collects the parameters of a made-up scheme.
struct SchemeBuilder {
  let timeline: Timeline
  private(set) var parameters: [MadeUpParameter] = []
  private(set) var sets: [ParameterSet]

  init(years: Int, regions: Int = 1, baseYear: Int = 2024) {
    // The hidden year is one of them.
    timeline = Timeline(baseYear: baseYear, horizon: baseYear + max(years - 2, 0))
    sets = [ParameterSet](repeating: ParameterSet(paths: []), count: regions)
  }

  /// A parameter with one value in all years and regions.
  mutating func constant(_ value: Double, isMoney: Bool = false) -> ParameterID {
    let path = ParameterPath(annual: [Double](repeating: value, count: timeline.count))
    return add(sets.map { _ in path }, MadeUpParameter(draw: nil, isMoney: isMoney, movesWithinYear: false))
  }

  /// A parameter drawn for each region: one value, a value for each year, or one that changes in some month.
  mutating func drawn(
    _ draw: Draw, isMoney: Bool = false, movesWithinYear: Bool = true, from generator: inout SeededGenerator
  ) -> ParameterID {
    let years = timeline.count
    let paths = sets.map { _ -> ParameterPath in
      let constant = ParameterPath(annual: [Double](repeating: draw.value(&generator), count: years))
      switch Int.random(in: 0..<10, using: &generator) {
      case 0..<6: return constant
      case 6..<9: return ParameterPath(annual: (0..<years).map { _ in draw.value(&generator) })
      default:
        return changed(
          constant, to: draw.value(&generator), fromYear: Int.random(in: 0..<years, using: &generator),
          month: movesWithinYear ? Int.random(in: 0..<12, using: &generator) : 0)
      }
    }
    return add(paths, MadeUpParameter(draw: draw, isMoney: isMoney, movesWithinYear: movesWithinYear))
  }

  private mutating func add(_ paths: [ParameterPath], _ parameter: MadeUpParameter) -> ParameterID {
    for region in sets.indices { sets[region].paths.append(paths[region]) }
    parameters.append(parameter)
    return ParameterID(parameters.count - 1)
  }

  /// Population and interest as nobody would notice them: no migration, newborns insured.
  mutating func plainCommon() -> CommonParameters {
    CommonParameters(
      people: PopulationParameters(
        mortalityFactor: constant(1), mortalityIndex: constant(0), fertilityFactor: constant(1),
        netMigration: constant(0), newbornCoverage: constant(1)),
      interest: InterestParameters(
        interestRate: constant(0.03), interestTiming: constant(0.5), interestOnNegative: constant(0),
        discountRate: constant(0.03)))
  }
}

/// Death rates of a made-up place: infants, then Gompertz.
func gompertz(_ level: Double) -> AgePanel {
  let men = (0...Age.open).map { age in
    var rate = 4e-5 * level
    for _ in 0..<age { rate *= 1.1 }
    return age == 0 ? 0.006 * level : rate + 2e-4 * level
  }
  return AgePanel(male: men, female: men.map { $0 * 0.7 })
}

/// Fertility of a made-up place, ages 15 to 49, `level` births per woman in all.
func fertility(_ level: Double) -> [Double] {
  let shape = (0...Age.open).map { (age: Int) -> Double in
    let left = 50 - age
    return age < 15 || age > 49 ? 0 : Double((age - 14) * left * left)
  }
  return shape.map { $0 * level / shape.reduce(0, +) }
}

func text(_ name: String) -> LocalizedText { LocalizedText(en: name, zh: name) }

extension FlowLine {
  /// A line with the fewest words.
  static func made(
    _ id: String, fund: Int = 0, counterpart: Int? = nil, _ kind: LineKind, _ source: LineSource,
    base: [ScalarFactor] = [], rate: [ScalarFactor] = [], collection: [ScalarFactor] = [],
    isContribution: Bool = false, monthlyProfile: [Double]? = nil, isDated: Bool = false
  ) -> FlowLine {
    FlowLine(
      id: id, title: text(id), entry: LineEntry(fund: fund, kind: kind, item: "", counterpart: counterpart),
      source: source,
      factors: LineFactors(
        base: ScalarProduct(base), rate: ScalarProduct(rate), collection: ScalarProduct(collection),
        isContribution: isContribution), months: LineMonths(monthlyProfile, isDated: isDated))
  }
}
