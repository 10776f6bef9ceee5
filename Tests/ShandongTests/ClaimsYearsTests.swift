import Foundation
import InputFiles
import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel
import Studies
import Testing
import _TestSupport

/// Claims that are paid over three years after their own, from the files of a scheme and a place (<doc:Ledgers>).
@Suite struct ClaimsYearsTests {
  private static let share = "resident.claims-lag.year-3-share", opening = "resident.claims-lag.year-3-opening-unpaid"

  /// The province with residents' manual claims of three years, as the article on the scheme has them.
  ///
  /// - Parameters:
  ///   - posts: what stands in the scheme for a text of the shipped one, instead of the article's mechanism.
  ///   - without: a lever of which no value is given.
  private static func place(_ posts: (old: String, new: String)? = nil, without: String = "") throws -> URL {
    let folder = try BrokenPlaceTests.copy(), article = try Article("Files/SchemeFile")
    func change(_ name: String, _ body: (String) throws -> String) throws {
      let file = folder.appendingPathComponent(name), text = try String(contentsOf: file, encoding: .utf8)
      let changed = try body(text)
      #expect(changed != text)
      try changed.write(to: file, atomically: true, encoding: .utf8)
    }
    func example(_ file: String) throws -> [String] {
      let left = without.split(separator: ".").last.map { "    \($0):" } ?? ""
      return try #require(article.example(of: file)).filter { left.isEmpty || !$0.hasPrefix(left) }
    }
    // The article's entries stand for those of the same name.
    try change(BrokenPlaceTests.scheme) { text in
      if let posts { return text.replacingOccurrences(of: posts.old, with: posts.new) }
      return try Self.replaced("      resident.claims-lag:", in: text, by: example("the scheme"))
    }
    try change(BrokenPlaceTests.baseline) {
      try Self.replaced("  resident.claims-lag.", in: $0, by: example("baseline.yaml"))
    }
    try change(BrokenPlaceTests.assumptions) {
      try Self.replaced("  resident.claims-lag.", in: $0, by: example("assumptions.yaml"))
    }
    return folder
  }

  /// A text of which the entry that begins like this, with what stands below it, is the one of an example.
  private static func replaced(_ start: String, in text: String, by example: [String]) throws -> String {
    func depth(_ line: String) -> Int { line.prefix { $0 == " " }.count }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let first = try #require(lines.firstIndex { $0.hasPrefix(start) })
    let end = lines[(first + 1)...].firstIndex { depth($0) <= depth(start) } ?? lines.count
    let own = try #require(example.firstIndex { $0.hasPrefix("  resident.claims-lag") || $0.hasPrefix(start) })
    lines.replaceSubrange(first..<end, with: example[own...])
    return lines.joined(separator: "\n")
  }

