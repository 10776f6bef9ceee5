import _TestSupport
@testable import Documents
import ProjectionEngine
import Results
import SchemeModel
import Studies
@testable import Tables
import Testing
@testable import TextPages

/// waterfall.csv and what the report says of it.
@Suite struct WaterfallTests {
  let run: PolicyRun

  init() throws { run = try TinyRun.make() }

  @Test func layersAndOwnPaymentAreTheBill() throws {
    let table = Cells(try rendered(.waterfall, run))
    let used = Cells(try rendered(.utilisation, run))
    #expect(
      table.header == [
        "scenario", "region", "year", "status", "branch", "decile", "bill_yuan", "eligible_yuan", "layer", "paid_yuan",
      ])
    #expect(table.rows.count == 2 * used.rows.count)
    for row in used.rows {
      let cell = ["scenario", "year", "status"].reduce(into: [String: String]()) { $0[$1] = row[$1] }
      #expect(
        table.numbers("bill_yuan", cell).map { "\($0)" }.allSatisfy {
          $0 == "\(Double(row["bill_yuan"] ?? "") ?? .nan)"
        })
      for (layer, column) in [("basic", "fund_yuan"), ("own", "own_yuan")] {
        let paid = table.numbers("paid_yuan", cell.merging(["layer": layer, "decile": "all"]) { $1 })
        #expect(paid == [row[column].flatMap(Double.init) ?? .nan])
      }
    }
  }

  @Test func decilesAreBesideTheWhole() throws {
    let table = Cells(try rendered(.waterfall, run, ranked: RankedCare(run.result)))
    // The base year and the horizon.
    #expect(Set(table.rows.filter { $0["decile"] == "10" }.compactMap { $0["year"] }) == ["2020", "2023"])
    for layer in ["basic", "own"] {
      func paid(_ decile: String) -> Double {
        table.numbers(
          "paid_yuan", ["scenario": "baseline", "year": "2020", "status": "worker", "layer": layer, "decile": decile]
        ).reduce(0, +)
      }
      let deciles = (1...10).map { paid("\($0)") }
      // Ten deciles and the whole, each rounded to a cent as printed: half a cent each.
      #expect((deciles.reduce(0, +) - paid("all")).magnitude < 12 * 0.5 * Unseen.sumOfYuan)
      #expect(paid("0") == 0)
      #expect(deciles == deciles.sorted())
    }
  }

  @Test func theReportSaysWhoPays() throws {
    let page = try TextPage.text(Report.document(run))
    #expect(page.contains("\nWho pays the bill  谁来支付\n"))
    #expect(!page.contains("by decile"))
    let text = try TextPage.text(Report.document(run, ranked: RankedCare(run.result)))
    #expect(text.contains("Own share of the bill by decile"))
  }

  @Test(arguments: [
    ("tertiary", "tertiary", "all"), ("outside", "all", "outside"), ("inside", "all", "inside"),
    ("outside-tertiary", "tertiary", "outside"), ("day-care", "day-care", "all"), ("outsider", "outsider", "all"),
  ]) func settingsHaveATierOrAPlace(id: String, tier: String, place: String) {
    let names = SettingNames(id)
    #expect(names.tier == tier && names.place == place)
  }

  @Test func fundsWithoutAnyFlowAreNotShown() {
    #expect(run.result.shownFunds.map(\.fund.id) == ["pool", "flat", "care"])
  }
}
