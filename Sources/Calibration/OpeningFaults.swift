import Arrays
import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel

/// What keeps an opening from being aligned, with what to change.
extension OpeningMembership {
  /// Somebody of every sex and age is in a status that is not to be empty.
  func checkPriors(_ shifts: [Double]) throws {
    let kept = shifts.indices.filter { shifts[$0] > -.infinity }
    for sex in Sex.allCases {
      for age in 0..<Age.count {
        let cell = Age.cell(sex, age)
        guard opening.persons.values[cell] > 0, kept.allSatisfy({ tables.membershipShares[$0].values[cell] == 0 })
        else {
          continue
        }
        let empty = shifts.indices.filter { shifts[$0] == -.infinity && tables.membershipShares[$0].values[cell] > 0 }
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
    let targets = baseline.membershipTargets.filter { filled.contains($0.status) }
    guard let target = targets.first else { throw crowding(filled, achieved) }
    throw FundcastError(
      .data,
      Diagnostic(
        "nobody is to be in \(names(filled)), but \(people(filled, achieved)) come there within the base year: \(ways(into: filled))",
        of: .persons(status: baseline.scheme.statuses[target.status].id), value: "0",
        remedy: "set what moves them there to 0 in \(baseline.baseYear), or give the persons who are there"))
  }

  /// The error where so many persons are given that too few are left for the statuses without a figure; nil where that is not it.
  func crowded() -> FundcastError? {
    let given = Set(baseline.membershipTargets.map(\.status))
    let rest = baseline.scheme.statuses.indices.filter { !given.contains($0) }
    let shifts = baseline.scheme.statuses.indices.map { given.contains($0) ? 0 : -Double.infinity }
    guard !rest.isEmpty, (try? checkPriors(shifts)) != nil,
      let year = try? baseYear(),
      let achieved = try? year.persons(opening: state(shifts), on: bases)
    else { return nil }
    let left = tables.population.sum - baseline.membershipTargets.reduce(0) { $0 + $1.persons }
    return left < rest.reduce(0) { $0 + achieved[$1] } ? crowding(rest, achieved) : nil
  }

  private func crowding(_ rest: [Int], _ achieved: [Double]) -> FundcastError {
    let population = tables.population.sum, wanted = baseline.membershipTargets.reduce(0) { $0 + $1.persons }
    let least = rest.reduce(0) { $0 + achieved[$1] }
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

  private func people(_ statuses: [Int], _ achieved: [Double]) -> String {
    whole(statuses.reduce(0) { $0 + achieved[$1] })
  }

  private func whole(_ value: Double) -> String { "\(Int(value.rounded()))" }
}
