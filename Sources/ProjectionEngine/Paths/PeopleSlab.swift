import Arrays
import Quantities
import SchemeModel

/// People of one membership variant on the columns of a slab, in carriers: the year before and this year.
struct PeopleSlab: Sendable {
  private static let width = ColumnSlab.width

  let carriers: Carriers
  /// `[year before, this year][carrier][column]`: one operand of the product that gives all flows.
  private(set) var persons: [Double]

  /// Every column begins with the same people, a state `[sex·age][status]`.
  init(opening: [Double], statuses: Int) {
    let carriers = Carriers(statuses: statuses)
    self.carriers = carriers
    persons = [Double](repeating: 0, count: 2 * carriers.count * Self.width)
    func set(_ carrier: Int, _ value: Double) {
      let start = (carriers.count + carrier) * Self.width
      for column in 0..<Self.width { persons[start + column] = value }
    }
    for sex in Sex.allCases {
      for age in 0..<Age.open {
        let cell = Age.cell(sex, age)
        set(Carriers.cohort(sex, age), opening[(cell * statuses)..<((cell + 1) * statuses)].reduce(0, +))
      }
      for status in 0..<statuses {
        set(carriers.open(sex, status), opening[Age.cell(sex, Age.open) * statuses + status])
      }
    }
  }

  /// This year's persons of a carrier begin here.
  func start(_ carrier: Int) -> Int { (carriers.count + carrier) * Self.width }

  /// One year on, as ``MembershipState/step(_:)`` in every column. `shares` are those of the central path at the end of the
  /// year before.
  ///
  /// - Returns: births and deaths by column.
  mutating func step(
    _ year: MembershipYear, _ vital: VitalColumns, shares: [Double], profile: [Double], slab: ColumnSlab
  ) throws -> (births: [Double], deaths: [Double]) {
    let width = Self.width, half = carriers.count * width
    persons.replaceSubrange(0..<half, with: persons[half...])
    let womenBefore = Array(persons[start(Carriers.cohort(.female, 0))..<start(Carriers.cohort(.female, Age.open - 1))])
    try addHalfTheMigrants(year, vital, profile, slab)
    var deaths = [Double](repeating: 0, count: width)
    age(year, vital, shares, &deaths)
    let births = addNewborn(year, vital, profile, womenBefore, &deaths)
    try addHalfTheMigrants(year, vital, profile, slab)
    return (births, deaths)
  }

  /// Survival to the next age. Those who reach the open age, and those in it, first move between statuses.
  private mutating func age(
    _ year: MembershipYear, _ vital: VitalColumns, _ shares: [Double], _ deaths: inout [Double]
  ) {
    let width = Self.width, statuses = carriers.statuses, last = Age.open - 1
    for sex in Sex.allCases {
      var open = [Double](repeating: 0, count: statuses * width)
      for to in 0..<statuses {
        for from in 0..<statuses {
          let young = Age.cell(sex, last), old = Age.cell(sex, Age.open)
          let arriving =
            year.transitions[(young * statuses + to) * statuses + from] * shares[young * statuses + from]
          let staying = year.transitions[(old * statuses + to) * statuses + from]
          let cohort = start(Carriers.cohort(sex, last)), resident = start(carriers.open(sex, from))
          for column in 0..<width {
            open[to * width + column] +=
              arriving * persons[cohort + column] * vital.survival[young * width + column]
              + staying * persons[resident + column] * vital.survival[old * width + column]
          }
        }
      }
      for cell in [last, Age.open] {
        let first = start(cell == last ? Carriers.cohort(sex, last) : carriers.open(sex, 0))
        let count = cell == last ? 1 : statuses
        let ratio = Age.cell(sex, cell) * width
        for carrier in 0..<count {
          for column in 0..<width {
            deaths[column] += persons[first + carrier * width + column] * (1 - vital.survival[ratio + column])
          }
        }
      }
      for (offset, value) in open.enumerated() { persons[start(carriers.open(sex, 0)) + offset] = value }
      for age in stride(from: last - 1, through: 0, by: -1) {
        let from = start(Carriers.cohort(sex, age)), to = start(Carriers.cohort(sex, age + 1))
        let ratio = Age.cell(sex, age) * width
        for column in 0..<width {
          let before = persons[from + column]
          let alive = before * vital.survival[ratio + column]
          persons[to + column] = alive
          deaths[column] += before - alive
        }
      }
      let youngest = start(Carriers.cohort(sex, 0))
      for column in 0..<width { persons[youngest + column] = 0 }
    }
  }

  /// B = Σ f[a]·½(F[a,t−1] + ½G[a] + F[a,t]), F[a,t] after migration.
  private mutating func addNewborn(
    _ year: MembershipYear, _ vital: VitalColumns, _ profile: [Double], _ womenBefore: [Double],
    _ deaths: inout [Double]
  ) -> [Double] {
    let width = Self.width
    var births = [Double](repeating: 0, count: width)
    for age in 0..<(Age.open - 1) where year.fertility[age] > 0 {
      let now = start(Carriers.cohort(.female, age)), share = profile[Age.cell(.female, age)]
      for column in 0..<width {
        let migrants = share * vital.halfTheMigrants[column]
        births[column] +=
          year.fertility[age] * 0.5 * (womenBefore[age * width + column] + 2 * migrants + persons[now + column])
      }
    }
    for column in 0..<width { births[column] *= vital.fertility[column] }
    for sex in Sex.allCases {
      let target = start(Carriers.cohort(sex, 0))
      for column in 0..<width {
        let born = births[column] * (sex == .male ? year.boysShare : 1 - year.boysShare)
        let alive = born * vital.newborn[sex.rawValue * width + column]
        persons[target + column] += alive
        deaths[column] += born - alive
      }
    }
    return births
  }

  private mutating func addHalfTheMigrants(
    _ year: MembershipYear, _ vital: VitalColumns, _ profile: [Double], _ slab: ColumnSlab
  ) throws {
    let width = Self.width, statuses = carriers.statuses
    for sex in Sex.allCases {
      for age in 0...Age.open where profile[Age.cell(sex, age)] != 0 {
        let cell = Age.cell(sex, age), isOpen = age == Age.open
        let first = start(isOpen ? carriers.open(sex, 0) : Carriers.cohort(sex, age))
        let count = isOpen ? statuses : 1
        for column in 0..<width where vital.halfTheMigrants[column] != 0 {
          let half = profile[cell] * vital.halfTheMigrants[column]
          let residents = (0..<count).reduce(0) { $0 + persons[first + $1 * width + column] }
          if residents + half < 0 {
            guard column >= slab.used else {
              throw year.emigrationError(cell, leaving: -half, residents: residents)
            }
          }
          for status in 0..<count {
            let place = first + status * width + column
            let share =
              residents > 0 ? persons[place] / residents : isOpen ? year.priorMix[status].values[cell] : 1
            persons[place] += half * share
          }
        }
      }
    }
  }
}
