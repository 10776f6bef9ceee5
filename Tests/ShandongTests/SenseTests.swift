import PolicyModel
import ProjectionEngine
import SchemeModel
import Studies
import Testing
import _TestSupport

/// Wide margins around what is known outside the model: national growth, an independent projection, published vital events.
@Suite struct SenseTests {
  private func sum(_ funds: [String], _ kind: LineKind, _ scenario: Int, _ year: Int) throws -> Double {
    let result = try Shandong.run.get().result
    return result.scheme.lines.indices.reduce(0) { total, index in
      let line = result.scheme.lines[index]
      guard line.kind == kind, funds.contains(result.scheme.funds[line.fund].id) else { return total }
      return total + result.amount(scenario: scenario, region: 0, line: index, year: year)
    }
  }

  private func persons(_ group: String, _ year: Int) throws -> Double {
    let result = try Shandong.run.get().result
    return result.scheme.statuses.indices.filter { result.scheme.statuses[$0].group == group }
      .reduce(0) { $0 + result.persons(scenario: 0, region: 0, status: $1, year: year) }
  }

  /// Growth per person insured at year end, 2020–2025, beside the national one.
  @Test(arguments: [
    ("employee", ["employee-pool", "personal-accounts"], LineKind.income, "income-per-insured", 12.0),
    ("employee", ["employee-pool", "personal-accounts"], .expenditure, "expenditure-per-insured", 12.0),
    ("resident", ["resident-pool"], .income, "income-per-insured", 10.0),
    ("resident", ["resident-pool"], .expenditure, "expenditure-per-insured", 10.0),
  ])
  func growthPerHeadBesideTheNational(
    group: String, funds: [String], kind: LineKind, measure: String, margin: Double
  ) throws {
    let published = try Shandong.run.get().baseline.published
    func national(_ year: Int) throws -> Double {
      try #require(published.first { $0.group == group && $0.measure == measure && $0.year == year }).value
    }
    func own(_ year: Int) throws -> Double { try sum(funds, kind, 0, year) / persons(group, year) }
    let ownGrowth = 100 * (try own(5) / own(0) - 1), nationalGrowth = 100 * (try national(2025) / national(2020) - 1)
    #expect(abs(ownGrowth - nationalGrowth) < margin, "\(group) \(measure): \(ownGrowth) % against \(nationalGrowth) %")
  }

  @Test func vitalEventsOf2021() throws {
    let vital = try Shandong.run.get().result.vital(scenario: 0, region: 0, year: 1)
    #expect(Tolerance.plausible(share: 0.03).admits(vital.births, 75.0e4))
    #expect(Tolerance.plausible(share: 0.06).admits(vital.deaths, 74.9e4))
  }

