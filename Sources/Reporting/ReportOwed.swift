import Results

extension TextReport {
  /// Receivables and payables of a fund in the baseline, a column a year, the year before the base year first.
  static func owed(_ context: ReportContext, _ fund: Int, _ page: inout ReportPage) {
    let entries = OwedAmount.of(context.outcomes[0], fund: fund)
    guard !entries.isEmpty else { return }
    page.line()
    page.table(context.years.columns) { years in
      var table = TextTable(
        first: "Owed at year end 年末应收应付", ["\(context.timeline.baseYear - 1)"] + years.map { context.year($0) },
        wrappingFirst: ReportColumns.wideFund)
      for entry in entries {
        let title = context.scheme.lines[entry.line].title, side = entry.isReceivable ? "receivable 应收" : "payable 应付"
        let amounts = [entry.opening] + years.map { entry.closing[$0] }
        table.add(["\(ReportFormat.both(title)) (\(side))"] + amounts.map(context.units.money))
      }
      return table
    }
  }
}
