import Results
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
        let parameters = cell.outcome.parameters(year: year)
        let shares = scheme.branches.map { SettingShare.all($0, parameters, year: year) }
        for status in statuses.indices {
          for (index, branch) in scheme.branches.enumerated() where branch.statuses.contains(status) {
            let used = cell.outcome.utilisation(branch: index, status: status, year: year)
            func row(_ names: CSVText, _ part: SettingShare, isWhole: Bool) throws {
              csv.integer(result.timeline.baseYear + year)
              csv.text(statuses[status])
              csv.text(names)
              csv.persons(used.services * part.services)
              csv.money(used.bill * part.bill)
              csv.money(used.eligible * part.bill)
              if isWhole {
                csv.money(used.fund)
                csv.money(used.own)
              } else {
                csv.empty()
                csv.empty()
              }
              try csv.endRow()
            }
            try row(services[index], .whole, isWhole: true)
            for (setting, share) in shares[index].enumerated() where share.services > 0 {
              try row(settings[index][setting], share, isWhole: false)
            }
          }
        }
      }
    }
  }
}
