import Demography
import InputFiles
import PolicyModel
import Quantities
import SchemeModel

/// Lee–Carter fitted to a history of mortality: how every age answers to the index, and how the index has moved.
public struct MortalityStudy: Sendable {
  /// The history.
  public let history: MortalityHistory
  /// The model at single ages, one sex after the other (`Age.cell`): its β sum to 1.
  public let model: LeeCarter
  /// β as printed to ``digits`` digits, whose sum is exactly 1; in units of the last digit.
  public let printedBeta: [Int]
  /// The index of each year of the history, which gives the deaths of that year.
  public let index: [Double]
  /// The index as a random walk.
  public let walk: RandomWalk
  /// What the place holds; nil where it has no table of it.
  public let held: [Double]?

  /// Digits of β in the table.
  public static let digits = 8

  /// The random walk over the years to the last one, that included; nil for fewer than three years.
  public func walk(through last: Int) -> RandomWalk? {
    guard history.years.contains(last) else { return nil }
    let count = last - history.years.lowerBound + 1
    return count >= 3 ? RandomWalk(Array(index.prefix(count))) : nil
  }

  /// Fits a history.
  ///
  /// - Throws: ``FundcastError`` where the history is at fault, its rates have no common trend, no index gives the deaths of a
  ///   year, or they are not those that its rates give.
  public init(_ place: Place, reading path: String) throws {
    let history = try MortalityHistory(reading: path)
    let groups = history.middles
    let model: LeeCarter
    do {
      model = try LeeCarter(
        rates: history.rates, ages: Sex.count * groups.count, years: history.rateYears.count
      ).at((0..<Age.count).map(Double.init), from: groups)
    } catch {
      throw error.inFile(history.file)
    }
    // A hundred times the whole response at one age is no response of all.
    guard model.beta.allSatisfy({ $0.magnitude < 100 }) else {
      throw FundcastError(
        .data,
        Diagnostic(
          "the changes of all ages add up to none, so no index can stand for them", file: history.file,
          remedy: "fit to years in which mortality as a whole has moved"))
    }
    try Self.checkUnits(history, model)
    var index: [Double] = []
    for (place, deaths) in history.deaths.enumerated() {
      guard
        let level = model.level(near: index.last ?? 0, deaths: deaths, exposures: history.population[place])
      else {
        throw FundcastError(
          .data,
          Diagnostic(
            "no index gives the deaths of this year", file: history.file,
            key: "deaths in \(history.years.lowerBound + place)", value: ShortNumber.text(deaths),
            remedy: "give deaths and population in the same unit"))
      }
      index.append(level)
    }
    self.history = history
    self.model = model
    self.index = index
    printedBeta = Self.rounded(model.beta)
    walk = RandomWalk(index)
    let year = place.baseline.baseYear
    let table = try place.tables(Timeline(baseYear: year, horizon: year))[0].mortalitySensitivity.values
    held = table.allSatisfy { $0 == 0 } ? nil : table
  }

  /// How many times the deaths that the fitted rates give the deaths of a year may be, or the other way: rates and deaths of two
  /// sources differ by tenths, units by tens and thousands.
  private static let mostTimes = 2.0

  /// Deaths and people are in one unit: where a year has rates, these give about its deaths. The index would take up any factor
  /// between them.
  private static func checkUnits(_ history: MortalityHistory, _ model: LeeCarter) throws {
    let first = history.years.lowerBound
    for (year, level) in zip(history.rateYears, model.kappa) {
      let given = history.deaths[year - first]
      let expected = model.deaths(at: level, exposures: history.population[year - first])
      // Where nobody lives, no index gives the deaths, and that is said of it.
      if expected == 0 || expected / mostTimes <= given && given <= expected * mostTimes { continue }
      throw FundcastError(
        .data,
        Diagnostic(
          "the deaths are \(ShortNumber.text(given / expected, digits: 3)) times those that the rates of this year give, "
            + ShortNumber.text(expected, digits: 4), file: history.file, line: history.deathsLine,
          key: "deaths in \(year)", value: ShortNumber.text(given),
          remedy: "give deaths and population in the same unit, rates per person-year"))
    }
  }

  /// β in units of the last digit: rounded down, then up where most was cut off, until they sum to 1.
  static func rounded(_ beta: [Double]) -> [Int] {
    let unit = (0..<digits).reduce(1) { one, _ in 10 * one }
    let exact = beta.map { $0 * Double(unit) }
    var whole = exact.map { Int($0.rounded(.down)) }
    let order = whole.indices.sorted { (exact[$1] - Double(whole[$1]), $0) < (exact[$0] - Double(whole[$0]), $1) }
    let left = min(max(0, unit - whole.reduce(0, +)), whole.count)
    for place in order.prefix(left) { whole[place] += 1 }
    return whole
  }
}
