/// Straight lines between dated values (`between: linear`).
///
/// A year stands for the whole of it: its value holds in all twelve months. Between two years the years on the line are steps,
/// each with one value. Where one of the two dates is a month, the line runs month by month: from the last month of the first
/// date (December of a year, or the month itself) to the second date, whose value holds from there.
struct StraightLines {
  /// The first year of the months.
  let firstYear: Int

  /// Replaces what lies between the dates, in order.
  func draw(on months: inout [Double], through values: [(date: MonthDate, value: Double)]) {
    for (a, b) in zip(values, values.dropFirst()) {
      if a.date.month == 0, b.date.month == 0 {
        for year in (a.date.year + 1)..<max(b.date.year, a.date.year + 1) {
          let weight = Double(year - a.date.year) / Double(b.date.year - a.date.year)
          for month in 0..<12 {
            set(&months, MonthDate(year: year, month: month), a.value + weight * (b.value - a.value))
          }
        }
        continue
      }
      let isWholeYear = a.date.month == 0 && a.date.year < b.date.year
      let from = a.date.ordinal + (isWholeYear ? 11 : 0)
      for ordinal in (from + 1)..<max(b.date.ordinal, from + 1) {
        let weight = Double(ordinal - from) / Double(b.date.ordinal - from)
        set(&months, MonthDate(year: 0, month: ordinal), a.value + weight * (b.value - a.value))
      }
    }
  }

  private func set(_ months: inout [Double], _ date: MonthDate, _ value: Double) {
    let place = date.ordinal - firstYear * 12
    if months.indices.contains(place) { months[place] = value }
  }
}
