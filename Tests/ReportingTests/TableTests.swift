import _TestSupport
import Accounts
import ProjectionEngine
import Quantities
import Results
import SchemeModel
import Studies
import Testing

/// Result tables of the tiny run.
@Suite struct TableTests {
  let run: PolicyRun

  init() throws { run = try TinyRun.make() }

  /// Half a cent for each printed amount.
  private func closes(_ difference: Double, amounts: Int) -> Bool {
    difference.magnitude <= 0.005 * Double(amounts) + Unseen.readBack
  }

  @Test func accountsAddUpToCents() throws {
    let table = Cells(try rendered(.accounts, run))
    #expect(
      table.header == ["scenario", "region", "fund", "year", "kind", "line", "official_item", "amount_yuan"])
    for scenario in ["baseline", "nothing", "more-money"] {
      for fund in ["pool", "flat", "care"] {
        for year in 2020...2023 {
          func sum(_ kind: String) -> Double {
            table.numbers(
              "amount_yuan", ["scenario": scenario, "fund": fund, "year": "\(year)", "kind": kind]
            ).reduce(0, +)
          }
          let flows = sum("income") + sum("transfer-in") - sum("expenditure") - sum("transfer-out") + sum("adjustment")
          #expect(closes(sum("opening") + flows - sum("closing"), amounts: 8), "\(scenario) \(fund) \(year)")
          let next = table.numbers(
            "amount_yuan", ["scenario": scenario, "fund": fund, "year": "\(year + 1)", "kind": "opening"])
          #expect(year == 2023 || next == [sum("closing")])
        }
      }
    }
    // A transfer stands in both accounts, a memo line in none.
    let out = table.numbers("amount_yuan", ["fund": "pool", "line": "to-care", "kind": "transfer-out"])
    let into = table.numbers("amount_yuan", ["fund": "care", "line": "to-care", "kind": "transfer-in"])
    #expect(out.count == 12 && out == into)
    #expect(table.numbers("amount_yuan", ["line": "relief"]).isEmpty)
  }

  /// The form is what accounts.csv gives, gathered by item; both print cents.
  @Test func budgetGathersTheAccounts() throws {
    let accounts = Cells(try rendered(.accounts, run))
    let budget = Cells(try rendered(.budget, run))
    #expect(budget.header == ["scenario", "region", "fund", "year", "item", "item_zh", "amount_yuan"])
    for scenario in ["baseline", "nothing", "more-money"] {
      for fund in ["pool", "flat", "care"] {
        for year in 2020...2023 {
          let cell = ["scenario": scenario, "fund": fund, "year": "\(year)"]
          func row(_ item: String) -> Double {
            budget.numbers("amount_yuan", cell.merging(["item": item]) { $1 }).reduce(0, +)
          }
          func sum(_ kind: String) -> Double {
            accounts.numbers("amount_yuan", cell.merging(["kind": kind]) { $1 }).reduce(0, +)
          }
          #expect(row("opening") == sum("opening") && row("closing") == sum("closing"))
          #expect(closes(row("total-income") - sum("income") - sum("transfer-in"), amounts: 6))
          #expect(closes(row("total-expenditure") - sum("expenditure") - sum("transfer-out"), amounts: 4))
          #expect(closes(row("adjustment") - sum("adjustment"), amounts: 2))
          #expect(closes(row("balance") - row("total-income") + row("total-expenditure"), amounts: 3))
          #expect(closes(row("opening") + row("balance") + row("adjustment") - row("closing"), amounts: 4))
        }
      }
    }
    #expect(budget.numbers("amount_yuan", ["item": "remittances-in"]).isEmpty)
    #expect(budget.rows.first { $0["item"] == "transfers-out" }?["item_zh"] == "转移支出")
  }

  @Test func contributionsByHand() throws {
    let table = Cells(try rendered(.contributions, run))
    let first = ["scenario": "baseline", "year": "2020"]
    // 6 % less a tenth; the calibration factor is 1.1.
    let employer = first.merging(["line": "employer"]) { $1 }
    #expect(table.numbers("rate", employer) == [0.054])
    let due = table.numbers("due_yuan", employer)[0]
    #expect(closes(table.numbers("base_yuan", employer)[0] * 0.054 - due, amounts: 2))
    #expect(closes(due * 1.1 - table.numbers("collected_yuan", employer)[0], amounts: 3))
    // A flat premium: its base is the standard.
    let premium = first.merging(["line": "premium"]) { $1 }
    #expect(table.numbers("rate", premium) == [1])
    let exposure = table.numbers("persons", premium)[0]
    #expect((exposure * 280 - table.numbers("due_yuan", premium)[0]).magnitude <= 280 * 0.05 + 0.01)
    #expect(table.rows.count == 3 * 4 * 4)
  }

  @Test func utilisationLayersAddUp() throws {
    let table = Cells(try rendered(.utilisation, run))
    #expect(table.rows.count == 3 * 4 * 2)
    for row in table.rows {
      func number(_ name: String) -> Double { row[name].flatMap(Double.init) ?? .nan }
      #expect(row["tier"] == "all" && row["place"] == "all" && row["service"] == "inpatient")
      #expect(closes(number("fund_yuan") + number("own_yuan") - number("bill_yuan"), amounts: 3))
      #expect(closes(number("bill_yuan") * 0.85 - number("eligible_yuan"), amounts: 2))
      // 10,000 yuan at 6 % a year since 2019, calibration factor 1.3.
      let years = (Int(row["year"] ?? "") ?? 0) - 2019
      let unit = (0..<years).reduce(13_000.0) { cost, _ in cost * 1.06 }
      #expect((number("services") * unit - number("bill_yuan")).magnitude <= unit * 0.05 + 0.01)
    }
  }

  @Test func peopleAreConserved() throws {
    let population = Cells(try rendered(.population, run))
    let membership = Cells(try rendered(.membership, run))
    let vital = Cells(try rendered(.vital, run))
    #expect(population.rows.count == 3 * 5 * 2 * 21)
    #expect(membership.rows.count == 3 * 5 * 4 * 2 * 21)
    #expect(population.rows.first?["age_to"] == "4")
    #expect(population.rows[20]["age_from"] == "100" && population.rows[20]["age_to"] == "100")
    func total(_ table: Cells, _ year: Int) -> Double {
      table.numbers("persons", ["scenario": "baseline", "year": "\(year)"]).reduce(0, +)
    }
    for year in 2020...2023 {
      let events = ["births", "deaths", "net_migration"].map {
        vital.numbers($0, ["scenario": "baseline", "year": "\(year)"])[0]
      }
      // 84 cells and 3 events, each to a twentieth of a person.
      let change = total(population, year) - total(population, year - 1)
      #expect((change - events[0] + events[1] - events[2]).magnitude <= 87 * 0.05)
      #expect((total(population, year) - total(membership, year)).magnitude <= 210 * 0.05)
    }
  }

  @Test func measuresByHand() throws {
    let table = Cells(try rendered(.measures, run))
    func value(_ measure: String, _ fund: String, _ year: Int, _ scenario: String = "baseline") -> Double? {
      table.numbers(
        "value", ["scenario": scenario, "fund": fund, "year": "\(year)", "measure": measure]
      ).first
    }
    func amount(_ line: String, _ year: Int) throws -> Double {
      run.result.amount(
        scenario: 0, region: 0, line: try #require(run.result.scheme.lines.firstIndex { $0.id == line }),
        year: year - 2020)
    }
    // Resident fund: premium and subsidy against twice the subsidy; rates are per person, without interest.
    let persons = try amount("premium", 2020) / 280
    let balance = 280 - 550.0
    #expect(Tolerance.golden(digits: 2).admits(try #require(value("annual-balance", "flat", 2020)), balance))
    #expect(Tolerance.golden(digits: 2).admits(try #require(value("income-rate", "flat", 2020)), 830))
    let interest = try amount("flat-interest", 2020)
    let current = persons * balance + interest
    #expect(closes(try #require(value("current-balance", "flat", 2020)) - current, amounts: 1))
    #expect(value("first-current-deficit-year", "flat", 2020) == 2020)
    #expect(closes(try #require(value("subsidy-for-current-deficit", "flat", 2020)) + current, amounts: 1))
    let closing = 1.5e7 + current
    #expect(closes(try #require(value("cumulative-balance", "flat", 2020)) - closing, amounts: 1))
    #expect(value("depletion-year", "flat", 2020) == 2020)
    // The stock and the income pay this share of the cost.
    let payable = (1.5e7 + persons * 830 + interest) / (persons * 1100)
    #expect(Tolerance.golden(digits: 6).admits(try #require(value("payable-share", "flat", 2020)), payable))
    #expect(value("payable-share", "pool", 2020) == nil)
    // Employer and own part are levied on one payroll.
    let base = try amount("own", 2020) / (0.02 * 1.1)
    let rate = try (amount("inpatient", 2020) + amount("to-care", 2020)) / base
    #expect(Tolerance.golden(digits: 6).admits(try #require(value("payg-cost-rate", "pool", 2020)), rate))
    #expect(closes(try #require(value("relief", "pool", 2020)) - base * 0.06 * 0.1 * 1.1, amounts: 1))
    // A fund without contribution lines counts those whom its transfers count: cost a head is the benefit.
    #expect(Tolerance.golden(digits: 2).admits(try #require(value("payg-cost-rate", "care", 2020)), 52))
    let costRates = table.rows.filter { $0["measure"] == "payg-cost-rate" }
    let units = Set(costRates.map { "\($0["fund"] ?? "") \($0["unit"] ?? "")" })
    #expect(units == ["pool share", "flat yuan/person", "care yuan/person"])
    // People.
    let workers = run.result.persons(scenario: 0, region: 0, status: TinyRun.worker, year: 0)
    let retired = run.result.persons(scenario: 0, region: 0, status: TinyRun.retired, year: 0)
    let ratio = try #require(value("active-retired-ratio", "all", 2020))
    #expect(Tolerance.golden(digits: 6).admits(ratio, workers / retired))
    #expect(Tolerance.golden(digits: 1).admits(try #require(value("insured", "employee", 2020)), workers + retired))
    #expect(table.rows.allSatisfy { $0["value"]?.isEmpty == false })
  }

  @Test func differencesOfAnEmptyReformAreNone() throws {
    let table = Cells(try rendered(.differences, run))
    #expect(!table.rows.isEmpty && table.rows.allSatisfy { $0["scenario"] == "more-money" && $0["year"] != "2020" })
    let rates = table.rows.filter { $0["line_or_measure"] == "employer" }
    #expect(rates.count == 3)
    for row in rates {
      func number(_ name: String) -> Double { row[name].flatMap(Double.init) ?? .nan }
      #expect(closes(number("baseline") / 6 * 7 - number("value"), amounts: 3))
      #expect(closes(number("value") - number("baseline") - number("difference"), amounts: 3))
    }
  }

  @Test func wholeTables() throws {
    try expectSnapshot(rendered(.accounts, run), "accounts.csv")
    try expectSnapshot(rendered(.budget, run), "budget.csv")
    try expectSnapshot(rendered(.measures, run), "measures.csv")
    try expectSnapshot(
      rendered(.differences, run), "differences.csv")
    try expectSnapshot(
      rendered(.waterfall, run, ranked: RankedCare(run.result)), "waterfall.csv")
  }
}
