@testable import Documents
import Foundation
import InputFiles
import PolicyModel
import Quantities
import Studies
import Testing
@testable import TextPages

/// Inputs nobody could mean: a warning that names both figures, before anybody signs.
@Suite struct ImplausiblePlaceTests {
  struct Slip: CustomStringConvertible, Sendable {
    let file: String, find: String, replacement: String, expected: [String]
    var description: String { "\(find) → \(replacement)" }

    init(_ file: String, _ find: String, _ replacement: String, _ expected: String...) {
      (self.file, self.find, self.replacement, self.expected) = (file, find, replacement, expected)
    }
  }

  private static let assumptions = "shandong/assumptions.yaml", baseline = "shandong/baseline.yaml"
  private static let ceiling = "      ceiling: { unit: yuan, values: { 2020: 300 }"

  static let slips = [
    Slip(
      assumptions, "value: 9.4523e10", "value: 4.5e9", "assumptions.yaml:",
      "funds.employee-pool.opening-balance: 4.5 billion yuan is 0.98",
      "months of the spending of 2020, 54"),
    Slip(assumptions, "value: 9.4523e10", "value: 945.23", "945.23 yuan is", "not 万元 or 亿元"),
    Slip(
      assumptions, "value: 3.7899e10", "value: 3789900", "funds.resident-pool.opening-balance: 3.7899 million yuan is"),
    Slip(
      assumptions, "value: 5.3003e10", "value: 530.03",
      "530.03 yuan in the year before 2020, and 52.95 billion yuan in it"),
    Slip(
      assumptions, "2019: 66508, 2020: 71582", "2019: 66508, 2020: 715820",
      "715820 yuan/year in 2020 after 66508 in 2019"),
    Slip(assumptions, "values: { 2020: 32886 }", "values: { 2020: 3.2886 }", "economy.disposable-income 3.2886"),
    Slip(
      baseline, ceiling, ceiling.replacingOccurrences(of: "300", with: "40"),
      "40 yuan in 2020: the most the fund pays in a year lies below one bill of 91"),
    Slip(
      baseline, ceiling + ",", ceiling.replacingOccurrences(of: "300", with: "300, 2027: 0") + ",",
      "resident.general-outpatient.ceiling: 0 yuan in 2027: nothing is paid, where one bill is ", "1e12 or more"),
    Slip(
      assumptions, "utilisation-rate: { unit: services/person/year, values: { 2020: 0.1615 }",
      "utilisation-rate: { unit: services/person/year, values: { 2020: 0.1615, 2027: 0 }",
      "0 services/person/year in 2027 after 0.1615 in 2020"),
    Slip(
      "schemes/china.yaml", "emergency, negotiated-drugs, special-groups]", "emergency, negotiated-drugs]",
      "resident.special-groups.reimbursement-rate: ",
      "is what the rules pay for resident.special-groups in 2020, and no line of any account pays it",
      "`payments: resident.special-groups`"),
    Slip(
      baseline, "2025: 400, 2026: 400 }", "2025: 400, 2026: 4000 }",
      "4000 yuan/person/year in 2026 after 400 in 2025"),
    Slip(
      baseline, "premium: { unit: yuan/person/year, values: { 2020: 70 }",
      "premium: { unit: yuan/person/year, values: { 2020: 700 }", "700 yuan/person/year comes to 52.4288 billion yuan",
      "takes in"),
    Slip(assumptions, "value: 4.24e8", "value: 4.24", "4.24 yuan owed before 2020 where 427.016 million yuan"),
    Slip(
      baseline, "values: { 2020: 1.759e9, 2021: 0 }", "values: { 2020: 17.59, 2021: 0 }",
      "employee.deferral.amount: 17.59 yuan in 2020 is", "% of the contributions to employee-pool, "),
  ]

  private func warnings(_ slip: Slip) throws -> [LocalizedText] {
    let folder = try BrokenPlaceTests.copy()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent(slip.file)
    let text = try String(contentsOf: file, encoding: .utf8)
    let place = try #require(text.range(of: slip.find), "the test names text that is not in the file")
    try text.replacingCharacters(in: place, with: slip.replacement).write(to: file, atomically: true, encoding: .utf8)
    return try PolicyStudy(try Place(folder.appendingPathComponent("shandong").path)).check([]).joined().map {
      $0
    }
  }

  @Test(arguments: slips) func bothFiguresAreNamed(_ slip: Slip) throws {
    let found = try warnings(slip)
    let named = found.first { text in slip.expected.allSatisfy(text.en.contains) }
    #expect(named?.zh.contains("请核对") == true || named?.zh.contains("低于") == true, "\(found.map(\.en))")
  }