  @Test func activeToRetiredIn2025IsTheNationalRatio() throws {
    let result = try Shandong.run.get().result
    func persons(_ status: String) throws -> Double {
      result.persons(
        scenario: 0, region: 0, status: try #require(result.scheme.statuses.firstIndex { $0.id == status }), year: 5)
    }
    let ratio = (try persons("employee-active") + persons("employee-flexible")) / (try persons("employee-retired"))
    #expect(Tolerance.plausible(share: 0.03).admits(ratio, 2.60))
  }

  /// Stays, visits and visits of chronic care for each insured at the year's end and their bills are the national ones of 2020 (NHSA
  /// data pages), the bills times the printed factor.
  @Test(arguments: [
    ("employee", [(0.1532, 12_657.0), (4.37, 216), (0.68, 577)]),
    ("resident", [(0.1510, 7546), (1.59, 91), (0.21, 475)]),
  ])
  func useAndBillsOf2020AreTheNationalOnes(group: String, published: [(use: Double, bill: Double)]) throws {
    let run = try Shandong.run.get(), result = run.result
    let factor = run.resolved[0].parameters.value(
      try #require(run.baseline.registry["calibration.\(group)-cost.factor"]).id, 0)
    for (service, figure) in zip(["inpatient", "general-outpatient", "chronic-outpatient"], published) {
      let branch = try #require(result.scheme.branches.firstIndex { $0.id == "\(group).\(service)" })
      func sum(_ quantity: Quantity) -> Double {
        result.scheme.branches[branch].statuses.reduce(0) {
          $0 + (result.quantity(quantity, status: $1, scenario: 0, region: 0, year: 0) ?? 0)
        }
      }
      let near = Tolerance.plausible(share: 0.002)
      #expect(near.admits(try sum(.services(branch)) / persons(group, 0), figure.use), "\(service)")
      #expect(near.admits(sum(.bill(branch)) / sum(.services(branch)) / factor, figure.bill), "\(service)")
    }
  }

  /// Bills of medical institutions (maternity is mostly allowance and left out): 9,614 yuan a retired, 2,881 yuan an active
  /// employee nationally in 2025, 3.34 times.
  @Test func retiredCostAsMuchMoreAsNationallyIn2025() throws {
    let result = try Shandong.run.get().result
    func perHead(_ statuses: [String]) throws -> Double {
      let places = try statuses.map { id in try #require(result.scheme.statuses.firstIndex { $0.id == id }) }
      let branches = result.scheme.branches.indices.filter {
        result.scheme.branches[$0].group == "employee" && result.scheme.branches[$0].service != "maternity"
      }
      func sum(_ quantity: Quantity) -> Double {
        places.reduce(0) { $0 + (result.quantity(quantity, status: $1, scenario: 0, region: 0, year: 5) ?? 0) }
      }
      return branches.reduce(0) { $0 + sum(.bill($1)) } / sum(.personYears)
    }
    let ratio = try perHead(["employee-retired"]) / perHead(["employee-active", "employee-flexible"])
    #expect(Tolerance.plausible(share: 0.0149).admits(ratio, 3.34), "\(ratio)")
  }

  /// An independent projection had: pool 2025 1159/954/1884, residents 842/795/709; first deficits 2046 and 2028, empty 2056
  /// and 2036 (facts section H; a sense check, not a target).
  @Test func levelsOf2025BesideAnIndependentProjection() throws {
    let result = try Shandong.run.get().result
    func near(_ actual: Double, _ other: Double, _ share: Double) -> Bool { abs(actual / 1e8 / other - 1) < share }
    #expect(near(try sum(["employee-pool"], .income, 0, 5), 1159, 0.1))
    #expect(near(try sum(["employee-pool"], .expenditure, 0, 5), 954, 0.1))
    #expect(near(try sum(["resident-pool"], .income, 0, 5), 842, 0.1))
    #expect(near(try sum(["resident-pool"], .expenditure, 0, 5), 795, 0.1))
    #expect(
      near(
        result.balanceAtYearEnd(scenario: 0, region: 0, fund: try Shandong.fund("employee-pool"), year: 5), 1884, 0.15))
    #expect(
      near(
        result.balanceAtYearEnd(scenario: 0, region: 0, fund: try Shandong.fund("resident-pool"), year: 5), 709, 0.15))
  }

  private func depletion(_ fund: String, _ scenario: String) throws -> Int? {
    let result = try Shandong.run.get().result
    let place = try Shandong.scenario(scenario), fund = try Shandong.fund(fund)
    return (0..<result.timeline.reportedCount)
      .first { result.balanceAtYearEnd(scenario: place, region: 0, fund: fund, year: $0) < 0 }.map {
        result.timeline.baseYear + $0
      }
  }

  @Test func depletionYearsBesideAnIndependentProjection() throws {
    let residents = try #require(try depletion("resident-pool", "no-change"))
    #expect((2032...2042).contains(residents))
    let pool = try #require(try depletion("employee-pool", "no-change"))
    #expect((2046...2060).contains(pool))
    let frozen = try #require(try depletion("resident-pool", "resident-standards-frozen"))
    #expect((2023...2027).contains(frozen))
  }
}
