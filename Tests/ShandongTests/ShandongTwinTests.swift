import ProjectionEngine
import SchemeModel
import Testing
import _TestSupport

/// The shipped province through the plain reference engine: every amount and balance of the baseline and of a reform that
/// moves benefits, and so demand.
@Suite struct ShandongTwinTests {
  @Test(arguments: ["no-change", "resident-inpatient-plus-5"]) func referenceEngineAgrees(scenario: String) throws {
    let result = try Shandong.run.get().result
    let place = try Shandong.scenario(scenario)
    let reference = try ReferenceEngine.run(result.input, scenario: place, region: 0)
    for year in 0..<result.timeline.count {
      let gross = result.scheme.lines.indices.reduce(1.0) {
        $0 + abs(result.amount(scenario: place, region: 0, line: $1, year: year))
      }
      for (line, declared) in result.scheme.lines.enumerated() {
        let difference =
          result.amount(scenario: place, region: 0, line: line, year: year) - reference.amounts[line][year]
        #expect(abs(difference) <= Within.twin * gross, "\(declared.id), year \(year): \(difference)")
      }
      for (fund, declared) in result.scheme.funds.enumerated() {
        let difference =
          result.balanceAtYearEnd(scenario: place, region: 0, fund: fund, year: year) - reference.stocks[fund][year + 1]
        #expect(abs(difference) <= Within.solved * gross, "\(declared.id), year \(year): \(difference)")
      }
    }
  }
}
