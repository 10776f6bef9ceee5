import _TestSupport
import InputFiles
import PolicyModel
import ProjectionEngine
import Results
import SchemeModel
import Studies
import Testing

/// Who pays the bills of the shipped province.
@Suite struct WaterfallTests {
  private let result: ProjectionResult

  init() throws { result = try Shandong.run.get().result }

  private var scheme: Scheme { result.scheme }

  /// Every branch of a status is in one unit, layers and own payment are the bill, and what layers pay is what their lines count.
  @Test func layersAndOwnPaymentAreTheBill() throws {
    for scenario in result.input.scenarios.indices {
      for year in 0..<result.timeline.reportedCount {
        var byLayer = [Double](repeating: 0, count: scheme.layers.count)
        for status in scheme.statuses.indices {
          var bill = 0.0
          for unit in CareUnit.all(of: status, scheme) {
            let waterfall = result.outcome(scenario: scenario, region: 0).waterfall(unit, status: status, year: year)
            bill += waterfall.bill
            let sum = waterfall.layers.reduce(waterfall.basic + waterfall.own, +)
            if !((sum - waterfall.bill).magnitude <= Within.roundoff * waterfall.bill
              && waterfall.own >= -Within.roundoff * waterfall.bill)
            {
              Issue.record("\(unit.id) of \(scheme.statuses[status].id) in scenario \(scenario), year \(year)")
            }
            for (layer, paid) in zip(unit.layers, waterfall.layers) { byLayer[layer] += paid }
          }
          let all = scheme.branches.indices.reduce(0) {
            $0 + (result.quantity(.bill($1), status: status, scenario: scenario, region: 0, year: year) ?? 0)
          }
          #expect((bill - all).magnitude <= Within.roundoff * all)
        }
        for line in scheme.lines {
          guard case .people(.layerPayment(let layer), let statuses) = line.source else { continue }
          let counted = statuses.reduce(0) {
            $0 + (result.quantity(.layerPayment(layer), status: $1, scenario: scenario, region: 0, year: year) ?? 0)
          }
          #expect((counted - byLayer[layer]).magnitude <= Within.roundoff * counted)
        }
      }
    }
  }

  /// Groups add up to the whole, payer by payer, and hold equal numbers of users.
  private func check(_ result: ProjectionResult, years: [Int]) throws {
    let ranked = try RankedCare(result, years: years)
    for scenario in result.input.scenarios.indices {
      for year in years {
        for status in result.scheme.statuses.indices {
          for (place, unit) in CareUnit.all(of: status, result.scheme).enumerated() {
            let bills = try #require(
              ranked.bills(status: status, unit: place, scenario: scenario, region: 0, year: year))
            let whole = result.outcome(scenario: scenario, region: 0).waterfall(unit, status: status, year: year)
            let groups = (0..<RankedBills.groups).map(bills.waterfall)
            func isWhole(_ part: (CareWaterfall) -> Double) -> Bool {
              (groups.reduce(0) { $0 + part($1) } - part(whole)).magnitude <= Within.quadrature * whole.bill
            }
            let named = "\(unit.id) of \(result.scheme.statuses[status].id) in scenario \(scenario), year \(year)"
            #expect(isWhole(\.bill) && isWhole(\.eligible) && isWhole(\.basic) && isWhole(\.own), "\(named)")
            #expect(unit.layers.indices.allSatisfy { layer in isWhole { $0.layers[layer] } }, "\(named)")
            let persons = bills.persons
            let users = persons.dropFirst().reduce(0, +)
            #expect(persons.dropFirst().allSatisfy { ($0 - users / 10).magnitude <= Within.solved * users }, "\(named)")
            for group in groups {
              let sum = group.layers.reduce(group.basic + group.own, +)
              #expect(
                (sum - group.bill).magnitude <= Within.roundoff * group.bill
                  && group.own >= -Within.quadrature * whole.bill, "\(named)")
            }
            let means = zip(groups, persons).dropFirst().map { $1 > 0 ? $0.bill / $1 : 0 }
            #expect(means == means.sorted(), "\(named)")
          }
        }
      }
    }
  }

  @Test func decilesAddUp() throws { try check(result, years: [0, result.timeline.reportedCount - 1]) }

  /// Chronic outpatient care counts for critical illness with a part: two branches, from the middle of a year.
  @Test func decilesOfTwoBranchesAddUp() throws {
    let study = try PolicyStudy(try Place(Shandong.folder), horizon: 2021)
    let setting = try ReformFile.parse(
      setting: "counted-care.chronic-outpatient=2021:0.6", registry: study.place.baseline.registry, id: "set-1")
    try check(study.run([[setting]]).result, years: [1])
  }

  @Test func settingsOfABranchAddUp() throws {
    let run = try Shandong.run.get()
    let parameters = run.resolved[0].parameters
    for branch in scheme.branches where !branch.settings.isEmpty {
      for year in [0, 20] {
        let shares = SettingShare.all(branch, parameters, year: year)
        #expect((shares.reduce(0) { $0 + $1.services } - 1).magnitude < Within.solved)
        #expect((shares.reduce(0) { $0 + $1.bill } - 1).magnitude < Within.solved)
      }
    }
  }

  /// Funds that nothing enters or leaves stand in the tables alone.
  @Test func reportLeavesEmptyFundsOut() throws {
    let shown = result.shownFunds.map(\.fund.id)
    #expect(shown.contains("resident-pool"))
    for fund in scheme.funds.indices where !shown.contains(scheme.funds[fund].id) {
      for year in 0..<result.timeline.reportedCount {
        #expect(result.balanceAtYearEnd(scenario: 0, region: 0, fund: fund, year: year) == 0)
      }
    }
  }
}
