import Quantities
import SchemeModel

/// Contribution years of those who retire: an auxiliary panel by cohort and years under the hazards of the state
/// (<doc:Membership>). It is no dimension of the state: within a sex and age, moves do not depend on the years.
///
/// Contributors are the statuses people retire from; outside are those who may still become contributors. Whoever cannot, the
/// retired above all, leaves the panel. A year counts for those who contribute at its end. At the opening every
/// cohort has the years it would have under the hazards of the base year since age ``entryAge``: there is no record of them.
public struct ContributionYears {
  /// Nobody has more years than this; further ones are not counted.
  public static let most = 50
  /// Before it nobody contributes.
  public static let entryAge = 15

  /// Persons who retire, `[year][sex][years]`.
  public private(set) var retiring: [[[Double]]] = []

  private let scheme: Scheme
  private let contributors: Set<Int>
  private let outsiders: Set<Int>
  /// Shares by contribution years of contributors and of those outside, `[sex·age][years]`.
  private var paying: [[Double]]
  private var outside: [[Double]]

  /// Walks people and their years through a projection.
  ///
  /// - Parameter baseline: whose hazards of the base year stand for the past.
  /// - Throws: ``FundcastError`` where people cannot be projected.
  public init(
    _ scheme: Scheme, region: Region, parameters: ParameterSet, baseline: ParameterSet, timeline: Timeline
  ) throws {
    self.scheme = scheme
    let moves = scheme.stages.flatMap(\.moves)
    let contributors = Set(moves.filter { $0.hazard == .retirement }.map(\.from))
    var reaching = contributors
    while let move = moves.first(where: { move in
      !reaching.contains(move.from) && move.destinations.contains { reaching.contains($0.status) }
    }) {
      reaching.insert(move.from)
    }
    self.contributors = contributors
    outsiders = reaching.subtracting(contributors)
    var none = [Double](repeating: 0, count: Self.most + 1)
    none[0] = 1
    paying = [[Double]](repeating: none, count: Age.panelCount)
    outside = paying
    let variant = MembershipVariant(scheme: scheme, region: region, timeline: timeline, parameters: parameters)
    var state = MembershipState(opening: region.fit.openingState, statuses: scheme.statuses.count, columns: 1)
    let past = MembershipVariant(scheme: scheme, region: region, timeline: timeline, parameters: baseline)
    open(try MembershipYear(past, year: 0), region)
    for year in 0..<timeline.count {
      let compiled = try MembershipYear(variant, year: year)
      let people = try state.movers(compiled)
      retiring.append(leaving(people, parameters, year: year, calendarYear: timeline.baseYear + year))
      step(people, compiled)
      _ = try state.step([compiled])
    }
  }

  /// The opening panel: every cohort walks to its age under the hazards of the base year.
  private mutating func open(_ year: MembershipYear, _ region: Region) {
    let width = scheme.statuses.count
    var people = [Double](repeating: 0, count: Age.panelCount * width)
    for sex in Sex.allCases {
      let start = Age.cell(sex, Self.entryAge) * width
      for status in 0..<width {
        people[start + status] = region.tables.membershipShares[status][sex, Self.entryAge]
      }
    }
    let matrix = width * width
    for sex in Sex.allCases {
      for age in Self.entryAge..<Age.open {
        let cell = Age.cell(sex, age)
        advance(cell, Array(people[(cell * width)..<((cell + 1) * width)]), year)
        for to in 0..<width {
          people[(cell + 1) * width + to] = (0..<width).reduce(0) {
            $0 + year.transitions[cell * matrix + to * width + $1] * people[cell * width + $1]
          }
        }
      }
    }
  }

  /// A year for all cohorts, oldest first: each passes its panel on to the next age.
  private mutating func step(_ people: [Double], _ year: MembershipYear) {
    let width = scheme.statuses.count
    for sex in Sex.allCases {
      for age in (Self.entryAge..<Age.open).reversed() {
        let cell = Age.cell(sex, age)
        advance(cell, Array(people[(cell * width)..<((cell + 1) * width)]), year)
      }
    }
  }

