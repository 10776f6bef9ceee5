import Foundation
import Testing
import _TestSupport

/// A second country, as a user meets it: its report, tables and messages name nothing of the first.
@Suite struct KoreaPlaceTests {
  /// What stands for China's money, numbers and institutions, in either language.
  private static let foreign = [
    "yuan", "CNY", "元", "亿", "万", "职工", "居民", "医保", "大病", "统筹", "险", "resident", "flexible", "critical", "large-bill",
  ]

  /// Printed Chinese would be program text that should have been left out.
  private static func isChinese(_ scalar: Unicode.Scalar) -> Bool { (0x4E00...0x9FFF).contains(scalar.value) }

  private func check(_ text: String, _ name: String) {
    for word in Self.foreign where text.contains(word) {
      let line = text.split(separator: "\n").first { $0.contains(word) } ?? ""
      Issue.record("\(name) says \(word): \(line.prefix(200))")
    }
    let chinese = text.split(separator: "\n").filter { $0.unicodeScalars.contains(where: Self.isChinese) }
    #expect(chinese.isEmpty, "\(name): \(chinese.prefix(3))")
  }

  @Test func nothingOfAnotherCountryIsPrinted() throws {
    let folder = try CommandLineTests.scratch("korea")
    defer { try? FileManager.default.removeItem(at: folder) }
    let output = folder.appendingPathComponent("out")
    let run = try CommandLineTests.run(
      "run", "scenarios/korea", "--output", output.path, "--tables", "all")
    #expect(run.status == 0, "\(run.errors)")
    check(run.output + run.errors, "run")
    let report = try String(contentsOf: output.appendingPathComponent("report.txt"), encoding: .utf8)
    check(report, "report.txt")
    // Amounts in trillion won, titles of the scheme in its own language.
    #expect(report.contains("trillion won") && report.contains("국민건강보험") && report.contains("보험료수입"))
    var tables = 0
    for file in try FileManager.default.contentsOfDirectory(atPath: output.path).sorted() where file.hasSuffix(".csv") {
      let text = try String(contentsOf: output.appendingPathComponent(file), encoding: .utf8)
      let header = String(text.prefix { $0 != "\n" })
      check(header, file)
      if header.contains("amount") { #expect(header.contains("amount_won"), "\(file): \(header)") }
      tables += 1
    }
    #expect(tables >= 8)
    let measures = try String(contentsOf: output.appendingPathComponent("measures.csv"), encoding: .utf8)
    #expect(measures.contains(",won\n") && !measures.contains("yuan"))
    try checkHistory(output)
  }

  /// What the baseline misses of the published accounts and people, as the place's README.md says: growth to 2024 is as it
  /// came, the levels are those of 2013, and no later figure of the fund is fitted to.
  private static let known = (
    revenue: Tolerance.plausible(share: 0.06), spending: Tolerance.plausible(share: 0.05),
    people: Tolerance.plausible(share: 0.02)
  )

  /// Accounts of the fund beside tables/history.csv, trillion won; people beside the insurer's page of insured by year.
  private func checkHistory(_ output: URL) throws {
    func rows(_ file: URL) throws -> [[String]] {
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
      return lines.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }
    var flows: [String: Double] = [:], people: [String: Double] = [:]
    for row in try rows(output.appendingPathComponent("accounts.csv"))
    where row[0] == "baseline" && row[2] == "health-insurance" {
      flows["\(row[4]) \(row[3])", default: 0] += (Double(row[7]) ?? .nan) / 1e12
    }
    for row in try rows(output.appendingPathComponent("membership.csv"))
    where row[0] == "baseline" && row[2] == "2023" {
      people[row[3], default: 0] += Double(row[7]) ?? .nan
    }
    let history = try rows(CommandLineTests.root.appendingPathComponent("scenarios/korea/tables/history.csv"))
    #expect(history.count == 12)
    for year in history {
      for (column, kind, tolerance) in [(1, "income", Self.known.revenue), (2, "expenditure", Self.known.spending)] {
        let computed = try #require(flows["\(kind) \(year[0])"]), published = try #require(Double(year[column]))
        let asked = year[0] == "2013" ? Tolerance.published(digits: 4) : tolerance
        #expect(asked.admits(computed, published), "\(kind) \(year[0]): \(computed), published \(published)")
      }
    }
    #expect(Tolerance.published(digits: 4).admits(flows["closing 2013"] ?? .nan, 8.2203))
    for (status, published) in [("employee", 19.834e6), ("dependant", 16.531e6), ("regional", 15.089e6)] {
      #expect(Self.known.people.admits(people[status] ?? .nan, published), "\(status): \(people[status] ?? .nan)")
    }
  }

  @Test func checkAndLeversSpeakOfWon() throws {
    let checked = try CommandLineTests.run("check", "scenarios/korea")
    #expect(checked.status == 0, "\(checked.errors)")
    check(checked.output + checked.errors, "check")
    let levers = try CommandLineTests.run("levers", "--place", "scenarios/korea", "health.check-up")
    #expect(levers.output.contains("won/person/year"))
    check(levers.output, "levers")
    // A policy by its id, and by a word in Korean.
    #expect(try CommandLineTests.run("levers", "--place", "scenarios/korea", "l01").output.contains("health.rate"))
    #expect(try CommandLineTests.run("levers", "--place", "scenarios/korea", "보험료율").output.contains("health.rate"))
  }

  /// A place of Korea with another text in one of its files.
  private func refused(_ file: String, _ old: String, _ new: String) throws -> String {
    let folder = try CommandLineTests.scratch("korea")
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["korea", "schemes"] {
      try FileManager.default.copyItem(
        at: CommandLineTests.root.appendingPathComponent("scenarios/\(name)"), to: folder.appendingPathComponent(name))
    }
    let path = folder.appendingPathComponent(file)
    let text = try String(contentsOf: path, encoding: .utf8)
    #expect(text.contains(old), "\(old)")
    try text.replacingOccurrences(of: old, with: new).write(to: path, atomically: true, encoding: .utf8)
    let outcome = try CommandLineTests.run("check", folder.appendingPathComponent("korea").path)
    #expect(outcome.status == 65, "\(outcome.output)")
    return outcome.errors
  }

  @Test(arguments: [
    (
      "korea/assumptions.yaml", "check-up: { unit: won/person/year", "check-up: { unit: yuan/person/year",
      "health.check-up.unit: wrong unit (found \"yuan/person/year\"); give the values in won/person/year"
    ),
    (
      "korea/baseline.yaml", "value: 4.51733e13, unit: won", "value: 4.51733e13, unit: yuan",
      "this word is not known here (found \"yuan\"); "
    ),
    (
      "korea/baseline.yaml", "ko: \"대한민국, 2013년 제도와 2026년까지의 변경\"", "zh: 韩国", "title.zh: titles are in en and ko here"
    ),
    (
      "schemes/korea.form.yaml", "  premiums: { side: in", "  dues: { side: in", "the form has no income item premiums"
    ),
    ("schemes/korea.yaml", "form: korea.form.yaml", "", "the scheme names no form"),
    // A head of more than a round wage is another unit.
    ("korea/assumptions.yaml", "values: { 2013: 20000,", "values: { 2013: 6e7,", "the number is out of range"),
  ])
  func refusals(_ example: (file: String, old: String, new: String, message: String)) throws {
    let errors = try refused(example.file, example.old, example.new)
    #expect(errors.contains(example.message), "\(errors)")
  }
}