  /// What 0 means depends on the number: a standard may end, a deductible fall away; under a ceiling of 0 nothing is paid, above an
  /// own payment of 0 everything, and no bill is 0.
  @Test func nothingIsToldByWhatItMeans() throws {
    let study = try Shandong.study.get()
    func warnings(_ settings: [String]) throws -> [String] {
      let stacks = try settings.enumerated().map {
        [try ReformFile.parse(setting: $1, registry: study.place.baseline.registry, id: "set-\($0 + 1)")]
      }
      return try study.check(stacks).joined().map(\.en)
    }
    let usual = try warnings([])
    let meant = ["resident.premium=2027:0", "resident.inpatient.deductible=2027:0", "flexible.rate=2027:0"]
    #expect(try warnings(meant).filter { !usual.contains($0) }.isEmpty)
    let slips = [
      (
        "resident.inpatient.ceiling=2027:0",
        "resident.inpatient.ceiling: 0 yuan in 2027: nothing is paid, where one bill is "
      ),
      (
        "critical-illness.residents.ceiling=2027:0",
        "critical-illness.residents.ceiling: 0 yuan in 2027: nothing is paid"
      ),
      (
        "assistance.benefit.tiers.1.rate=2027:1",
        "assistance.benefit.tiers.1.above: 0 yuan in 2027: everything above it"
      ),
      (
        "employee.inpatient.unit-cost=2027:0",
        "employee.inpatient.unit-cost: 0 yuan/service in 2027 where the baseline has"
      ),
    ]
    let found = try warnings(slips.map(\.0))
    for (_, expected) in slips { #expect(found.count { $0.contains(expected) } == 1, "\(expected): \(found)") }
  }

  /// An own payment that ends at once is warned about like one that ends at 5 won.
  @Test(arguments: ["0", "5"]) func ownPaymentsThatEndAtOnce(_ amount: String) throws {
    let baseline = try Place(Shandong.root.appendingPathComponent("scenarios/korea").path).baseline
    let timeline = Timeline(baseYear: baseline.baseYear, horizon: baseline.baseYear + 15)
    let start = Dictionary(uniqueKeysWithValues: baseline.targets.map { ($0.unknown, $0.start) })
    let resolver = SeriesResolver(baseline, timeline: timeline, solved: start)
    let reform = try ReformFile.parse(
      setting: "own-payment-ceiling.tiers.1.above=2026:\(amount)", registry: baseline.registry, id: "s")
    let scenario = ScenarioDefinition(id: "s", title: baseline.title, reforms: [reform])
    let usual = try resolver.resolve(.baseline(baseline.title))
    let found = try LevelPlausibility(baseline, timeline: timeline)
      .warnings(scenario, resolver.resolve(scenario), against: usual).map(\.en)
    let expected =
      "own-payment-ceiling.tiers.1.above: \(amount) won in 2026: everything above it is paid, and it is less than a hundredth of one bill of "
    #expect(found.contains { $0.contains(expected) }, "\(found)")
  }

  /// Rows of a table with another last value.
  private func tableWarnings(
    _ name: String, _ change: (_ row: [Substring]) -> String?
  ) throws -> [LocalizedText] {
    let folder = try BrokenPlaceTests.copy()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("shandong/tables/\(name)")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line -> String in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      guard let value = change(cells) else { return String(line) }
      return (cells.dropLast() + [value[...]]).joined(separator: ",")
    }
    try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    return try PolicyStudy(try Place(folder.appendingPathComponent("shandong").path)).check([]).joined().map {
      $0
    }
  }

  private func isAge(_ row: [Substring], _ ages: ClosedRange<Int>) -> Bool {
    row.count == 3 && ["male", "female"].contains(row[0]) && Int(row[1]).map(ages.contains) == true
  }

  @Test func populationsThatEndAt85AndLackAnAge() throws {
    let heap = try tableWarnings("population.csv") {
      isAge($0, 85...85) ? "1500000" : isAge($0, 86...100) ? "0" : nil
    }
    #expect(heap.count { $0.en.contains("age 85: 1500000 (age 84: ") && $0.zh.contains("85岁及以上") } == 2)
    let hole = try tableWarnings("population.csv") { isAge($0, 40...40) ? "0" : nil }
    #expect(hole.contains { $0.en == "population.csv, male, age 40: 0, between 680373 and 643671: a cell left empty?" })
    let earnings = try tableWarnings("earnings-profile.csv") { isAge($0, 45...45) ? "0" : nil }
    #expect(earnings.contains { $0.en.hasPrefix("earnings-profile.csv, female, age 45: 0, between") })
  }

  @Test func birthsBesideThePopulation() throws {
    let few = try tableWarnings("population.csv") { row in
      isAge(row, 0...0) ? Double(row[2]).map { "\($0 / 10)" } : nil
    }
    #expect(few.contains { $0.en.hasPrefix("fertility.csv: 93135 births in 2020 among 100") })
    #expect(few.contains { $0.en.contains("gives 853087 births in 2020, but age 0 of population.csv needs 93135") })
  }

