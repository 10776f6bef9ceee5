import PolicyModel
import Quantities
import SchemeModel
import Studies

/// `fundcast levers --coverage`.
package enum LeverCoverageTable {
  /// Every policy lever, the reforms that show it, and what it moves at most.
  ///
  /// - Parameters:
  ///   - omitted: what the place leaves out.
  ///   - form: the languages and the money of the scheme.
  package static func document(_ coverage: LeverCoverage, omitted: [OmittedEntity], _ form: SchemeForm) -> Document {
    let money = form.currency.name
    var table = DocumentTable(
      [
        .left(stacked("Lever", "政策")), .left(stacked("Parameters", "参数")), .left(stacked("Reforms", "改革方案")),
        .right("Largest difference, \(money.en)", "最大差额（\(money.zh)）"), .right("Year", "年份"),
        .left(stacked("Line", "项目")),
      ], wrapping: [0: 34, 1: 44, 2: 34])
    let standings = coverage.rows.map { Standing($0, omitted: omitted) }
    for (row, standing) in zip(coverage.rows, standings) {
      let effect: [DocumentCell] =
        if let effect = row.effect {
          [.signed(effect.amount, decimals: 0), .year(effect.year), "\(effect.line.id)"]
        } else if case .none(let why) = row.lever.effect {
          [.none, .none, .title(why)]
        } else {
          [.none, .none, .title(standing.title)]
        }
      table.add(
        [
          "\(row.lever.id) \(row.lever.title)", "\(row.parameters.map(\.path).joined(separator: " "))",
          "\(row.reforms.map(\.id).joined(separator: " "))",
        ] + effect)
    }
    var page = Document(languages: form.languages)
    page.table(table)
    page.gap()
    page.paragraph(totals(standings, parameters: Set(coverage.rows.flatMap(\.parameters).map(\.path)).count))
    return page
  }

  /// How far a policy is covered.
  private enum Standing: CaseIterable {
    case shown, moneyless, idle, unshown, omitted, unmodelled

    init(_ row: LeverCoverage.Row, omitted: [OmittedEntity]) {
      if row.effect != nil {
        self = .shown
      } else if case .none = row.lever.effect {
        self = .moneyless
      } else if !row.parameters.isEmpty {
        self = row.reforms.isEmpty ? .unshown : .idle
      } else {
        self = omitted.contains { $0.leverIDs.contains(row.lever.id) } ? .omitted : .unmodelled
      }
    }

    var title: LocalizedText {
      switch self {
      case .shown: LocalizedText(en: "shown by a reform", zh: "有示例")
      case .moneyless: LocalizedText(en: "without effect on money", zh: "不涉及资金")
      case .idle: LocalizedText(en: "its reform moves no money", zh: "示例无资金变动")
      case .unshown: LocalizedText(en: "no reform shows it", zh: "暂无示例")
      case .omitted: LocalizedText(en: "no values in this place", zh: "本地未取值")
      case .unmodelled: LocalizedText(en: "not modelled yet", zh: "尚未建模")
      }
    }
  }

  /// `80 policy levers of 300 parameters: shown by a reform 60, …`; kinds that there are none of are left out.
  private static func totals(_ standings: [Standing], parameters: Int) -> LocalizedText {
    let counts = Standing.allCases.map { kind in (kind.title, standings.count { $0 == kind }) }.filter { $0.1 > 0 }
    return LocalizedText(
      en: "\(standings.count) policy levers with \(parameters) parameters: "
        + counts.map { "\($0.0.en) \($0.1)" }.joined(separator: ", ") + ".",
      zh: "政策杠杆共\(standings.count)项，参数\(parameters)个：" + counts.map { "\($0.0.zh)\($0.1)项" }.joined(separator: "，")
        + "。")
  }
}
