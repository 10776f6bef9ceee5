import Foundation
import Testing

/// `fundcast levers` as a planner asks.
@Suite struct LeversCommandTests {
  private static func levers(_ words: String...) throws -> CommandLineTests.Outcome {
    try CommandLineTests.run(["levers"] + words)
  }

  /// Paths of the levers an answer lists.
  private static func paths(_ text: String) -> [Substring] {
    text.split(separator: "\n").filter { !$0.hasPrefix(" ") }.compactMap { $0.split(separator: " ").first }
  }

  @Test func anIDWithoutLevers() throws {
    for id in ["L13", "l13"] {
      let outcome = try Self.levers(id)
      #expect(outcome.status == 0)
      #expect(
        outcome.output == """
          L13 Level of pooling 统筹层次: not modelled yet 尚未建模 (L13)
            nearest 最接近: funds.employee-pool.adjustment, funds.resident-pool.adjustment
            what an adjustment fund pays or takes, given by hand; a place with `regions:` projects each fund by itself and pools nothing 调剂金的上解下拨可按金额手工给出；`regions:` 逐区测算，不作统筹

          """)
    }
  }

  @Test func anIDWithLevers() throws {
    let outcome = try Self.levers("L15")
    #expect(outcome.output.hasPrefix("L15 Advances to hospitals 医保基金预拨\nemployee.advance.amount  [L15]\n"))
    #expect(Self.paths(outcome.output).dropFirst().allSatisfy { $0.contains(".advance.") })
  }

  /// What is covered is that of a place: its reforms alone, what they move there, in its money.
  @Test func coverageOfAPlace() throws {
    let text = try Self.levers("--coverage", "--place", "scenarios/taiyuan").output
    #expect(text.contains("Largest difference, yuan") && !text.contains("without-2020-relief"))
    let row = try #require(text.split(separator: "\n").first { $0.hasPrefix("L27 ") })
    // Every policy is counted once.
    let whole = text.split(separator: "\n").joined(separator: " ")
    let totals = try #require(
      whole.range(of: "80 policy levers with ").map { whole[$0.upperBound...].prefix { $0 != "." } })
    let counts = totals.split(separator: ":").last?.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) } ?? []
    #expect(counts.count > 2 && counts.reduce(0, +) == 80, "\(totals)")
    #expect(totals.contains("shown by a reform "))
    #expect(row.contains("direct-settlement-70") && row.hasSuffix("2060  employee-inpatient"), "\(row)")
  }

  @Test func idsAreExact() throws {
    let short = try Self.levers("L1")
    #expect(short.status == 64)
    #expect(short.errors == "word: no policy has this id (found \"L1\"); did you mean L01?\n")
    let beyond = try Self.levers("L99")
    #expect(beyond.errors == "word: no policy has this id (found \"L99\"); ids run from L01 to L80\n")
  }

  @Test func namesOfPoliciesThatAreNotModelled() throws {
    let drg = try Self.levers("DRG").output
    #expect(drg.hasPrefix("L51 Payment by case mix (DRG) 按疾病诊断相关分组付费: not modelled yet 尚未建模 (L51)\n"))
    #expect(drg.contains("scenarios/shandong/reforms/medical-trend-minus-1.yaml"))
    let bids = try Self.levers("集采").output
    #expect(bids.contains("尚未建模 (L44)") && bids.contains("\nprices.drugs.price-level  [L44"))
    #expect(try Self.levers("L64").output.contains("moves no money 无资金流: a source of data 数据来源"))
  }

  @Test func severalWordsNeedNoQuotes() throws {
    #expect(try Self.levers("居民", "起付线").output == Self.levers("居民起付线").output)
    #expect(try Self.levers("premum").errors.contains("did you mean \"premium\"?"))
  }
}