  private func run(_ setting: String) throws -> PolicyRun {
    let study = try Shandong.study.get()
    return try study.run([
      [try ReformFile.parse(setting: setting, registry: study.place.baseline.registry, id: "set")]
    ])
  }

  @Test(arguments: [
    ("resident.premium=2027:4000", "4000 yuan/person/year in 2027 where the baseline has 414.5"),
    ("employee.employer-rate=2027:0.7", "0.7 share in 2027 where the baseline has 0.07"),
    (
      "resident.general-outpatient.ceiling=2027:90",
      "90 yuan in 2027: the most the fund pays in a year lies below one bill"
    ),
    ("employee.advance.amount=2027:2e12,2028:0", "2 trillion yuan in 2027 is 17"),
    ("funds.resident-pool.adjustment=2027:30,2028:0", "30 yuan in 2027 is"),
    ("demography.net-migration=2027:2e7", "20000000 persons in 2027 of a population of 120388476"),
    ("economy.average-wage=2026..2026:120000", "resident.premium 330.218 in 2027 instead of 414.5"),
    ("economy.wage-growth=2026:-0.2,2027:0.3,2028:0.04", "resident.premium 520 in 2027 instead of 401.932"),
    ("economy.wage-growth=2027:0.15", "0.15 share/year in 2027 where the baseline has 0.03625"),
    ("economy.interest-rate=2027:0.2", "0.2 share/year in 2027 where the baseline has 0.02"),
    ("supervision.recovery-rate=2027:0.9", "0.9 share in 2027 where the baseline has 0.013"),
    ("employee.claims-lag.next-year-share=2027:0.9", "0.9 share in 2027 where the baseline has 0.008"),
    ("resident.local-benefits.amount=2027:50000", "where resident-pool moves 8"),
    ("funds.resident-pool.opening-balance=2020:3.8e12", "is 710 months of the spending of 2020"),
    ("funds.employee-pool.last-year-expenditure=2020:5e14", "500 trillion yuan in the year before 2020"),
    ("resident.claims-lag.opening-unpaid=2020:6", "6 yuan owed before 2020 where 588.979 million yuan"),
  ]) func reformsNobodyMeant(setting: String, expected: String) throws {
    let run = try run(setting)
    #expect(
      run.warnings.contains { $0.en.hasPrefix("--set:1: ") && $0.en.contains(expected) }, "\(run.warnings.map(\.en))")
    let report = try TextPage.text(Report.document(run))
    let page = report.components(separatedBy: "Before signing").last ?? ""
    #expect(page.components(separatedBy: "Closing 2060").first?.contains("WARNING 警示: --set:1: ") == true)
    #expect(TextPage.text(RunSummary.document(run), indent: 0).contains("WARNING 警示: --set:1: "))
  }

  /// No reading is possible: more is deferred than is due.
  @Test func aDeferralLargerThanTheContributions() throws {
    let error = #expect(throws: FundcastError.self) { try run("employee.deferral.amount=2027:2e11,2028:0") }
    #expect(error?.category == .usage)
    #expect(
      error?.description.hasPrefix(
        "--set:1: employee.deferral.amount: 200 billion yuan deferred in 2027, but only 1"
      ) == true, "\(String(describing: error))")
    #expect(try run("employee.deferral.amount=2027:1.759e9,2028:0").warnings.isEmpty)
  }

  /// Nor can more be owed than flows in a year.
  @Test(arguments: [
    "employee.deferral.opening-receivable=2020:1e13", "employee.advance.opening-receivable=2020:1e13",
    "resident.claims-lag.opening-unpaid=2020:6e13",
  ]) func moreOwedThanFlowsInAYear(setting: String) throws {
    let error = #expect(throws: FundcastError.self) { try run(setting) }
    #expect(error?.category == .usage)
    #expect(
      error?.description.contains("trillion yuan owed at the end of 2019, but only ") == true,
      "\(String(describing: error))")
  }

  /// A fit that fails names what may be behind it.
  @Test func aWageInAnotherUnit() throws {
    let error = #expect(throws: FundcastError.self) {
      try warnings(Slip(Self.assumptions, "2019: 66508, 2020: 71582", "2019: 6.6508, 2020: 7.1582"))
    }
    #expect(
      error?.description.contains(
        "implausible: ") == true
        && error?.description.contains("economy.average-wage: 7.1582 yuan/year in 2020") == true)
  }

  @Test func nothingIsSaidOfWhatIsShipped() throws {
    #expect(try Shandong.run.get().warnings.isEmpty)
    #expect(try Shandong.leverRun.get().warnings.isEmpty)
  }
}