  @Test func threeYearsByHand() throws {
    let folder = try Self.place()
    defer { try? FileManager.default.removeItem(at: folder) }
    let study = try PolicyStudy(Place(folder.appendingPathComponent("shandong").path), horizon: 2026)
    let run = try study.run([]), result = run.result, scheme = result.scheme
    func amounts(_ id: String) throws -> [Double] {
      let line = try #require(scheme.lines.firstIndex { $0.id == id })
      return (0..<5).map { result.amount(scenario: 0, region: 0, line: line, year: $0) }
    }
    // What the pool pays for residents' care, whatever the class of service.
    let benefits = scheme.lines.filter { line in
      guard case .people(.fundPayment(let branch), _) = line.source else { return false }
      return scheme.branches[branch].group == "resident" && scheme.funds[line.fund].id == "resident-pool"
    }
    #expect(benefits.count > 3)
    let claims = try benefits.map { try amounts($0.id) }.reduce([Double](repeating: 0, count: 5)) { all, own in
      zip(all, own).map(+)
    }
    // Of every year 1 % is paid in the next, 0.4 % in the one after, 0.2 % in the third.
    for (line, share) in [("", 0.01), ("-2", 0.004), ("-3", 0.002)] {
      for (amount, claims) in zip(try amounts("resident-claims-deferred" + line), claims) {
        #expect(Tolerance.roundoff(gross: claims).admits(amount, -share * claims))
      }
    }
    // 606.4, 200 and 100 million were owed for three years to come.
    let due = [
      6.064e8, 2e8 + 0.01 * claims[0], 1e8 + 0.004 * claims[0] + 0.01 * claims[1],
      0.002 * claims[0] + 0.004 * claims[1] + 0.01 * claims[2],
      0.002 * claims[1] + 0.004 * claims[2] + 0.01 * claims[3],
    ]
    for (amount, due) in zip(try amounts("resident-claims-settled"), due) {
      #expect(Tolerance.roundoff(gross: claims[0]).admits(amount, due), "\(amount) \(due)")
    }
    // Owed at the end of the first year, and of the fourth, by the years it is from.
    let unpaid = try amounts("resident-claims-unpaid")
    #expect(Tolerance.roundoff(gross: claims[0]).admits(unpaid[0], 3e8 + 0.016 * claims[0]))
    #expect(
      Tolerance.roundoff(gross: claims[0])
        .admits(unpaid[3], 0.002 * claims[1] + 0.006 * claims[2] + 0.016 * claims[3]))
    #expect(run.regions[0].implausible.allSatisfy { !$0.en.contains("claims-lag") })
  }

  @Test func whatLinesAndLeversAreCalled() throws {
    let folder = try Self.place()
    defer { try? FileManager.default.removeItem(at: folder) }
    let baseline = try Place(folder.appendingPathComponent("shandong").path).baseline
    func title(_ id: String) -> LocalizedText? { baseline.scheme.lines.first { $0.id == id }?.title }
    #expect(
      title("resident-claims-deferred-2")
        == LocalizedText(en: "Manual claims, residents, paid 2 years later", zh: "居民零星报销（2年后支付）"))
    #expect(title("resident-claims-deferred-3") == LocalizedText(en: "Late", zh: "迟"))
    #expect(
      title("resident-claims-settled")
        == LocalizedText(en: "Manual claims, residents, of the 3 years before, paid", zh: "居民零星报销（支付前3年）"))
    // One year is the last.
    #expect(title("employee-claims-settled") == LocalizedText(en: "Manual claims of last year, paid", zh: "上年零星报销支付"))
    #expect(title("resident-claims-deferred") == LocalizedText(en: "Manual claims, paid next year", zh: "零星报销（跨年支付）"))
    let levers = baseline.registry.levers.map(\.path).filter { $0.hasPrefix("resident.claims-lag.") }
    #expect(
      levers.map { $0.dropFirst("resident.claims-lag.".count) } == [
        "next-year-share", "opening-unpaid", "year-2-share", "year-2-opening-unpaid", "year-3-share",
        "year-3-opening-unpaid",
      ])
    // One year has no others.
    #expect(baseline.registry.levers.map(\.path).filter { $0.hasPrefix("employee.claims-lag.") }.count == 2)
  }

  /// What was owed for the third year is asked for while something waits so long, and for no longer.
  @Test(arguments: [("", opening), (share, "")]) func openingsAreAskedFor(_ without: (lever: String, expected: String))
    throws
  {
    let lever = without.lever.isEmpty ? Self.opening : without.lever
    let folder = try Self.place(without: lever)
    defer { try? FileManager.default.removeItem(at: folder) }
    let study = { try PolicyStudy(Place(folder.appendingPathComponent("shandong").path), horizon: 2022) }
    guard !without.expected.isEmpty else { return _ = try study() }
    let error = #expect(throws: FundcastError.self) { try study() }
    #expect(error?.diagnostics.map(\.key) == [without.expected], "\(String(describing: error))")
    #expect(error?.description.contains("is in force in 2020 and counts from 2019") == true)
  }

  @Test func partsOfOne() throws {
    let folder = try Self.place()
    defer { try? FileManager.default.removeItem(at: folder) }
    let study = try PolicyStudy(Place(folder.appendingPathComponent("shandong").path), horizon: 2030)
    let reform = try ReformFile.parse(
      setting: "resident.claims-lag.year-2-share=2027:0.99", registry: study.place.baseline.registry, id: "set-1")
    let error = #expect(throws: FundcastError.self) { try study.check([[reform]]) }
    #expect(
      error?.description.contains(
        "resident.claims-lag.year-2-share: shares of resident.claims-lag that are paid in later years come to more than 1 in 2027; it clashes with resident.claims-lag.next-year-share = 0.01 ("
      ) == true, "\(String(describing: error))")
    #expect(error?.diagnostics.first?.value == "1.002")
  }

  @Test(arguments: [
    (
      "settled: resident-claims-settled", "settled: [resident-claims-settled, b]",
      "resident.claims-lag.posts.settled: one line posts this (found \"2 lines\")"
    ),
    ("deferred: resident-claims-deferred,", "deferred: [],", "no line posts its deferred"),
    ("deferred: resident-claims-deferred,", "deferred: [a, a],", "two lines have one name"),
    (
      "deferred: resident-claims-deferred,", "deferred: [a, { title: x }],",
      "resident.claims-lag.posts.deferred[2]…: the key is missing"
    ),
  ])
  func whatIsRefused(_ example: (old: String, new: String, message: String)) throws {
    let folder = try Self.place((example.old, example.new))
    defer { try? FileManager.default.removeItem(at: folder) }
    let error = #expect(throws: FundcastError.self) { try Place(folder.appendingPathComponent("shandong").path) }
    #expect(error?.description.contains(example.message) == true, "\(String(describing: error))")
    #expect(error?.description.contains("china.yaml:") == true, "\(String(describing: error))")
  }
}
