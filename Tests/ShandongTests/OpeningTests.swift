import InputFiles
import PolicyModel
import Quantities
import Studies
import Testing

/// Mechanisms that look back open with a value that is given; zero is never silent (<doc:Ledgers>).
@Suite struct OpeningTests {
  private func run(_ settings: String...) throws -> PolicyRun {
    let study = try Shandong.study.get()
    let reforms = try settings.enumerated().map {
      try ReformFile.parse(setting: $0.element, registry: study.place.baseline.registry, id: "set-\($0.offset)")
    }
    return try study.run([reforms])
  }

  private func amount(_ run: PolicyRun, _ line: String, _ year: Int) throws -> Double {
    let index = try #require(run.result.scheme.lines.firstIndex { $0.id == line })
    return run.result.amount(scenario: 1, region: 0, line: index, year: year - run.result.timeline.baseYear)
  }

  @Test(arguments: [
    ("resident.advance.amount=2020:1e9", "resident.advance.opening-receivable"),
    ("employee.advance.amount=2020:1e9", "employee.advance.opening-receivable"),
    ("employee.deferral.next-year-share=2020:0.5", "employee.deferral.opening-receivable"),
  ])
  func inForceInTheBaseYearAndMissingIsAFault(setting: String, opening: String) throws {
    let error = #expect(throws: FundcastError.self) { _ = try run(setting) }
    #expect(error?.diagnostics.first?.key == opening, "\(error?.description ?? "")")
    #expect(error?.description.contains("of which no value is given") == true)
    #expect(error?.description.contains("0 if nothing was") == true)
  }

  @Test func whatIsGivenIsSettled() throws {
    let run = try run("resident.advance.amount=2020:1e9", "resident.advance.opening-receivable=2020:3e8")
    #expect(try amount(run, "resident-advance-settled", 2020) == 3e8)
    #expect(try amount(run, "resident-advance-settled", 2021) == 1e9)
    // Zero may be said.
    let nothing = try self.run("resident.advance.amount=2020:1e9", "resident.advance.opening-receivable=2020:0")
    #expect(try amount(nothing, "resident-advance-settled", 2020) == 0)
  }

  /// Nothing waited in the year before: what begins in a later year opens with what its own lines say.
  @Test func whatBeginsLaterOpensWithNothing() throws {
    let run = try run("resident.advance.amount=2028:1e9", "employee.deferral.next-year-share=2020-01..2020-12:0")
    #expect(try amount(run, "resident-advance-settled", 2028) == 0)
    #expect(try amount(run, "resident-advance-settled", 2029) == 1e9)
  }
}
