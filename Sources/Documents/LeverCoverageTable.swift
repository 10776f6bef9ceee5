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
    for row in coverage.rows {
      let effect: [DocumentCell] =
        switch (row.effect, row.lever.effect) {
        case (let effect?, _): [.signed(effect.amount, decimals: 0), .year(effect.year), "\(effect.line.id)"]
        case (nil, .none(let why)): [.none, .none, .title(why)]
        default:
          [
            .none, .none,
            !row.parameters.isEmpty
              ? both("no reform shows it", "暂无示例")
              : omitted.contains { $0.leverIDs.contains(row.lever.id) }
                ? both("no values in this place", "本地未取值") : both("not modelled yet", "尚未建模"),
          ]
        }
      table.add(
        [
          "\(row.lever.id) \(row.lever.title)", "\(row.parameters.map(\.path).joined(separator: " "))",
          "\(row.reforms.map(\.id).joined(separator: " "))",
        ] + effect)
    }
    var page = Document(languages: form.languages)
    page.table(table)
    return page
  }
}