  /// The panel of the next age from that of a cell: who goes on contributing, begins, stops or stays outside.
  private mutating func advance(_ cell: Int, _ people: [Double], _ year: MembershipYear) {
    let width = scheme.statuses.count, matrix = width * width
    var staying = 0.0, stopping = 0.0, beginning = 0.0, waiting = 0.0
    for from in 0..<width {
      for to in 0..<width {
        let moved = people[from] * year.transitions[cell * matrix + to * width + from]
        if contributors.contains(to) {
          if contributors.contains(from) { staying += moved } else if outsiders.contains(from) { beginning += moved }
        } else if outsiders.contains(to) {
          if contributors.contains(from) { stopping += moved } else if outsiders.contains(from) { waiting += moved }
        }
      }
    }
    let before = (paying: paying[cell], outside: outside[cell])
    /// Where nobody moves there is nobody to speak of; their years stay as they were.
    func mixed(_ a: Double, _ b: Double, empty: [Double], yearsMore: Int) -> [Double] {
      guard a + b > 0 else { return empty }
      var result = [Double](repeating: 0, count: Self.most + 1)
      for years in 0...Self.most {
        let share = (a * before.paying[years] + b * before.outside[years]) / (a + b)
        result[min(years + yearsMore, Self.most)] += share
      }
      return result
    }
    paying[cell + 1] = mixed(staying, beginning, empty: before.paying, yearsMore: 1)
    outside[cell + 1] = mixed(stopping, waiting, empty: before.outside, yearsMore: 0)
  }

  /// Persons who retire in a year by sex and years.
  private func leaving(
    _ people: [Double], _ parameters: ParameterSet, year: Int, calendarYear: Int
  ) -> [[Double]] {
    let hazards = RetirementSchedule.hazards(scheme.retirement, parameters, year: calendarYear, index: year)
    return Sex.allCases.map { sex in
      var result = [Double](repeating: 0, count: Self.most + 1)
      for age in Self.entryAge...Age.open {
        let cell = Age.cell(sex, age)
        guard hazards[cell] > 0 else { continue }
        let persons = contributors.reduce(0) { $0 + people[cell * scheme.statuses.count + $1] } * hazards[cell]
        for years in 0...Self.most { result[years] += persons * paying[cell][years] }
      }
      return result
    }
  }

  /// Years to credit to everybody so that in the base year the share of the retiring that has the years is met; zero
  /// where it is met without.
  ///
  /// - Parameters:
  ///   - required: years by sex.
  ///   - recognised: years paid elsewhere, the same for everybody.
  ///   - qualifiedShare: 0…1.
  public func creditedYears(required: [Double], recognised: Double, qualifiedShare: Double) -> Double {
    func missing(_ credited: Double) -> Double {
      let found = shortfall(year: 0, required: required, recognised: recognised + credited)
      return found.retiring > 0 ? found.unqualified / found.retiring : 0
    }
    var low = 0.0, high = required.max() ?? 0
    guard missing(low) > 1 - qualifiedShare else { return 0 }
    // The share falls as more is credited: halving finds it to the last digit.
    while case let middle = (low + high) / 2, middle > low, middle < high {
      if missing(middle) > 1 - qualifiedShare { low = middle } else { high = middle }
    }
    return high
  }

  /// What a rule makes of those who retire in a year.
  ///
  /// - Parameters:
  ///   - year: the index of the year, 0 for the base year.
  ///   - required: years by sex.
  ///   - recognised: years counted besides those of the panel, the same for everybody.
  /// - Returns: how many retire, how many of them have fewer years than needed, and how many years these miss together.
  public func shortfall(
    year: Int, required: [Double], recognised: Double
  ) -> (retiring: Double, unqualified: Double, missingYears: Double) {
    var result = (retiring: 0.0, unqualified: 0.0, missingYears: 0.0)
    for (sex, panel) in retiring[year].enumerated() {
      for (years, persons) in panel.enumerated() {
        result.retiring += persons
        let missing = required[sex] - recognised - Double(years)
        guard missing > 0 else { continue }
        // Years are whole by rounding down: between them the share moves in a straight line, and what is missing is the area
        // under it.
        result.unqualified += persons * min(missing, 1)
        result.missingYears += persons * (missing < 1 ? missing * missing / 2 : missing - 0.5)
      }
    }
    return result
  }
}
