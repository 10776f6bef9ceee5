import Foundation
import InputFiles
import PolicyModel
import ProjectionEngine
import Quantities
import Results
import SchemeModel
import Studies
import Testing
import _TestSupport

/// A shipped place, read, fitted and projected under all its reforms, those of single levers included, once for all tests.
struct ShippedPlace: Sendable {
  let study: PolicyStudy
  let run: PolicyRun

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let dongtou: Result<ShippedPlace, any Error> = Result { try ShippedPlace("dongtou") }
  static let jiangsu: Result<ShippedPlace, any Error> = Result { try ShippedPlace("jiangsu") }
  static let taiyuan: Result<ShippedPlace, any Error> = Result { try ShippedPlace("taiyuan") }
  static let national: Result<ShippedPlace, any Error> = Result { try ShippedPlace("national") }

  /// The place of this name. Tests take names as arguments: a place printed with all it holds is 24 MB.
  static func named(_ name: String) throws -> ShippedPlace {
    switch name {
    case "dongtou": try dongtou.get()
    case "jiangsu": try jiangsu.get()
    case "taiyuan": try taiyuan.get()
    default: try national.get()
    }
  }

  private init(_ name: String) throws {
    let study = try PolicyStudy(try Place(Self.root.appendingPathComponent("scenarios/\(name)").path))
    self.study = study
    run = try study.run(
      try (study.place.reformPaths + study.place.leverReformPaths).map {
        [try study.place.reform($0)]
      })
  }

  var result: ProjectionResult { run.result }
  private var base: Int { result.timeline.baseYear }

  func scenario(_ id: String) throws -> Int {
    id == "baseline" ? 0 : try #require(run.definitions.firstIndex { $0.id == id }, "no reform \(id)")
  }

  func line(_ id: String) throws -> Int { try #require(result.scheme.lines.firstIndex { $0.id == id }, "\(id)") }

  func fund(_ id: String) throws -> Int { try #require(result.scheme.funds.firstIndex { $0.id == id }, "\(id)") }

  func status(_ id: String) throws -> Int { try #require(result.scheme.statuses.firstIndex { $0.id == id }, "\(id)") }

  func amount(_ id: String, _ line: String, _ year: Int) throws -> Double {
    result.amount(scenario: try scenario(id), region: 0, line: try self.line(line), year: year - base)
  }

  /// A line from January to a month.
  func amount(_ line: String, _ year: Int, through month: Int) throws -> Double {
    result.outcome(scenario: 0, region: 0).months(line: try self.line(line), year: year - base).prefix(month).reduce(
      0, +)
  }

  func closing(_ id: String, _ fund: String, _ year: Int) throws -> Double {
    result.balanceAtYearEnd(scenario: try scenario(id), region: 0, fund: try self.fund(fund), year: year - base)
  }

  func value(_ id: String, _ path: String, _ year: Int) throws -> Double {
    run.resolved[try scenario(id)].parameters.value(
      try #require(run.baseline.registry[path], "\(path)").id, year - base)
  }

  /// Persons of a status at the end of a year, the year before the base year included.
  func persons(_ id: String, _ status: String, _ year: Int) throws -> Double {
    let index = try self.status(status), scenario = try scenario(id)
    return Sex.allCases.reduce(0) { sum, sex in
      sum
        + (0...Age.open).reduce(0) {
          $0 + result.persons(scenario: scenario, region: 0, status: index, sex: sex, age: $1, year: year - base)
        }
    }
  }

  func insured(_ year: Int) throws -> Double {
    try result.scheme.statuses.filter { $0.group != nil }.reduce(0) { $0 + (try persons("baseline", $1.id, year)) }
  }

  /// Those whom an inflow can reach in a year, on the baseline.
  func reached(_ hazard: String, from status: String, _ year: Int) throws -> Double {
    let profile = try #require(
      result.scheme.stages.flatMap(\.moves).compactMap { move -> Int? in
        guard case .rate(let lever, let index) = move.hazard, run.baseline.registry[lever].path == hazard else {
          return nil
        }
        return index
      }.first)
    let table = try study.place.tables(result.timeline)[0].hazardProfiles[profile]
    let index = try self.status(status)
    return Sex.allCases.reduce(0) { sum, sex in
      sum
        + (0...Age.open).reduce(0) {
          $0
            + table[sex, $1]
            * result.persons(scenario: 0, region: 0, status: index, sex: sex, age: $1, year: year - 1 - base)
        }
    }
  }
}

func isClose(_ a: Double, _ b: Double, _ tolerance: Double = Within.solved) -> Bool {
  abs(a - b) <= tolerance * max(abs(a), abs(b), 1e-300)
}
