import Calibration
import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel
import Studies
import Testing
import _TestSupport

/// What the base year must meet (Shandong medical security conference report, February 2021).
@Suite struct BaseYearTests {
  private func total(_ kind: LineKind, medical: Bool = true) throws -> Double {
    let result = try Shandong.run.get().result
    return result.scheme.lines.indices.reduce(0) { sum, index in
      let line = result.scheme.lines[index]
      func isMedical(_ fund: Int) -> Bool { result.scheme.funds[fund].isMedical }
      // Premiums that assistance pays are income of the scheme whoever pays them.
      let isPaidIn = kind == .income && medical && !isMedical(line.fund) && line.counterpart.map(isMedical) ?? false
      guard isPaidIn || (line.kind == kind && isMedical(line.fund) == medical) else { return sum }
      return sum + result.amount(scenario: 0, region: 0, line: index, year: 0)
    }
  }

  @Test func incomeAndExpenditureOfTheMedicalFunds() throws {
    #expect(Tolerance.published(digits: 2).admits(try total(.income) / 1e8, 1587))
    #expect(Tolerance.published(digits: 2).admits(try total(.expenditure) / 1e8, 1463.5))
  }

  @Test func insuredPersons() throws {
    let result = try Shandong.run.get().result
    let insured = result.scheme.statuses.indices.filter { result.scheme.statuses[$0].group != nil }
      .reduce(0) { $0 + result.persons(scenario: 0, region: 0, status: $1, year: 0) }
    #expect(Tolerance.published(digits: 1).admits(insured / 1e4, 9697.8))
  }

  @Test func populationOfTheBaseTableIsMetInEveryCell() throws {
    let result = try Shandong.run.get().result
    let table = result.input.regions[0].tables.population
    for sex in Sex.allCases {
      for age in 0..<Age.count {
        let persons = result.scheme.statuses.indices.reduce(0) {
          $0 + result.persons(scenario: 0, region: 0, status: $1, sex: sex, age: age, year: 0)
        }
        #expect(abs(persons - table[sex, age]) < Within.interpolated * max(table[sex, age], 1), "\(sex) \(age)")
      }
    }
  }

  @Test func everyFigureIsMet() throws {
    let study = try Shandong.study.get(), calibration = study.calibration
    #expect(!calibration.targets.isEmpty)
    #expect(Set(calibration.targets.map(\.target.id)) == Set(study.place.baseline.targets.map(\.id)))
    for entry in calibration.targets {
      #expect(abs(entry.achieved / entry.target.value - 1) < Within.solved, "\(entry.target.id)")
    }
    #expect(calibration.warnings.isEmpty)
  }

  @Test func reliefAndRecoveries() throws {
    let result = try Shandong.run.get().result
    let relief = result.amount(scenario: 0, region: 0, line: try Shandong.line("employer-relief"), year: 0)
    #expect(Tolerance.published(digits: 3).admits(relief / 1e8, 117))
    let recovered = try ["employee-recoveries", "resident-recoveries"].reduce(0.0) {
      $0 + result.amount(scenario: 0, region: 0, line: try Shandong.line($1), year: 0)
    }
    #expect(Tolerance.published(digits: 3).admits(recovered / 1e8, 15.13))
  }

  @Test func poolAndAccountsEachMeetTheirShare() throws {
    let result = try Shandong.run.get().result
    func spent(_ fund: String) throws -> Double {
      let place = try Shandong.fund(fund)
      return result.scheme.lines.indices.filter {
        result.scheme.lines[$0].fund == place && result.scheme.lines[$0].kind == .expenditure
      }
      .reduce(0) { $0 + result.amount(scenario: 0, region: 0, line: $1, year: 0) } / 1e8
    }
    #expect(Tolerance.published(digits: 2).admits(try spent("employee-pool"), 529.50))
    #expect(Tolerance.published(digits: 2).admits(try spent("personal-accounts"), 329.54))
  }

  @Test func standardIs830() throws {
    let run = try Shandong.run.get()
    func value(_ path: String) throws -> Double {
      run.resolved[0].parameters.value(try #require(run.baseline.registry[path]).id, 0)
    }
    #expect(try value("resident.premium") == 280)
    #expect(try value("resident.subsidy") == 550)
  }
}
