import Glibc
import ProjectionEngine
import SchemeModel
import Stochastics
import _TestSupport

/// Drivers drawn for a scheme: what they do to its parameters, as the rules that the engine takes and by hand for one path.
struct RandomDrivers {
  /// What happens to a parameter on top of what happened to it before.
  enum Act {
    case added(driver: Int, isCumulated: Bool)
    case scaled(driver: Int, isCumulated: Bool)
    /// It moves in proportion to another from a year on.
    case indexed(to: ParameterID, after: Int)
    /// It is moved as another was in the year before.
    case lagged(ParameterID)
  }

  let process: DriverProcess
  let firstYear: Int
  /// In an order in which each reads only what stands before it.
  private(set) var acts: [(id: ParameterID, act: Act)]
  private let years: Int

  /// Some drivers of a scheme, which keep every value within what the scheme drew it from.
  init(_ made: MadeUpScheme, _ input: ProjectionInput, seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed &+ 11_000_027)
    years = input.timeline.count
    firstYear = Int.random(in: 1...min(2, years - 1), using: &generator)
    let levers = MovableLevers(made, input, mover: Int.random(in: 0..<3, using: &generator) == 0, &generator)
    // Five deviations of a sum over all drawn years.
    let drawn = Double(years - firstYear), reach = 5 * drawn * drawn.squareRoot()
    let order = Int.random(in: 1...4, using: &generator)
    var acts: [(id: ParameterID, act: Act)] = []
    var deviations: [Double] = [], isScale: [Bool] = []
    for driver in 0..<order {
      let isCumulated = Bool.random(using: &generator)
      let free = levers.all.filter { lever in !acts.contains { $0.id == lever.id } }
      if Int.random(in: 0..<5, using: &generator) < 2,
        let lever = free.filter({ $0.room > 0 }).randomElement(using: &generator)
      {
        acts.append((lever.id, .added(driver: driver, isCumulated: isCumulated)))
        deviations.append(lever.room / reach * Double.random(in: 0.3...1, using: &generator))
        isScale.append(false)
        continue
      }
      // A driver that scales may act on what another moved already, where no bound is near.
      let open = levers.all.filter { $0.headroom > 0 && ($0.isOpen || free.contains($0)) }
      let own = open.shuffled(using: &generator).prefix(Int.random(in: 1...3, using: &generator))
      for lever in own { acts.append((lever.id, .scaled(driver: driver, isCumulated: isCumulated))) }
      let headroom = own.map(\.headroom).min() ?? 1
      deviations.append(min(0.08, headroom / reach) * Double.random(in: 0.3...1, using: &generator))
      isScale.append(true)
    }
    process = try Self.process(deviations, isScale, &generator)
    self.acts = acts
    follow(levers, input, &generator)
  }

  /// Persistences of their own, some of one driver through another, and any correlations.
  private static func process(
    _ deviations: [Double], _ isScale: [Bool], _ generator: inout SeededGenerator
  ) throws -> DriverProcess {
    let order = deviations.count
    var persistence = [Double](repeating: 0, count: order * order), correlation = persistence
    // The rows of a matrix with rows of length one times its transpose.
    let rows = (0..<order).map { _ -> [Double] in
      let row = (0..<(order + 1)).map { _ in Double.random(in: -1...1, using: &generator) }
      let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return row.map { $0 / length }
    }
    for i in 0..<order {
      for j in 0..<order {
        if i == j {
          persistence[i * order + j] = Double.random(in: 0...0.8, using: &generator)
          correlation[i * order + j] = 1
        } else {
          // Two that are added have units of their own.
          let passes = isScale[i] && isScale[j] && Int.random(in: 0..<3, using: &generator) == 0
          if passes { persistence[i * order + j] = Double.random(in: -0.2...0.2, using: &generator) }
          let (low, high) = (min(i, j), max(i, j))
          correlation[i * order + j] = zip(rows[low], rows[high]).reduce(0) { $0 + $1.0 * $1.1 }
        }
      }
    }
    return try DriverProcess(
      persistence: persistence, innovationDeviation: deviations, innovationCorrelation: correlation)
  }

  /// Parameters that follow those which drivers move.
  private mutating func follow(
    _ levers: MovableLevers, _ input: ProjectionInput, _ generator: inout SeededGenerator
  ) {
    let sources = levers.all.filter { lever in lever.isNeverZero && acts.contains { $0.id == lever.id } }
    for _ in 0..<Int.random(in: 0...2, using: &generator) {
      let free = levers.all.filter { lever in
        lever.isOpen && lever.isNeverZero && !acts.contains { $0.id == lever.id }
      }
      guard let source = sources.randomElement(using: &generator), let lever = free.randomElement(using: &generator)
      else { continue }
      acts.append((lever.id, .indexed(to: source.id, after: Int.random(in: -1...(years - 2), using: &generator))))
    }
    for rule in input.scheme.earnings {
      let (now, before) = (rule.wage.average, rule.wage.averageLastYear)
      guard let wage = levers.all.first(where: { $0.id == now }),
        let last = levers.all.first(where: { $0.id == before }),
        last.lowest > 0.6 * wage.highest, acts.contains(where: { $0.id == now }),
        !acts.contains(where: { $0.id == before })
      else { continue }
      acts.append((before, .lagged(now)))
    }
  }

  // MARK: - For the engine and by hand

  /// What the engine is told of a scenario.
  func rules(_ central: ParameterSet) -> ColumnRules {
    ColumnRules(
      acts.map { id, act in
        let placed: PlacedStep
        switch act {
        case .added(let driver, let isCumulated):
          placed = PlacedStep(.added(driver: driver, isCumulated: isCumulated), after: firstYear - 1)
        case .scaled(let driver, let isCumulated):
          placed = PlacedStep(.scaled(driver: driver, isCumulated: isCumulated), after: firstYear - 1)
        case .indexed(let source, let after):
          placed = PlacedStep(.indexed(to: source, central: central[id].annual), after: after)
        case .lagged(let source): placed = PlacedStep(.lagged(source))
        }
        return ColumnResponse(id, name: "parameter \(id.index)", placed)
      })
  }

  /// The values of a scenario on a path.
  func parameters(_ central: ParameterSet, path: Int, seed: UInt64) -> ParameterSet {
    let drawn = process.paths(NormalDraws(seed: seed), first: path, count: 1, years: years - firstYear)
    func x(_ driver: Int, _ isCumulated: Bool, _ year: Int) -> Double {
      guard year >= firstYear else { return 0 }
      let place = drawn.range(year: year - firstYear, driver: driver).lowerBound
      return isCumulated ? drawn.cumulated[place] : drawn.levels[place]
    }
    var own: [ParameterID: [Double]] = [:]
    func value(_ id: ParameterID, _ year: Int) -> Double { own[id]?[year] ?? central.value(id, year) }
    func ratio(_ id: ParameterID, _ year: Int) -> Double { value(id, year) / central.value(id, year) }
    for (id, act) in acts {
      own[id] = (0..<years).map { year -> Double in
        switch act {
        case .added(let driver, let isCumulated): return value(id, year) + x(driver, isCumulated, year)
        case .scaled(let driver, let isCumulated): return value(id, year) * exp(x(driver, isCumulated, year))
        case .indexed(let source, let after):
          guard year > after else { return value(id, year) }
          return central.value(id, year) * ratio(source, year)
            * (after < 0 ? 1 : ratio(id, after) / ratio(source, after))
        case .lagged(let source):
          return year == 0
            ? value(id, 0) : central.value(id, year) + value(source, year - 1) - central.value(source, year - 1)
        }
      }
    }
    var set = central
    for (id, values) in own {
      for year in 0..<years {
        set.paths[id.index] = set[id].moved(in: year, by: values[year] - central.value(id, year))
      }
    }
    return set
  }
}

