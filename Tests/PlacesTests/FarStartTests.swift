import Foundation
import InputFiles
import Studies
import Testing
import _TestSupport

/// The fit of the base year from starts far from its solution: those from which corrected derivatives alone go astray.
@Suite struct FarStartTests {
  /// Starts by lever; all others as shipped.
  private static let starts: [[String: Double]] = [
    ["calibration.resident-cost.factor": 10, "funds.personal-accounts.opening-balance": 3.9e9],
    [
      "calibration.resident-cost.factor": 1.05, "funds.resident-pool.opening-balance": 9e11,
      "resident.inpatient.reimbursement-rate": 0.00779,
    ],
    [
      "employee.base-ratio": 0.582, "employee.personal-account.employer-share": 0.13,
      "employee.personal-account.spending-share": 0.521, "calibration.resident-cost.factor": 1.261,
      "funds.personal-accounts.opening-balance": 290_891_462_447.97, "resident.inpatient.reimbursement-rate": 0.95,
      "employee.temporary-cut.eligible-share": 0.308,
    ],
  ]

  @Test(arguments: starts) func findsWhatTheShippedStartsFind(starts: [String: Double]) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("fundcast-starts-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(at: ShippedPlace.root.appendingPathComponent("scenarios"), to: folder)
    let file = folder.appendingPathComponent("national/baseline.yaml")
    var moved = 0
    let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n").map { line -> String in
      guard let start = starts.first(where: { line.contains("lever: \($0.key), start: ") }) else { return line }
      moved += 1
      return line.replacing(/start: [0-9.e]+/, with: "start: \(start.value)")
    }
    #expect(moved == starts.count)
    try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    let found = try PolicyStudy(try Place(folder.appendingPathComponent("national").path)).calibration
    let shipped = try ShippedPlace.national.get().study.calibration
    for (one, other) in zip(found.targets, shipped.targets) {
      #expect(abs(one.achieved / one.target.value - 1) < Within.chained, "\(one.target.id)")
      #expect(abs(one.solved / other.solved - 1) < Within.solved, "\(one.target.id)")
    }
  }
}
