import ProjectionEngine
import SchemeModel
import Studies
import Testing
import _TestSupport

/// Sign, dates and size of each shipped reform, and the invariants on the real case.
@Suite struct ReformTests {
  private func closing(_ scenario: String, _ fund: String, _ year: Int) throws -> Double {
    let run = try Shandong.run.get()
    return run.result.balanceAtYearEnd(
      scenario: try Shandong.scenario(scenario), region: 0, fund: try Shandong.fund(fund),
      year: year - run.result.timeline.baseYear)
  }

  private func amount(_ scenario: String, _ line: String, _ year: Int) throws -> Double {
    let run = try Shandong.run.get()
    return run.result.amount(
      scenario: try Shandong.scenario(scenario), region: 0, line: try Shandong.line(line),
      year: year - run.result.timeline.baseYear)
  }

  @Test func anEmptyReformReproducesTheBaselineBitForBit() throws {
    let result = try Shandong.run.get().result
    let scenario = try Shandong.scenario("no-change")
    for line in result.scheme.lines.indices {
      for year in 0..<result.timeline.count {
        #expect(
          result.amount(scenario: scenario, region: 0, line: line, year: year).bitPattern
            == result.amount(scenario: 0, region: 0, line: line, year: year).bitPattern)
      }
    }
  }

  @Test(arguments: [
    ("resident-standards-frozen", 2021), ("resident-inpatient-plus-5", 2027), ("long-term-care-all-residents", 2021),
    ("flexible-minus-1-point", 2022), ("without-2020-relief", 2020), ("without-outpatient-pooling", 2022),
    ("without-retirement-path", 2025), ("medical-trend-plus-1", 2026), ("medical-trend-minus-1", 2026),
  ])
  func nothingMovesBeforeTheFirstDateAndSomethingInIt(reform: String, first: Int) throws {
    let result = try Shandong.run.get().result
    let scenario = try Shandong.scenario(reform)
    for year in 0..<result.timeline.count {
      let moved = result.scheme.lines.indices.filter {
        result.amount(scenario: scenario, region: 0, line: $0, year: year)
          != result.amount(scenario: 0, region: 0, line: $0, year: year)
      }
      if result.timeline.baseYear + year < first { #expect(moved.isEmpty, "\(result.timeline.baseYear + year)") }
      if result.timeline.baseYear + year == first { #expect(!moved.isEmpty) }
    }
  }

  @Test func frozenStandardsCostExactlyTheDifferenceOfTheStandards() throws {
    // 2026: 724 + 400 against 550 + 280 yuan a head, on the same people.
    let lines = ["resident-premium", "assisted-premium", "subsidy-central", "subsidy-provincial", "subsidy-local"]
    let frozen = try lines.reduce(0) { $0 + (try amount("resident-standards-frozen", $1, 2026)) }
    let current = try lines.reduce(0) { $0 + (try amount("no-change", $1, 2026)) }
    #expect(abs(frozen / current - 830.0 / 1124) < Within.roundoff)
  }

  @Test func fivePointsRaiseTheInpatientLineByTheirRatioAndTheResponseOfDemand() throws {
    let solved = try #require(
      try Shandong.study.get().calibration.targets.first { $0.target.id == "resident-inpatient-rate" }
    ).solved
    let ratio =
      try amount("resident-inpatient-plus-5", "resident-inpatient", 2030)
      / amount("no-change", "resident-inpatient", 2030)
    let mechanical = (solved + 0.05) / solved
    #expect(ratio > mechanical * 0.999 && ratio < mechanical * 1.06, "\(ratio) against \(mechanical)")
  }

  @Test func onePointLessIsTheShareOfTheRate() throws {
    let ratio =
      try amount("flexible-minus-1-point", "flexible-contribution", 2030)
      / amount("no-change", "flexible-contribution", 2030)
    #expect(abs(ratio - 7.5 / 8.5) < Within.roundoff)
  }

  @Test func withoutReliefTheEmployersPayWhatWasNotLevied() throws {
    let lines = ["employer-contribution", "employer-contribution-to-accounts"]
    let difference = try lines.reduce(0) {
      $0 + (try amount("without-2020-relief", $1, 2020)) - (try amount("no-change", $1, 2020))
    }
    #expect(abs(difference / 1.17e10 - 1) < Within.solved)
    #expect(try amount("without-2020-relief", "employer-relief", 2020) == 0)
  }

  @Test func signsAtTheHorizon() throws {
    func effect(_ reform: String, _ fund: String) throws -> Double {
      try closing(reform, fund, 2060) - closing("no-change", fund, 2060)
    }
    #expect(try effect("resident-standards-frozen", "resident-pool") < 0)
    #expect(try effect("resident-inpatient-plus-5", "resident-pool") < 0)
    #expect(try effect("long-term-care-all-residents", "resident-pool") < 0)
    #expect(try effect("flexible-minus-1-point", "employee-pool") < 0)
    #expect(try effect("without-2020-relief", "employee-pool") > 0)
    // Without the reform the pool gets less and pays less: only the parts have a sign.
    func moved(_ line: String) throws -> Double {
      try amount("without-outpatient-pooling", line, 2030) - amount("no-change", line, 2030)
    }
    #expect(try moved("employer-contribution") < 0)
    #expect(try moved("employee-general-outpatient") < 0)
    #expect(try moved("retiree-credit-split") > 0)
    #expect(try effect("without-outpatient-pooling", "personal-accounts") > 0)
    #expect(try effect("without-retirement-path", "employee-pool") < 0)
    #expect(try effect("medical-trend-plus-1", "employee-pool") < 0)
    #expect(try effect("medical-trend-minus-1", "employee-pool") > 0)
    #expect(try effect("medical-trend-plus-1", "resident-pool") < 0)
  }

  @Test func accountsAddUp() throws {
    let result = try Shandong.run.get().result
    for scenario in result.input.scenarios.indices {
      for fund in result.scheme.funds.indices {
        for year in 0..<result.timeline.count {
          var flows = 0.0, gross = 0.0
          for (index, line) in result.scheme.lines.enumerated() {
            let amount = result.amount(scenario: scenario, region: 0, line: index, year: year)
            if line.fund == fund {
              switch line.kind {
              case .income, .transferIn, .adjustment, .stockIn: flows += amount
              case .expenditure, .transferOut, .stockOut: flows -= amount
              case .memo: continue
              }
              gross += abs(amount)
            } else if line.counterpart == fund {
              flows += amount
              gross += abs(amount)
            }
          }
          let opening = result.balanceAtYearEnd(scenario: scenario, region: 0, fund: fund, year: year - 1)
          let closing = result.balanceAtYearEnd(scenario: scenario, region: 0, fund: fund, year: year)
          #expect(abs(opening + flows - closing) <= Within.roundoff * (gross + abs(opening)))
        }
      }
    }
  }

  @Test func peopleAreConserved() throws {
    let result = try Shandong.run.get().result
    for scenario in result.input.scenarios.indices {
      func population(_ year: Int) -> Double {
        result.scheme.statuses.indices.reduce(0) {
          $0 + result.persons(scenario: scenario, region: 0, status: $1, year: year)
        }
      }
      for year in 0..<result.timeline.count {
        let vital = result.vital(scenario: scenario, region: 0, year: year)
        let expected = population(year - 1) + vital.births - vital.deaths + vital.netMigration
        #expect(abs(expected / population(year) - 1) < Within.roundoff)
      }
    }
  }
}
