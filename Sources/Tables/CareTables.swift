import ProjectionEngine
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

/// Care and who pays for it.
enum CareTables {
  static let utilisation = TableShape(
    "utilisation", "Use of care", "就医与费用",
    both(
      "Services, bills and payments of the basic layer by branch and status. A branch that tells settings apart has a row for each"
        + " setting in use behind it, in which services, bill and eligible expense add up to the branch; what the fund pays is"
        + " computed for the branch as a whole.",
      "分服务、参保状态的人次、费用和基本层支付。区分就医类型的服务另列各类型行，人次和费用合计为该服务；基金支付仅按服务整体计算。"),
    [
      .scenario, .region, .year, .status,
      Column("service", .id, "Service", "服务", both("The class of services", "服务类别")),
      Column(
        "tier", .id, "Tier", "机构等级", both("The tier of the provider; `all` in the row of the branch", "机构等级，整体为`all`")),
      Column(
        "place", .id, "Place", "就医地",
        both("`inside` or `outside` the area; `all` where neither is told", "统筹区内外，未区分为`all`")),
      Column("services", .count, "Services", "人次", both("Visits or admissions", "就诊或住院人次")), .bill, .eligible,
      Column(
        "fund", .money, "Fund payment", "基金支付", both("What the basic layer pays; empty in settings", "基本层支付，分类型行为空")),
      Column(
        "own", .money, "Own payment", "其余",
        both(
          "The bill less that payment, whoever pays it (`waterfall.csv` says who); empty in settings", "费用减基本层支付，分类型行为空"
        )),
    ])

  static func utilisation(_ run: PolicyRun) -> [TablePart] {
    TablePart.all(run, alike: .care) { outcome, rows in
      let scheme = outcome.scheme, statuses = scheme.statuses.map { rows.label($0.id) }
      let services = scheme.branches.map { rows.label($0.service, "all", "all") }
      let settings = scheme.branches.map { branch in
        branch.settings.map { setting in
          let names = SettingNames(setting.id)
          return rows.label(branch.service, names.tier, names.place)
        }
      }
      for year in 0..<outcome.timeline.reportedCount {
        let parameters = outcome.parameters(year: year)
        let shares = scheme.branches.map { SettingShare.all($0, parameters, year: year) }
        for status in statuses.indices {
          for (index, branch) in scheme.branches.enumerated() where branch.statuses.contains(status) {
            let used = outcome.utilisation(branch: index, status: status, year: year)
            func row(_ names: TableRows.Label, _ part: SettingShare, isWhole: Bool) throws {
              rows.integer(outcome.timeline.baseYear + year)
              rows.text(statuses[status])
              rows.text(names)
              rows.persons(used.services * part.services)
              rows.money(used.bill * part.bill)
              rows.money(used.eligible * part.bill)
              rows.number(isWhole ? used.fund : nil, decimals: 2)
              rows.number(isWhole ? used.own : nil, decimals: 2)
              try rows.endRow()
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

  static let waterfall = TableShape(
    "waterfall", "Who pays each bill", "费用分担",
    both(
      "Who pays the bills of every status by unit of care: a row for each payer. Bill and eligible expense repeat in the rows of a"
        + " unit: sum `paid` over layers, or take the bill of one. Deciles add up to `all`: leave one of both out of a sum.",
      "分参保状态、费用单元的费用分担，每个支付方一行。费用在同一单元各行重复：按层合计支付额，或只取一行费用。各十分位合计为`all`，加总时只取其一。"),
    [
      .scenario, .region, .year, .status,
      Column(
        "branch", .id, "Unit of care", "费用单元",
        both("A bundle of branches that layers pay on together, or a branch by itself", "各保障层合并支付的一组服务，或单项服务")),
      Column(
        "decile", .id, "Decile", "十分位",
        both(
          "`all`; with `--deciles` in some years tenths of users by their bill in the unit's first branch, `1` the lowest, `0` those"
            + " who do not use it", "`all`为合计；`--deciles`时按首项服务年费用由低到高分十组，`0`为未使用者")), .bill, .eligible,
      Column(
        "layer", .id, "Payer", "支付方",
        both("`basic`, each layer above it in order, and `own`", "`basic`基本层、其上各层、`own`个人")),
      Column("paid", .money, "Paid", "支付额", both("What this payer pays", "该支付方支付额")),
    ])

  static func waterfall(_ run: PolicyRun, _ ranked: RankedCare?) -> [TablePart] {
    TablePart.all(run, alike: .care) { outcome, rows in
      let scheme = outcome.scheme
      let statuses = scheme.statuses.enumerated().map { index, status in
        (name: rows.label(status.id), units: CareUnit.all(of: index, scheme).map { ($0, rows.label($0.id)) })
      }
      let all = rows.label("all"), deciles = (0..<RankedBills.groups).map { rows.label("\($0)") }
      let basic = rows.label("basic"), own = rows.label("own"), layers = scheme.layers.map { rows.label($0.id) }
      for year in 0..<outcome.timeline.reportedCount {
        for (status, entry) in statuses.enumerated() {
          for (place, (unit, name)) in entry.units.enumerated() {
            func write(_ decile: TableRows.Label, _ waterfall: CareWaterfall) throws {
              func row(_ layer: TableRows.Label, _ paid: Double) throws {
                rows.integer(outcome.timeline.baseYear + year)
                rows.text(entry.name)
                rows.text(name)
                rows.text(decile)
                rows.money(waterfall.bill)
                rows.money(waterfall.eligible)
                rows.text(layer)
                rows.money(paid)
                try rows.endRow()
              }
              try row(basic, waterfall.basic)
              for (layer, paid) in zip(unit.layers, waterfall.layers) { try row(layers[layer], paid) }
              try row(own, waterfall.own)
            }
            try write(all, outcome.waterfall(unit, status: status, year: year))
            guard
              let bills = ranked?.bills(
                status: status, unit: place, scenario: outcome.scenario, region: outcome.region, year: year)
            else { continue }
            for (group, decile) in deciles.enumerated() { try write(decile, bills.waterfall(group)) }
          }
        }
      }
    }
  }
}
