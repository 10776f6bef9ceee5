import Foundation
import InputFiles
import PolicyModel
import ProjectionEngine
import Quantities
import Results
import SchemeModel
import Studies
import Testing

/// A session gives what a run gives, bit for bit, whatever it was asked before.
@Suite struct PolicySessionTests {
  static let session = Result { try PolicySession(RunTests.study.get()) }

  /// Every number of a scenario: lines, stocks, people, quantities and measures.
  static func numbers(_ result: ProjectionResult, _ scenario: Int) -> [UInt64] {
    let scheme = result.scheme, years = 0..<result.timeline.count
    var numbers = RunTests.amounts(result, scenario)
    for year in years {
      numbers += scheme.funds.indices.map {
        result.balanceAtYearEnd(scenario: scenario, region: 0, fund: $0, year: year)
      }
      numbers += result.persons(scenario: scenario, region: 0, year: year)
      for branch in scheme.branches.indices {
        numbers += scheme.branches[branch].statuses.map {
          result.quantity(.fundPayment(branch), status: $0, scenario: scenario, region: 0, year: year) ?? -1
        }
      }
    }
    for series in result.outcome(scenario: scenario, region: 0).measures {
      switch series.values {
      case .yearly(let values): numbers += values.map { $0 ?? -1 }
      case .summary(let found): numbers.append(found?.value ?? -1)
      }
    }
    return numbers.map(\.bitPattern)
  }

  /// Changes of money alone, of benefits, of care within a year, of how people move, and of a rule on their years.
  @Test(arguments: [
    ["resident.premium=2027:500"], ["resident.inpatient.reimbursement-rate=2027:0.7"],
    ["employee.inpatient.unit-cost=2028-04..2028-09:multiply:1.1", "critical-illness.premium=2030:80"],
    ["retirement.required-years-men=2026:25"], ["demography.fertility-factor=2025:1.2"],
  ])
  func aSessionIsARun(settings: [String]) throws {
    let changes = settings.map { RunRequest.Change.setting($0) }, study = try RunTests.study.get()
    let run = try study.run(study.read([changes])), answer = try Self.session.get().answer(changes)
    #expect(answer.definitions.map(\.id) == run.definitions.map(\.id))
    for scenario in run.definitions.indices {
      #expect(Self.numbers(answer.result, scenario) == Self.numbers(run.result, scenario))
    }
    #expect(Self.numbers(run.result, 1) != Self.numbers(run.result, 0))
    #expect(try Self.numbers(answer.result, 1) == Self.numbers(Self.session.get().answer(changes).result, 1))
  }

  /// A reform with `when` has its scenario, and that with the reform in all years.
  @Test func aReformThatActsInSomeYears() throws {
    let file = RunRequest.Change.file(
      Places.root.appendingPathComponent("shandong/examples/resident-stabiliser.yaml").path)
    let study = try RunTests.study.get(), run = try study.run(study.read([[file]]))
    let answer = try Self.session.get().answer([file])
    #expect(answer.definitions.count == 3 && answer.definitions.map(\.id) == run.definitions.map(\.id))
    for scenario in 0..<3 { #expect(Self.numbers(answer.result, scenario) == Self.numbers(run.result, scenario)) }
  }

  @Test func whatCannotBeAnswered() throws {
    let session = try Self.session.get()
    let none = #expect(throws: FundcastError.self) { try session.answer([RunRequest.Change]()) }
    #expect(none?.description.contains("these changes are none; name a change") == true, "\(String(describing: none))")
    let sweep = Places.root.appendingPathComponent("shandong/examples/premium-sweep.yaml").path
    let many = #expect(throws: FundcastError.self) { try session.answer([.file(sweep)]) }
    #expect(many?.description.contains("these changes are 9; run a sweep") == true, "\(String(describing: many))")
    let outside = #expect(throws: FundcastError.self) { try session.answer([.setting("resident.premium=2027:-1")]) }
    #expect(outside?.description.contains("out of range") == true, "\(String(describing: outside))")
  }
}
