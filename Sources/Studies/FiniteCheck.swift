import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel

/// Every amount that a run hands out is a number that somebody could have. Values within their ranges can still multiply to
/// infinity, above all a profile that is all but zero where the people of the base year are.
struct FiniteCheck {
  /// More money than any fund takes in, pays or holds: a hundred times the world's product of a year.
  private let most: Double
  let result: ProjectionResult
  let baseline: Baseline

  init(_ result: ProjectionResult, _ baseline: Baseline) {
    self.result = result
    self.baseline = baseline
    most = result.scheme.form.currency.scaled(1e16)
  }

  /// Throws the first amount of each line that is none.
  func run() throws {
    var faults: [Diagnostic] = []
    let cells = cells
    for line in result.scheme.lines.indices {
      if let fault = firstFault(line, cells) { faults.append(fault) }
    }
    for fund in result.scheme.funds.indices where faults.isEmpty {
      for (scenario, region, year) in cells where !isPossible(balance(scenario, region, fund, year)) {
        faults.append(
          Diagnostic(
            "the balance of this fund is no number that a fund can hold in \(baseline.baseYear + year), \(name(scenario, region))",
            of: .fund(result.scheme.funds[fund].id), in: scope(scenario, region, year),
            value: "\(balance(scenario, region, fund, year))",
            remedy: "look for extreme values of the lines of the fund and of economy.interest-rate"))
        break
      }
    }
    for branch in result.scheme.branches.indices where faults.isEmpty {
      if let fault = bill(branch, cells) { faults.append(fault) }
    }
    if !faults.isEmpty { throw FundcastError(.data, faults) }
  }

  private func isPossible(_ amount: Double) -> Bool { amount.magnitude < most }

  /// The first year in which the bills of a branch are more than anybody could pay.
  private func bill(_ index: Int, _ cells: [Cell]) -> Diagnostic? {
    let branch = result.scheme.branches[index]
    for (scenario, region, year) in cells {
      let bill = branch.statuses.reduce(0) {
        $0 + (result.quantity(.bill(index), status: $1, scenario: scenario, region: region, year: year) ?? 0)
      }
      guard !isPossible(bill) else { continue }
      return Diagnostic(
        "the bills of \(branch.id) are no number that can be paid in \(baseline.baseYear + year), \(name(scenario, region))",
        of: .lever(baseline.registry[branch.money.unitCost].path), in: scope(scenario, region, year), value: "\(bill)",
        remedy: "look for extreme values of its unit cost, use and price levels")
    }
    return nil
  }

  private typealias Cell = (scenario: Int, region: Int, year: Int)

  private var cells: [Cell] {
    result.input.scenarios.indices.flatMap { scenario in
      result.input.regions.indices.flatMap { region in
        (0..<result.timeline.count).map { (scenario, region, $0) }
      }
    }
  }

  private func balance(_ scenario: Int, _ region: Int, _ fund: Int, _ year: Int) -> Double {
    result.balanceAtYearEnd(scenario: scenario, region: region, fund: fund, year: year)
  }

  private func name(_ scenario: Int, _ region: Int) -> String {
    "scenario \(result.input.scenarios[scenario].id)"
      + (result.input.regions.count > 1 ? ", region \(result.input.regions[region].id)" : "")
  }

  private func scope(_ scenario: Int, _ region: Int, _ year: Int) -> FaultScope {
    FaultScope(
      scenario: result.input.scenarios[scenario].id, region: result.input.regions[region].id,
      year: baseline.baseYear + year)
  }

  private func firstFault(_ index: Int, _ cells: [Cell]) -> Diagnostic? {
    for (scenario, region, year) in cells {
      let amount = result.amount(scenario: scenario, region: region, line: index, year: year)
      if isPossible(amount) { continue }
      let line = result.scheme.lines[index]
      return Diagnostic(
        "the amount of this line is no number that can be paid in \(baseline.baseYear + year), \(name(scenario, region))",
        of: .line(line.id), in: scope(scenario, region, year), value: "\(amount)", remedy: remedy(line))
    }
    return nil
  }

  private func remedy(_ line: FlowLine) -> String {
    let levers = line.product.parameters.map { baseline.registry[$0].path }
    let table =
      switch line.source {
      case .people(.fundPayment, _): "service-profiles.csv"
      case .people(.contributionBase, _): "earnings-profile.csv"
      default: "the tables"
      }
    return "look for extreme values in \((levers + [table]).joined(separator: ", "))"
  }
}
