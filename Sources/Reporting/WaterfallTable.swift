import ProjectionEngine
import Results
import SchemeModel
import Studies

extension OutputTables {
  /// waterfall.csv: who pays the bills of every status by unit of care (column `branch`: a bundle of branches that layers pay on
  /// together, or a branch by itself): the basic scheme, each layer above it in order, and `own`, what remains. Bill and eligible
  /// expense repeat in the rows of a unit. Decile `all` in every year; where deciles were asked for, in some years also 0 (no
  /// use of the unit's first branch) to 10 (the highest bills in it), see ``RankedBills``.
  static func waterfall(_ run: PolicyRun, _ ranked: RankedCare?, to sink: @escaping ByteSink) throws {
    let result = run.result, scheme = run.result.scheme
    let statuses = scheme.statuses.enumerated().map { index, status in
      (name: CSVText(status.id), units: CareUnit.all(of: index, scheme).map { ($0, CSVText($0.id)) })
    }
    let all = CSVText("all"), deciles = (0..<RankedBills.groups).map { CSVText("\($0)") }
    let basic = CSVText("basic"), own = CSVText("own"), layers = scheme.layers.map { CSVText($0.id) }
    let columns = ["year", "status", "branch", "decile", "bill_yuan", "eligible_yuan", "layer", "paid_yuan"]
    try shared(run, columns, .care, to: sink) { cell, csv in
      for year in 0..<result.timeline.reportedCount {
        for (status, entry) in statuses.enumerated() {
          for (place, (unit, name)) in entry.units.enumerated() {
            func rows(_ decile: CSVText, _ waterfall: CareWaterfall) throws {
              func row(_ layer: CSVText, _ paid: Double) throws {
                csv.integer(result.timeline.baseYear + year)
                csv.text(entry.name)
                csv.text(name)
                csv.text(decile)
                csv.money(waterfall.bill)
                csv.money(waterfall.eligible)
                csv.text(layer)
                csv.money(paid)
                try csv.endRow()
              }
              try row(basic, waterfall.basic)
              for (layer, paid) in zip(unit.layers, waterfall.layers) { try row(layers[layer], paid) }
              try row(own, waterfall.own)
            }
            try rows(all, cell.outcome.waterfall(unit, status: status, year: year))
            guard
              let bills = ranked?.bills(
                status: status, unit: place, scenario: cell.outcome.scenario, region: cell.outcome.region, year: year)
            else { continue }
            for (group, decile) in deciles.enumerated() { try rows(decile, bills.waterfall(group)) }
          }
        }
      }
    }
  }
}
