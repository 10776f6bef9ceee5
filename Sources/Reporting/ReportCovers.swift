import ProjectionEngine
import Quantities
import SchemeModel

/// Funds that take premiums and pay layers, and payments that stand in the accounts otherwise than in the waterfall.
extension TextReport {
  /// Premiums and claims, base year and horizon: a cover whose claims are far from its premiums is priced or modelled wrongly.
  static func premiumsAndClaims(
    _ result: ProjectionResult, _ titles: ScenarioTitles, _ units: ReportUnits, _ page: inout ReportPage
  ) {
    let scheme = result.scheme, last = result.timeline.reportedCount - 1
    var table = TextTable(
      [
        ("Fund 资金", .left), ("Scenario 方案", .left), ("Year\n年份", .left),
        ("Premiums\n筹资\n\(units.money.name)", .right), ("Claims\n赔付\n\(units.money.name)", .right),
        ("Claims of premiums\n赔付率", .right),
      ], wrapping: [1: ReportColumns.scenario])
    for (fund, declared) in scheme.funds.enumerated() {
      let cover = CoverLines(scheme, fund: fund)
      guard !cover.claims.isEmpty, !cover.premiums.isEmpty else { continue }
      func amounts(_ scenario: Int, _ year: Int) -> [Double] {
        [cover.premiums, cover.claims].map { cover.sum($0, result, scenario, year) }
      }
      for scenario in result.input.scenarios.indices {
        for year in last > 0 ? [0, last] : [0] {
          let own = amounts(scenario, year), baseline = amounts(0, year)
          // A reform that does not move them has no rows of its own.
          guard own[0] > 0, scenario == 0 || zip(own, baseline).contains(where: { abs($0 - $1) > 1e-3 * abs($1) })
          else {
            continue
          }
          table.add([
            ReportFormat.both(declared.title), titles.lines(scenario, width: ReportColumns.scenario),
            "\(result.timeline.baseYear + year)",
            units.money(own[0]), units.money(own[1]), ReportFormat.percent(own[1] / own[0]),
          ])
        }
      }
    }
    guard !table.isEmpty else { return }
    page.subheading("Premiums and claims of covers above the basic scheme 各补充保障资金的筹资与赔付:")
    page.table(table)
  }

  /// A note on branches whose bills the accounts do not pay, or not in full.
  static func paidOtherwise(_ result: ProjectionResult, _ titles: ScenarioTitles, _ page: inout ReportPage) {
    let scheme = result.scheme
    for line in scheme.lines {
      guard case .people(.fundPayment(let branch), _) = line.source else { continue }
      let scenarios = result.input.scenarios.indices.filter { scenario in
        result.input.scenarios[scenario].parameters.contains { parameters in
          (0..<result.timeline.reportedCount).contains {
            abs(line.product.value(parameters, year: $0, profile: line.monthlyProfile) - 1) > 1e-9
          }
        }
      }
      guard !scenarios.isEmpty else { continue }
      page.item(
        LocalizedText(
          en: "\(scheme.branches[branch].title.en) in \(scenarios.map { titles[$0] }.joined(separator: ", ")): the line"
            + " \(line.title.en) does not pay all of these bills; providers have another payment instead (a head, say). The"
            + " accounts show that, while waterfall.csv, utilisation.csv and the own share show what the rules of the benefit"
            + " leave to patients.",
          zh:
            "\(scheme.branches[branch].title.zh)（\(scenarios.map { titles[$0] }.joined(separator: "、"))）：“\(line.title.zh)”"
            + "不支付全部费用，部分改由其他方式（如按人头）支付：基金账户反映实际支付，waterfall.csv、utilisation.csv和个人负担按待遇规则反映。"))
    }
  }
}

/// Lines of a fund that are premiums and claims of layers.
private struct CoverLines {
  let premiums: [Int]
  let claims: [Int]

  init(_ scheme: Scheme, fund: Int) {
    claims = scheme.lines.indices.filter { index in
      let line = scheme.lines[index]
      guard line.fund == fund, line.kind == .expenditure, case .people(.layerPayment, _) = line.source else {
        return false
      }
      return true
    }
    premiums = scheme.lines.indices.filter { index in
      let line = scheme.lines[index]
      return line.counterpart == fund || (line.fund == fund && line.kind == .income && line.officialItem == "premiums")
    }
  }

  /// All regions together.
  func sum(_ lines: [Int], _ result: ProjectionResult, _ scenario: Int, _ year: Int) -> Double {
    lines.reduce(0) { sum, line in
      sum
        + result.input.regions.indices.reduce(0) {
          $0 + result.amount(scenario: scenario, region: $1, line: line, year: year)
        }
    }
  }
}
