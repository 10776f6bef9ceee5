import ProjectionEngine
import SchemeModel
import Studies

/// Tier and place of a setting as utilisation.csv has them, from its name: `outside` and `inside` are places, `outside-tertiary` is
/// a tier of one; any other (`tertiary`, `day-care`, `pharmacy`) stands in the column of tiers.
struct SettingNames: Equatable {
  let tier: String
  let place: String

  init(_ id: String) {
    for place in ["outside", "inside"] {
      if id == place {
        (tier, self.place) = ("all", place)
        return
      }
      if id.hasPrefix(place + "-") {
        (tier, self.place) = (String(id.dropFirst(place.count + 1)), place)
        return
      }
    }
    (tier, place) = (id, "all")
  }
}

/// What part of a branch's services and bills a setting has in a year.
struct SettingShare {
  let services: Double
  let bill: Double

  /// The shares of all settings of a branch; where values move within the year, the means of its months.
  static func all(_ branch: Branch, _ parameters: ParameterSet, year: Int) -> [SettingShare] {
    let months = parameters.movesWithin(year, branch.settings.flatMap { [$0.share, $0.costRatio] }) ? 12 : 1
    return branch.settings.indices.map { place in
      var services = 0.0, bill = 0.0
      for month in 0..<months {
        let values = branch.settings.map {
          (
            share: parameters[$0.share].value(year: year, month: month),
            ratio: parameters[$0.costRatio].value(year: year, month: month)
          )
        }
        let mean = values.reduce(0) { $0 + $1.share * $1.ratio }
        services += values[place].share
        bill += mean > 0 ? values[place].share * values[place].ratio / mean : 0
      }
      return SettingShare(services: services / Double(months), bill: bill / Double(months))
    }
  }
}

extension OutputTables {
  /// utilisation.csv: services, bills and basic-scheme payments of every branch by status; `own_yuan` is the bill less that
  /// payment, whoever pays it (waterfall.csv says who). Tier and place are `all` in the row of the branch. A branch that tells
  /// settings apart has a row for each setting in use behind it (see ``SettingNames``), in which services, bill and eligible
  /// expense add up to the branch, and fund and own are empty: what the fund pays is computed for the branch as a whole.
  static func utilisation(_ run: PolicyRun, to sink: @escaping ByteSink) throws {
    let result = run.result, scheme = run.result.scheme
    let statuses = scheme.statuses.map { CSVText($0.id) }
    let services = scheme.branches.map { CSVText($0.service, "all", "all") }
    let settings = scheme.branches.map { branch in
      branch.settings.map { setting in
        let names = SettingNames(setting.id)
        return CSVText(branch.service, names.tier, names.place)
      }
    }
    let columns = [
      "year", "status", "service", "tier", "place", "services", "bill_yuan", "eligible_yuan", "fund_yuan", "own_yuan",
    ]
    try shared(run, columns, .care, to: sink) { cell, csv in
      for year in 0..<result.timeline.reportedCount {
        let parameters = result.parameters(scenario: cell.scenario, region: cell.region, year: year)
        let shares = scheme.branches.map { SettingShare.all($0, parameters, year: year) }
        for status in statuses.indices {
          for (index, branch) in scheme.branches.enumerated() where branch.statuses.contains(status) {
            func value(_ quantity: Quantity) -> Double {
              result.quantity(quantity, status: status, scenario: cell.scenario, region: cell.region, year: year) ?? 0
            }
            func row(_ names: CSVText, _ count: Double, _ bill: Double, _ eligible: Double, fund: Double?) throws {
              csv.integer(result.timeline.baseYear + year)
              csv.text(statuses[status])
              csv.text(names)
              csv.persons(count)
              csv.money(bill)
              csv.money(eligible)
              if let fund {
                csv.money(fund)
                csv.money(bill - fund)
              } else {
                csv.empty()
                csv.empty()
              }
              try csv.endRow()
            }
            let count = value(.services(index)), bill = value(.bill(index)), eligible = value(.eligible(index))
            try row(services[index], count, bill, eligible, fund: value(.fundPayment(index)))
            for (setting, share) in shares[index].enumerated() where share.services > 0 {
              try row(
                settings[index][setting], count * share.services, bill * share.bill, eligible * share.bill, fund: nil)
            }
          }
        }
      }
    }
  }
}
