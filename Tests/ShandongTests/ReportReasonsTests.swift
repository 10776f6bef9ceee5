@testable import Documents
import Studies
import Testing
@testable import TextPages

/// Sentences of the shipped province that rest on its base year alone.
@Suite struct ReportReasonsTests {
  /// Of the 11.7 billion not levied in 2020 (conference report of February 2021) the pool is short of 78 % only: the employer
  /// part of that year went to personal accounts for 22 %. What members get they spend, so the accounts keep little of it.
  @Test func reliefIsSharedByPoolAndAccounts() throws {
    let context = try ReportContext(withBudgets: Shandong.run.get())
    let sentences = try Reasons(context, scenario: Shandong.scenario("without-2020-relief")).sentences()
    #expect(sentences.count == 3)
    #expect(
      sentences[0].en
        == "Employer contributions not levied: −117.00 over all years; premiums move by the same sum the other way, shared by"
        + " several funds: Employee pool +91.26; Employee personal accounts +25.74.")
    #expect(sentences[0].zh == "阶段性减征单位缴费各年合计 −117.00，保险费收入反向变动同额，由多个基金分担：职工医保统筹基金 +91.26；职工医保个人账户 +25.74。")
    // The rest depends on assumptions about spending from accounts; the split of what came in does not.
    #expect(sentences[2].en.hasPrefix("Employee personal accounts: at the end of 2020 the balance is "))
    #expect(sentences[2].en.contains("higher premiums, +25.74 on the balance (Employers, to accounts)"))
    #expect(sentences[2].en.contains("at the end of 2060 none is left"))
  }

  @Test func anEmptyReformHasNoSentence() throws {
    let context = try ReportContext(withBudgets: Shandong.run.get())
    #expect(try Reasons(context, scenario: Shandong.scenario("no-change")).sentences().isEmpty)
  }

  /// Sixty lines are a page, which holds what to know before signing; 132 columns are a line printer's.
  @Test func theFirstPageHoldsTheSummaryAndLinesFitThePaper() throws {
    let lines = try TextPage.text(Report.document(Shandong.run.get())).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(try #require(lines.firstIndex { $0.hasPrefix("Closing 2060, reform") }) <= 60)
    let wide = lines.filter { DisplayWidth.of(String($0)) > 132 }
    #expect(wide.isEmpty)
  }
}
