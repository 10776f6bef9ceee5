import Foundation
import InputFiles
import PolicyModel
import Quantities
import Studies

/// The shipped province, read, fitted and projected once for all tests.
enum Shandong {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let folder = root.appendingPathComponent("scenarios/shandong").path

  static let study: Result<PolicyStudy, any Error> = Result { try PolicyStudy(try Place(folder)) }

  static let run: Result<PolicyRun, any Error> = Result {
    let study = try Self.study.get()
    return try study.run(try study.place.reformPaths.map { [try reform($0, study)] })
  }

  /// The reforms that show one policy lever each.
  static let leverRun: Result<PolicyRun, any Error> = Result {
    let study = try Self.study.get()
    return try study.run(try study.place.leverReformPaths.map { [try reform($0, study)] })
  }

  static func reform(_ path: String, _ study: PolicyStudy) throws -> Reform {
    try study.place.reform(path)
  }

  /// The place of a scenario in the run.
  static func scenario(_ id: String) throws -> Int {
    let run = try run.get()
    guard let place = run.definitions.firstIndex(where: { $0.id == id }) else {
      throw FundcastError(.missingInput, Diagnostic("no such reform", value: id))
    }
    return place
  }

  static func fund(_ id: String) throws -> Int {
    try run.get().result.scheme.funds.firstIndex { $0.id == id } ?? -1
  }

  static func line(_ id: String) throws -> Int {
    try run.get().result.scheme.lines.firstIndex { $0.id == id } ?? -1
  }
}
