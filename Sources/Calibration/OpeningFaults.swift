import Arrays
import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel

/// What keeps an opening from being aligned, with what to change.
extension OpeningMembership {
  /// Somebody of every sex and age is in a status that is not to be empty.
  ///
  /// - Parameter odds: by state, −∞ for those that are to be.
  func checkPriors(_ odds: [Double]) throws {
    let kept = odds.indices.filter { odds[$0] > -.infinity }
    for sex in Sex.allCases {
      for age in 0..<Age.count {
        let cell = Age.cell(sex, age)
        guard opening.persons.values[cell] > 0, kept.allSatisfy({ tables.membershipShares[$0].values[cell] == 0 })
        else {
          continue
        }
        let empty = odds.indices.filter { odds[$0] == -.infinity && tables.membershipShares[$0].values[cell] > 0 }
        throw FundcastError(
          .data,
          Diagnostic(
            "\(sex.id)s aged \(age) are all in \(names(empty)), which the figures of the base year leave empty",
            of: .cell(TableCell("membership-shares.csv", sex: sex, age: age)),
            remedy: "give other statuses a share at this age, or persons to \(names(empty))"))
      }
    }
  }

  /// Nobody is in an empty status at the end of the base year.
  func checkEmpty(_ shifts: [Double], _ achieved: [Double]) throws {
    let filled = shifts.indices.filter { shifts[$0] == -.infinity && achieved[$0] > 1e-6 }
    guard !filled.isEmpty else { return }
    let states = filled.flatMap { counted[$0].states }, people = whole(filled.reduce(0) { $0 + achieved[$1] })
    guard let target = filled.lazy.compactMap({ counted[$0].target }).first else { throw crowding(filled, achieved) }
    throw FundcastError(
      .data,
      Diagnostic(
        "nobody is to be in \(names(states)), but \(people) come there within the base year: \(ways(into: states))",
        of: .persons(status: target.id), value: "0",
        remedy: "set what moves them there to 0 in \(baseline.baseYear), or give the persons who are there"))
  }

  /// The error where so many persons are given that too few are left for the statuses without a figure; nil where that is not it.
  func crowded() -> FundcastError? {
    let rest = counted.indices.filter { counted[$0].target == nil }
    let odds = odds(counted.map { $0.target == nil ? -.infinity : 0 })
    guard !rest.isEmpty, (try? checkPriors(odds)) != nil,
      let year = try? baseYear(),
      let achieved = try? year.persons(opening: state(odds), of: counted.map { ($0.states, $0.basis) })
    else { return nil }
    let left = tables.population.sum - given
    return left < rest.reduce(0) { $0 + achieved[$1] } ? crowding(rest, achieved) : nil
  }

  /// The persons of the figures that share nobody, of the family with the most of them.
  private var given: Double {
    baseline.personFamilies.map { $0.reduce(0) { $0 + baseline.membershipTargets[$1].persons } }.max() ?? 0
  }

  /// - Parameter filled: places in ``counted``.
  private func crowding(_ filled: [Int], _ achieved: [Double]) -> FundcastError {
    let population = tables.population.sum, wanted = given
    let least = filled.reduce(0) { $0 + achieved[$1] }, rest = filled.flatMap { counted[$0].states }
    return FundcastError(
      .data,
      Diagnostic(
        "the persons given leave \(whole(population - wanted)) of the population for \(names(rest)), but about \(whole(least)) come there within the base year: \(ways(into: rest))",
        of: .persons(status: nil), value: whole(wanted),
        remedy:
          "give about \(whole(population - least)) in all at most; or, where nobody is in \(names(rest)), set newborn coverage to 1 and what moves people there to 0 in \(baseline.baseYear)"
      ))
  }

  /// What brings people into some statuses within the base year, as levers with their values.
  private func ways(into statuses: [Int]) -> String {
    let scheme = baseline.scheme
    func value(_ id: ParameterID) -> String { "\(baseline.registry[id].path) = \(parameters.value(id, 0))" }
    var ways: [String] = []
    let coverage = scheme.common.newbornCoverage
    if statuses.contains(scheme.newborn.uninsured), parameters.value(coverage, 0) < 1 {
      ways.append("newborns without cover (\(value(coverage)))")
    }
    if statuses.contains(scheme.newborn.insured), parameters.value(coverage, 0) > 0 {
      ways.append("newborns (\(value(coverage)))")
    }
    for move in scheme.stages.flatMap(\.moves) {
      guard
        move.destinations.contains(where: { statuses.contains($0.status) && $0.share.value(parameters, year: 0) > 0 })
      else { continue }
      switch move.hazard {
      case .rate(let id, _):
        if parameters.value(id, 0) > 0 { ways.append("\(move.id) (\(value(id)))") }
      case .profile, .retirement: ways.append(move.id)
      }
    }
    return ways.isEmpty ? "see the transitions of the scheme" : ways.joined(separator: ", ")
  }

  private func names(_ statuses: [Int]) -> String {
    statuses.map { baseline.scheme.statuses[$0].id }.joined(separator: ", ")
  }

  private func whole(_ value: Double) -> String { "\(Int(value.rounded()))" }
}
