import Arrays
import SchemeModel

/// The months of a year by what holds in them: months of a group have the same values of everything that is read.
struct MonthGroups: Sendable, Hashable {
  /// The group of each month.
  let ofMonth: [Int]
  /// The first month of each group.
  let first: [Int]

  /// All months alike.
  static let whole = MonthGroups(ofMonth: [Int](repeating: 0, count: 12), first: [0])

  /// Every month by itself.
  static let each = MonthGroups(ofMonth: Array(0..<12), first: Array(0..<12))

  /// The number of groups.
  var count: Int { first.count }

  /// The part of the year that belongs to a group.
  func share(_ group: Int) -> Double { Double(ofMonth.count { $0 == group }) / 12 }

  private init(ofMonth: [Int], first: [Int]) {
    self.ofMonth = ofMonth
    self.first = first
  }

  /// The months of a year by the values of `read` in all of `sets`.
  init(_ sets: [(parameters: ParameterSet, read: [ParameterID])], year: Int) {
    let moving = sets.flatMap { set in
      set.read.filter { set.parameters.movesWithin(year, [$0]) }.map { set.parameters[$0] }
    }
    guard !moving.isEmpty else {
      self = .whole
      return
    }
    var known: [[Double]: Int] = [:]
    var first: [Int] = []
    ofMonth = (0..<12).map { month in
      let values = moving.map { $0.value(year: year, month: month) }
      if let group = known[values] { return group }
      known[values] = first.count
      first.append(month)
      return first.count - 1
    }
    self.first = first
  }

  /// One value for each month.
  func months(_ values: [Double]) -> [Double] { ofMonth.map { values[$0] } }

  /// The mean of the year, every month alike.
  func mean(_ values: [Double]) -> Double {
    count == 1 ? values[0] : values.indices.reduce(0) { $0 + share($1) * values[$1] }
  }

  /// The mean weighted with what multiplies each month: where that comes to nothing, with nothing to weigh, every month
  /// alike.
  func mean(_ values: [Double], weights: [Double]) -> Double {
    guard count > 1 else { return values[0] }
    let (parts, divisor) = parts(weights)
    return parts.reduce(0) { $0 + $1.weight * values[$1.group] } / divisor
  }

  /// The same of rows side by side, `[group][column]`, into `target`.
  func mean(_ rows: [[Double]], weights: [Double], into target: UnsafeMutablePointer<Double>) {
    let width = rows[0].count
    guard count > 1 else {
      for column in 0..<width { target[column] = rows[0][column] }
      return
    }
    target.update(repeating: 0, count: width)
    let (parts, divisor) = parts(weights)
    for part in parts {
      rows[part.group].withUnsafeBufferPointer { row in
        if let row = row.baseAddress { RowMath.add(part.weight, row, to: target, width) }
      }
    }
    RowMath.divide(by: divisor, into: target, width)
  }

  /// What a mean sums, and what it divides by.
  private func parts(_ weights: [Double]) -> (parts: [(group: Int, weight: Double)], divisor: Double) {
    let sum = weights.reduce(0, +)
    guard sum != 0 else { return ((0..<count).map { ($0, share($0)) }, 1) }
    return (ofMonth.indices.map { (ofMonth[$0], weights[$0]) }, sum)
  }
}

/// The rows of a set of weights in a year, by group of months.
struct CompiledRows: Sendable {
  let months: MonthGroups
  /// `[group][row·sex·age]`.
  let byGroup: [[Double]]

  /// The mean of the year.
  var year: [Double] {
    guard months.count > 1 else { return byGroup[0] }
    var mean = [Double](repeating: 0, count: byGroup[0].count)
    for (group, rows) in byGroup.enumerated() {
      let share = months.share(group)
      for i in mean.indices { mean[i] += share * rows[i] }
    }
    return mean
  }
}
