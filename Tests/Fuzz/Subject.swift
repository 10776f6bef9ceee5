import Foundation
import InputFiles
import PolicyModel
import Quantities
import Studies

/// What is fuzzed: reading, the fit of the base year and a projection of a few years.
struct Subject {
  let corpus: Corpus
  private let study: PolicyStudy

  enum Verdict {
    case projected, refused(String)
    case fault(String)
  }

  static let horizon = 2024
  static let secondLimit = 5.0, megabyteLimit = 1000

  init(_ corpus: Corpus) throws {
    self.corpus = corpus
    study = try PolicyStudy(try Place(corpus.place), horizon: Self.horizon)
  }

  func judge(_ input: FuzzCase) throws -> Verdict {
    let bytes = input.render(corpus.lines[input.file] ?? [])
    let began = Self.processorSeconds, memory = Self.megabytes
    if input.file != "--set" { try corpus.write(bytes, to: input.file) }
    defer { if input.file != "--set" { try? corpus.restore(input.file) } }
    var verdict: Verdict
    do {
      let run = try project(input.file, bytes)
      verdict = Self.strangeNumber(run).map { .fault($0) } ?? .projected
    } catch let error as FundcastError {
      verdict = Self.weakness(error).map { .fault($0 + ": " + error.description) } ?? .refused(error.description)
    } catch {
      verdict = .fault("an error of another kind: \(error)")
    }
    let seconds = Self.processorSeconds - began
    if seconds > Self.secondLimit { return .fault("slow: it took \(Int(seconds)) seconds") }
    if Self.megabytes - memory > Self.megabyteLimit {
      return .fault("memory: it took \(Self.megabytes - memory) megabytes")
    }
    return verdict
  }

  private func project(_ file: String, _ bytes: [UInt8]) throws -> PolicyRun {
    let baseline = study.place.baseline
    if file == "--set" {
      let text = String(decoding: bytes.dropLast(), as: UTF8.self)
      return try study.run([[try ReformFile.parse(setting: text, registry: baseline.registry, id: "set-1")]])
    }
    if file.contains("/reforms/") {
      let reform = try study.place.reform(corpus.path(file))
      return try study.run([[reform]])
    }
    return try PolicyStudy(try Place(corpus.place), horizon: Self.horizon).run([])
  }

  /// What is missing from an error.
  private static func weakness(_ error: FundcastError) -> String? {
    if error.diagnostics.isEmpty { return "no diagnostic" }
    if error.category == .output { return "the category is output" }
    for fault in error.diagnostics {
      if fault.file == nil, error.category != .usage || fault.key?.hasPrefix("--") != true { return "no file" }
      if fault.remedy?.isEmpty ?? true { return "no way out" }
      if fault.description.utf8.count > 4000 { return "too long" }
      if fault.description.contains("\n") { return "more than one line" }
    }
    return nil
  }

  /// People below zero or without number; money was checked by the study.
  private static func strangeNumber(_ run: PolicyRun) -> String? {
    let result = run.result
    for scenario in result.input.scenarios.indices {
      for status in result.scheme.statuses.indices {
        for year in -1..<result.timeline.count {
          let persons = result.persons(scenario: scenario, region: 0, status: status, year: year)
          if !(persons >= -1e-3 && persons.isFinite) {
            return "persons: \(persons) of \(result.scheme.statuses[status].id) at \(result.timeline.baseYear + year)"
          }
        }
      }
    }
    return nil
  }

  private static var usage: rusage {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage
  }

  private static var processorSeconds: Double { Double(clock()) / Double(CLOCKS_PER_SEC) }
  private static var megabytes: Int { usage.ru_maxrss / 1024 }
}
