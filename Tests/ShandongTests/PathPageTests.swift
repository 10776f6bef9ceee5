import InputFiles
import ProjectionEngine
import Studies
import Testing

@testable import Documents
@testable import TextPages

/// What is said of how paths were computed.
@Suite struct PathPageTests {
  @Test func partsStandUnderTheirScenarios() throws {
    let study = try PolicyStudy(try Place(Shandong.folder), horizon: 2027)
    let reform = try ReformFile.parse(
      setting: "resident.inpatient.reimbursement-rate=2026:0.75", registry: study.place.baseline.registry, id: "set-1")
    let run = try study.run([[reform]], paths: PathRequest(paths: 3, seed: 1))
    let text = TextPage.text(try #require(PathPage.document(run)), indent: 0)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init),
      whole = lines.joined(separator: " ")
    let plan = try #require(run.paths).result.explanation, parts = plan.regions[0].parts
    let tables = parts.count { if case .tables = $0.way { true } else { false } }
    #expect(whole.contains("Each of 3 futures goes through the years as the central path does"))
    #expect(whole.contains("of \(parts.count) parts: in \(tables) read off tables, with an error below 1/10000000 of"))
    #expect(text.contains("3条路径均与中心路径一样逐年推算"))
    // Every part is a row once, below the scenarios whose rules it has.
    #expect(lines.count { $0.contains("from tables 查表") } == tables)
    func rows(below caption: String) throws -> [String] {
      let first = try #require(lines.firstIndex(of: caption), "\(caption)")
      return lines[(first + 1)...].drop { !$0.hasPrefix("---") }.dropFirst().prefix { !$0.isEmpty }.map { $0 }
    }
    let reformed = try #require(run.definitions.last).title.both
    for caption in ["Baseline 基准方案", reformed] {
      #expect(try rows(below: caption).contains { $0.hasPrefix("Residents, inpatient 居民住院  ") }, "\(text)")
    }
    #expect(try rows(below: "All scenarios 全部方案").contains { $0.hasPrefix("Employees, inpatient 职工住院  ") })
    #expect(parts.allSatisfy { !$0.scenarios.isEmpty })
  }

  @Test func withoutPathsThereIsNothingToSay() throws {
    let study = try PolicyStudy(try Place(Shandong.folder), horizon: 2021)
    #expect(PathPage.document(try study.run([])) == nil)
  }
}
