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

/// A rule that changes within a year acts in its months, whatever kind of rule it is (<doc:Time>).
@Suite struct MonthRuleTests {
  /// Levers of every kind that people are counted with, and what they are multiplied by.
  private static let levers: [(lever: String, factor: Double)] = [
    ("resident.inpatient.deductible", 0.5), ("resident.inpatient.reimbursement-rate", 1.05),
    ("employee.inpatient.ceiling", 0.4), ("resident.inpatient.utilisation-rate", 1.1),
    ("resident.two-diseases.unit-cost", 1.1), ("employee.inpatient.eligible-share", 0.95),
    ("employee.inpatient.tertiary.cost-ratio", 1.1), ("prices.drugs.price-level", 0.9),
    ("employee.base-ratio", 1.05), ("employee.base-floor", 1.2), ("employee.base-cap", 0.7),
    ("critical-illness.residents.tiers.1.above", 0.5), ("critical-illness.residents.tiers.1.rate", 1.1),
    ("assistance.benefit.tiers.1.rate", 1.1), ("care.recipient-share", 1.2), ("care.resident.coverage", 0.5),
    ("resident.premium", 1.1),
  ]
  private static let year = 2030

  /// The baseline, and each lever changed from the start of the year and from its July.
  private static let run: Result<PolicyRun, any Error> = Result {
    let study = try PolicyStudy(try Place(Shandong.folder), horizon: year)
    let registry = study.place.baseline.registry
    let values = try study.resolve([], region: 0).parameters
    let stacks = try levers.enumerated().flatMap { place, change -> [[Reform]] in
      let lever = try #require(registry[change.lever], "\(change.lever)")
      let value = values.value(lever.id, year - study.timeline.baseYear) * change.factor
      return try ["\(year)", "\(year)-07"].map { date in
        [
          try ReformFile.parse(
            setting: "\(change.lever)=\(date):\(value)", registry: registry, id: "\(change.lever)@\(date)")
        ]
      }
    }
    return try study.run(stacks)
  }

  @Test(arguments: levers.indices) func actsInItsMonths(place: Int) throws {
    let run = try Self.run.get(), result = run.result, year = Self.year - result.timeline.baseYear
    let whole = 1 + 2 * place, half = 2 + 2 * place
    #expect(run.definitions[half].id == "\(Self.levers[place].lever)@2030-07")
    var moved = 0
    for (index, line) in result.scheme.lines.enumerated() {
      func months(_ scenario: Int) -> [Double] {
        result.outcome(scenario: scenario, region: 0).months(line: index, year: year)
      }
      let own = months(half), before = months(0), after = months(whole)
      let amount = result.amount(scenario: half, region: 0, line: index, year: year)
      let gross = own.reduce(0) { $0 + $1.magnitude }
      #expect(abs(own.reduce(0, +) - amount) <= Within.roundoff * gross, "\(line.id)")
      guard Self.isOfMonths(index, result.scheme) else { continue }
      // Not a fen moves before July, and from July on all is as if it had always been so.
      #expect(Array(own[..<6]) == Array(before[..<6]), "\(line.id)")
      for month in 6..<12 {
        #expect(
          abs(own[month] - after[month]) <= Within.roundoff * after[month].magnitude, "\(line.id), month \(month + 1)")
      }
      if own[11] != before[11] { moved += 1 }
    }
    #expect(moved > 0, "\(Self.levers[place].lever) moves no line")
  }

  /// Lines that are known month by month: of people, of amounts, and of such lines.
  private static func isOfMonths(_ index: Int, _ scheme: Scheme) -> Bool {
    switch scheme.lines[index].source {
    case .people, .amount: true
    case .lines(let others): scheme.lines[index].monthlyProfile == nil && others.allSatisfy { isOfMonths($0, scheme) }
    default: false
    }
  }

  /// Every path is the projection of its own scenario in years in which rules move, interpolated or not.
  @Test func onPathsToo() throws {
    let study = try PolicyStudy(try Place(Shandong.folder), horizon: 2031)
    let registry = study.place.baseline.registry
    let stack = try [
      "resident.inpatient.reimbursement-rate=2029-04:0.7", "employee.inpatient.eligible-share=2030-10:0.8",
    ].map {
      try ReformFile.parse(setting: $0, registry: registry, id: $0)
    }
    let run = try study.run([stack], paths: PathRequest(paths: 64, seed: 5))
    let paths = try #require(run.paths), input = paths.result.input
    var values: [[Double]] = []
    _ = try PathProjection.run(input, central: run.result, onYear: { values.append($0.values[1]) })
    for path in [0, 21, 63] {
      let own = try Projection.run(
        ProjectionInput(
          timeline: input.projection.timeline, scheme: run.result.scheme, regions: input.projection.regions,
          scenarios: [try PathScenario.rules(input, scenario: 1, path: path)]))
      for line in run.result.scheme.lines.indices {
        for year in 0..<study.timeline.count {
          let wanted = own.amount(scenario: 0, region: 0, line: line, year: year)
          #expect(abs(values[year][line * 64 + path] - wanted) <= Within.interpolated * 1e11, "\(path) \(line) \(year)")
        }
      }
    }
  }

  /// The weights of the months are the line's: what changes in December moves a line that is all paid in January by nothing.
  @Test func profilesWeighPayments() throws {
    let folder = try BrokenPlaceTests.copy()
    defer { try? FileManager.default.removeItem(at: folder) }
    let baseline = folder.appendingPathComponent(BrokenPlaceTests.baseline)
    let text = try String(contentsOf: baseline, encoding: .utf8)
    try text.replacingOccurrences(of: "tables: tables\n", with: "tables: tables\nmonthly-profiles: months.csv\n")
      .write(to: baseline, atomically: true, encoding: .utf8)
    let rows = (1...12).map { "resident-inpatient,\($0),\($0 == 1 ? 0.75 : $0 == 12 ? 0.25 : 0)\n" }.joined()
    try ("line,month,share\n" + rows).write(
      to: folder.appendingPathComponent("shandong/tables/months.csv"), atomically: true, encoding: .utf8)
    let study = try PolicyStudy(Place(folder.appendingPathComponent("shandong").path), horizon: 2027)
    let registry = study.place.baseline.registry
    let stacks = try ["2027", "2027-02", "2027-12"].map {
      [try ReformFile.parse(setting: "resident.inpatient.reimbursement-rate=\($0):0.8", registry: registry, id: $0)]
    }
    let result = try study.run(stacks).result, line = try Shandong.line("resident-inpatient")
    let amounts = (0..<4).map {
      result.amount(scenario: $0, region: 0, line: line, year: 2027 - study.timeline.baseYear)
    }
    for late in [2, 3] {
      #expect(abs(amounts[late] - (0.75 * amounts[0] + 0.25 * amounts[1])) <= Within.roundoff * amounts[0])
    }
    #expect(amounts[1] != amounts[0])
  }
}
