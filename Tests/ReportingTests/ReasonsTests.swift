import _TestSupport
import Accounts
@testable import Documents
import Quantities
import Results
import SchemeModel
import Studies
import Testing

/// Why a fund closes elsewhere, of the tiny run.
@Suite struct ReasonsTests {
  let context: ReportContext

  init() throws { context = try ReportContext(withBudgets: TinyRun.make()) }

  @Test func wholeSentences() throws {
    let sentences = try Reasons(context, scenario: 2).sentences()
    #expect(
      sentences.map(\.en) == [
        "Pool: at the end of 2023 the balance is 6,140.41 higher (55,540.55 → 61,680.96): higher premiums, +5,960.86 on the"
          + " balance (Employers); higher interest, +179.55 on the balance.",
        "Resident fund: at the end of 2023 the balance is 24,581.38 higher (−13,918.45 → 10,662.93): higher premiums, +24,320.09 on the"
          + " balance; higher interest, +261.30 on the balance. First deficit still in 2020, depletion still in 2020. Below zero no interest is earned: baseline from"
          + " 2020.",
      ])
    #expect(
      sentences.map(\.zh) == [
        "统筹基金：2023年末结余增加6,140.41万元（55,540.55 → 61,680.96）：保险费收入增加，影响结余 +5,960.86（单位缴费）；利息收入增加，影响结余 +179.55。",
        "居民基金：2023年末结余增加24,581.38万元（−13,918.45 → 10,662.93）：保险费收入增加，影响结余 +24,320.09；利息收入增加，影响结余 +261.30。首次当期赤字仍为2020年，"
          + "基金穿底仍为2020年。结余为负不计息：基准方案自2020年起。",
      ])
  }

  @Test func anEmptyReformSaysNothing() throws {
    #expect(try Reasons(context, scenario: 1).sentences().isEmpty)
  }

  @Test func yearsThatMove() {
    let event = LocalizedText(en: "depletion", zh: "基金穿底")
    func moved(_ before: Int?, _ after: Int?) -> [String]? {
      Reasons(context, scenario: 2).moved(event, before, after).map { [$0.en, $0.zh] }
    }
    #expect(moved(nil, nil) == nil)
    #expect(moved(1, 1) == ["depletion still in 2021", "基金穿底仍为2021年"])
    #expect(moved(3, 0) == ["depletion 3 years earlier (2023 → 2020)", "基金穿底提前3年（2023 → 2020）"])
    #expect(moved(1, 2) == ["depletion 1 year later (2021 → 2022)", "基金穿底推迟1年（2021 → 2022）"])
    #expect(moved(nil, 2) == ["depletion appears in 2022", "2022年出现基金穿底"])
    #expect(moved(2, nil) == ["depletion of 2022 avoided up to 2023", "原2022年的基金穿底至2023年不再出现"])
    // The hidden year after the horizon is not reported.
    #expect(moved(3, 4) == ["depletion of 2023 avoided up to 2023", "原2023年的基金穿底至2023年不再出现"])
    #expect(moved(4, nil) == nil)
  }

  @Test func partsAddUpToTheDifference() throws {
    for fund in [TinyRun.pool, TinyRun.flat] {
      let change = try BalanceChange(context.outcome(2), fund: fund, visible: context.units.visible)
      #expect(change.year == 3)
      let sum = change.parts.reduce(0) { $0 + $1.effect }
      #expect((sum - change.difference).magnitude <= Within.roundoff * 1e9)
      for part in change.parts where part.item.id != "opening" {
        #expect((part.lines.reduce(0) { $0 + $1.effect } - part.effect).magnitude <= Within.roundoff * 1e9)
      }
      let sizes = change.parts.map(\.effect.magnitude)
      #expect(sizes == sizes.sorted(by: >))
    }
  }
}
