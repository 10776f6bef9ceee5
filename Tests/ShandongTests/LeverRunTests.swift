import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel
import Studies
import Testing
import _TestSupport

/// What tests of the reforms in `reforms/levers` ask of their run.
protocol LeverRunTests {
  var run: PolicyRun { get }
}

extension LeverRunTests {
  var result: ProjectionResult { run.result }

  /// An expectation whose sides may throw.
  func check(_ condition: Bool, _ comment: Comment? = nil, _ place: Testing.SourceLocation = #_sourceLocation) {
    #expect(condition, comment, sourceLocation: place)
  }

  func scenario(_ id: String) throws -> Int {
    id == "baseline" ? 0 : try #require(run.definitions.firstIndex { $0.id == id }, "no reform \(id)")
  }

  func amount(_ id: String, _ line: String, _ year: Int) throws -> Double {
    result.amount(
      scenario: try scenario(id), region: 0, line: try #require(result.scheme.lines.firstIndex { $0.id == line }),
      year: year - result.timeline.baseYear)
  }

  func closing(_ id: String, _ fund: String, _ year: Int) throws -> Double {
    result.balanceAtYearEnd(
      scenario: try scenario(id), region: 0, fund: try #require(result.scheme.funds.firstIndex { $0.id == fund }),
      year: year - result.timeline.baseYear)
  }

  func value(_ id: String, _ path: String, _ year: Int) throws -> Double {
    run.resolved[try scenario(id)].parameters.value(
      try #require(run.baseline.registry[path]).id, year - result.timeline.baseYear)
  }

  func status(_ id: String) throws -> Int {
    try #require(result.scheme.statuses.firstIndex { $0.id == id })
  }

  func persons(_ id: String, _ status: String, _ year: Int) throws -> Double {
    result.persons(
      scenario: try scenario(id), region: 0, status: try self.status(status), year: year - result.timeline.baseYear)
  }

  func isClose(_ a: Double, _ b: Double, _ tolerance: Double = Within.chained) -> Bool {
    abs(a - b) <= tolerance * max(abs(a), abs(b), 1e-300)
  }

  /// A quantity of a branch over its statuses.
  func total(_ id: String, _ branch: String, _ year: Int, _ quantity: (Int) -> Quantity) throws -> Double {
    let index = try #require(result.scheme.branches.firstIndex { $0.id == branch })
    let scenario = try scenario(id)
    return try result.scheme.branches[index].statuses.reduce(0) {
      $0
        + (try #require(
          result.quantity(
            quantity(index), status: $1, scenario: scenario, region: 0, year: year - result.timeline.baseYear)))
    }
  }

  /// Person-years of statuses.
  func exposure(_ id: String, _ statuses: [String], _ year: Int) throws -> Double {
    let scenario = try scenario(id)
    return try statuses.reduce(0) {
      $0
        + (try #require(
          result.quantity(
            .personYears, status: try status($1), scenario: scenario, region: 0, year: year - result.timeline.baseYear)))
    }
  }
}
