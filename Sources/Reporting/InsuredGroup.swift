import ProjectionEngine
import Quantities
import SchemeModel

/// What follows from a scheme's declarations about who is insured where.
struct InsuredGroup {
  /// The name in files, `employee`.
  let id: String
  /// Its statuses.
  let statuses: [Int]
  /// Medical funds whose income counts people of this group only.
  let funds: [Int]

  /// The groups of a scheme in order of their first status.
  static func all(_ scheme: Scheme) -> [InsuredGroup] {
    var names: [String] = []
    for status in scheme.statuses {
      if let group = status.group, !names.contains(group) { names.append(group) }
    }
    return names.map { name in
      let statuses = scheme.statuses.indices.filter { scheme.statuses[$0].group == name }
      let funds = scheme.funds.indices.filter { fund in
        let counted = scheme.lines.flatMap { line -> [Int] in
          guard line.fund == fund, line.kind == .income, case .people(_, let statuses) = line.source else { return [] }
          return statuses
        }
        return scheme.funds[fund].isMedical && !counted.isEmpty && counted.allSatisfy(statuses.contains)
      }
      return InsuredGroup(id: name, statuses: statuses, funds: funds)
    }
  }

  /// Statuses that people leave by retiring, and those of the same group they retire to.
  static func workersAndRetired(_ scheme: Scheme) -> (workers: [Int], retired: [Int]) {
    var workers: Set<Int> = []
    var retired: Set<Int> = []
    for move in scheme.stages.flatMap(\.moves) where move.hazard == .retirement {
      workers.insert(move.from)
      for destination in move.destinations
      where scheme.statuses[destination.status].group == scheme.statuses[move.from].group {
        retired.insert(destination.status)
      }
    }
    return (workers.sorted(), retired.sorted())
  }
}

extension ProjectionResult {
  /// Persons of some statuses at the end of a year; −1 is the opening.
  func persons(_ statuses: [Int], scenario: Int, region: Int, year: Int) -> Double {
    statuses.reduce(0) { $0 + persons(scenario: scenario, region: region, status: $1, year: year) }
  }

  /// Persons of all statuses by sex and age, `Age.cell` order, at the end of a year; −1 is the opening.
  func population(scenario: Int, region: Int, year: Int) -> [Double] {
    let width = scheme.statuses.count
    let persons = persons(scenario: scenario, region: region, year: year)
    return (0..<Age.panelCount).map { cell in
      var sum = 0.0
      for status in 0..<width { sum += persons[cell * width + status] }
      return sum
    }
  }
}
