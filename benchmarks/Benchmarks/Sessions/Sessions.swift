// What somebody waits for who moves a slider: one scenario of Shandong changed in a session, to all its measures. An iteration is
// one question, each with another value, so that nothing is answered from what was asked before.

import Benchmark
import Foundation
import InputFiles
import Studies

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .cpuTotal], warmupIterations: 3, maxDuration: .seconds(2))
  let levers: [(String, ClosedRange<Double>)] = [
    ("resident.premium", 450...550), ("resident.inpatient.reimbursement-rate", 0.6...0.8),
    ("employee.inpatient.unit-cost", 20_000...24_000), ("demography.fertility-factor", 0.9...1.1),
  ]
  for (lever, values) in levers {
    Benchmark("one scenario changed, \(lever)") { _, slider in
      blackHole(try slider.move())
    } setup: {
      try Slider(lever, values)
    }
  }
}

/// Questions to a session about one lever.
final class Slider {
  private let session: PolicySession
  private let lever: String
  private let values: ClosedRange<Double>
  private var moves = 0

  init(_ lever: String, _ values: ClosedRange<Double>) throws {
    let place = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../scenarios/shandong").standardized.path
    session = try PolicySession(PolicyStudy(Place(place)))
    self.lever = lever
    self.values = values
  }

  /// The number of measures under the next value.
  func move() throws -> Int {
    moves += 1
    let value = values.lowerBound + (values.upperBound - values.lowerBound) * Double(moves % 97) / 97
    return try session.answer([.setting("\(lever)=2027:\(value)")]).measures(region: 0).count
  }
}