/// Parameters of a scheme that drivers may move, and how far: whatever is drawn between two numbers and read in every year.
struct MovableLevers {
  struct Lever: Equatable {
    let id: ParameterID
    let lowest: Double
    let highest: Double
    /// What may be added to it, or taken from it.
    let room: Double
    /// What may be added to its logarithm.
    let headroom: Double
    /// Whether no bound is near.
    let isOpen: Bool
    /// Whether it is more than nothing in all years.
    var isNeverZero: Bool { lowest > 0 }
  }

  private(set) var all: [Lever] = []

  /// - Parameter mover: whether one of them may move people between statuses; more than one cannot be.
  init(_ made: MadeUpScheme, _ input: ProjectionInput, mover: Bool, _ generator: inout SeededGenerator) {
    let scheme = made.scheme, population = Set(scheme.common.population)
    let moves = Set(scheme.membershipParameters).subtracting(population)
    let linear = moves.subtracting([scheme.common.newbornCoverage])
    var movers: [Lever] = []
    for (index, parameter) in made.parameters.enumerated() {
      let id = ParameterID(index)
      guard parameter.movesWithinYear, case .between(let low, let high, let limits)? = parameter.draw else { continue }
      let values = input.scenarios.flatMap { $0.parameters }.flatMap { set in
        (0..<made.timeline.count * 12).map { set[id].value(year: $0 / 12, month: $0 % 12) }
      }
      guard let lowest = values.min(), let highest = values.max(), highest < 1e300 else { continue }
      let bottom = ([low] + limits).min() ?? low, top = ([high] + limits).max() ?? high
      let isOpen = parameter.isMoney || top > 1.2
      let lever = Lever(
        id: id, lowest: lowest, highest: highest, room: min(lowest - bottom, top - highest),
        headroom: isOpen ? 1 : highest > 0 ? log(top / highest) : 0, isOpen: isOpen && lowest >= 0)
      if linear.contains(id) {
        if lever.room > 0 { movers.append(lever) }
      } else if !moves.contains(id) {
        all.append(lever)
      }
    }
    if mover, let one = movers.randomElement(using: &generator) { all.append(one) }
  }
}
