import PolicyModel
import Studies

/// `fundcast levers --coverage`.
public enum CoverageText {
  /// A table of every policy lever.
  ///
  /// - Parameter omitted: what the place leaves out.
  public static func text(_ coverage: LeverCoverage, omitted: [OmittedEntity]) -> String {
    var table = TextTable(
      [
        ("Lever\n政策", .left), ("Parameters\n参数", .left), ("Reforms\n改革方案", .left),
        ("Largest difference, yuan\n最大差额（元）", .right),
        ("Year\n年份", .right), ("Line\n项目", .left),
      ], wrapping: [0: 34, 1: 44, 2: 34])
    for row in coverage.rows {
      let effect: [String] =
        switch (row.effect, row.lever.effect) {
        case (let effect?, _): [ReportFormat.signed(effect.amount, decimals: 0), "\(effect.year)", effect.line.id]
        case (nil, .none(let why)):
          ["–", "–", ReportFormat.both(why)]
        default:
          [
            "–", "–",
            !row.parameters.isEmpty
              ? "no reform shows it 暂无示例"
              : omitted.contains { $0.leverIDs.contains(row.lever.id) }
                ? "no values in this place 本地未取值" : "not modelled yet 尚未建模",
          ]
        }
      table.add(
        [
          "\(row.lever.id) \(ReportFormat.both(row.lever.title))", row.parameters.map(\.path).joined(separator: " "),
          row.reforms.map(\.id).joined(separator: " "),
        ] + effect)
    }
    return table.lines(indent: 0).joined(separator: "\n") + "\n"
  }
}
