import Arrays
import Glibc

/// Groups of ages that follow one another without a gap: single ages, five-year groups (the first of them also as 0 and 1–4), and
/// an open group at the end; and what a table by group says of single ages.
public struct AgeGroups: Sendable, Hashable {
  /// Ages of each group; the last group of a table to the open age takes in all above its first.
  public let ranges: [ClosedRange<Int>]
  /// Whether the last group is open and holds several ages.
  public let isOpen: Bool

  /// Single ages of a table by group.
  public struct Single: Sendable {
    /// By age, from the first of the first group.
    public var values: [Double]
    /// Groups in which the method gives values that cannot be, and that hold one value at all their ages instead.
    public var even: Set<Int>
  }

  /// Groups one after the other.
  ///
  /// - Precondition: none is empty and there is no gap between them.
  public init(_ ranges: [ClosedRange<Int>], isOpen: Bool) {
    precondition(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound + 1 == $1.lowerBound })
    self.ranges = ranges
    self.isOpen = isOpen && (ranges.last?.count ?? 1) > 1
  }

  private var first: Int { ranges.first?.lowerBound ?? 0 }
  private var closed: ArraySlice<ClosedRange<Int>> { isOpen ? ranges.dropLast() : ranges[...] }
  private func places(_ group: Int) -> Range<Int> {
    (ranges[group].lowerBound - first)..<(ranges[group].upperBound + 1 - first)
  }

  // MARK: - Counts

  /// Counts by single age: groups of five by ``SpragueMultipliers``, evenly where these change the sign; 0 and 1–4 keep their
  /// totals; the open group in proportion to `openWeights`, which are by age as the result.
  public func counts(_ groups: [Double], openWeights: [Double]) -> Single {
    var result = Single(values: [Double](repeating: 0, count: openWeights.count), even: [])
    let hasFives = closed.contains { $0.count == 5 }
    // Groups of five, 0 and 1–4 taken together; what follows them is a single age and stays.
    let hasInfants = hasFives && closed.first?.count == 1
    let end = hasFives ? (closed.lastIndex { $0.count == 5 } ?? 0) + 1 : 0
    let fives = hasInfants ? [groups[0] + groups[1]] + groups[2..<end] : Array(groups[..<end])
    let smooth = (hasFives ? SpragueMultipliers.split(fives) : []) + groups[end..<closed.count]
    for group in closed.indices {
      let places = places(group), total = groups[group]
      var own = Array(smooth[places])
      // 0 and 1–4 are given each.
      let sum = own.reduce(0, +)
      if hasInfants, group < 2, sum * total > 0 { own = own.map { $0 * total / sum } }
      let isKept = own.allSatisfy { $0 * total >= 0 } && abs(own.reduce(0, +) - total) <= 1e-9 * abs(total)
      if !isKept {
        own = own.map { _ in total / Double(places.count) }
        result.even.insert(group)
      }
      for (place, value) in zip(places, own) { result.values[place] = value }
    }
    if isOpen, let total = groups.last {
      let places = places(ranges.count - 1), sum = openWeights[places].reduce(0, +)
      for place in places {
        result.values[place] = sum > 0 ? total * openWeights[place] / sum : total / Double(places.count)
      }
    }
    return result
  }

  // MARK: - Rates and shares

  /// Rates by single age: straight lines through logarithms at the middle of each group, set so that the mean of each group,
  /// weighted by `weights` by age, is its rate. Groups of zero stay zero, and one in which a value leaves `range` is even.
  public func rates(_ groups: [Double], weights: [Double], range: ClosedRange<Double>) -> Single {
    let present = ranges.indices.filter { groups[$0] > 0 }
    var values = [Double](repeating: 0, count: weights.count)
    var logs = present.map { log(groups[$0]) }
    for _ in 0..<100 {
      values = spread(present, logs).map { exp($0) }
      for (knot, group) in present.enumerated() { logs[knot] += log(groups[group] / mean(values, group, weights)) }
    }
    for group in ranges.indices {
      let factor = groups[group] > 0 ? groups[group] / mean(values, group, weights) : 0
      for place in places(group) { values[place] *= factor }
    }
    return held(values, groups, range, [])
  }

  /// Shares by single age: straight lines through the middles of the groups, set so that the mean of each closed group, weighted
  /// by `weights` by age, is its share; the open group is even, and so are groups in which a value leaves `range` or that are in
  /// `even`. The same weights give shares of a whole that sum as those of the groups do.
  public func shares(
    _ groups: [Double], weights: [Double], range: ClosedRange<Double>, even: Set<Int> = []
  ) -> Single {
    let all = Array(ranges.indices), count = closed.count
    // Column j: what a value of 1 at the middle of group j alone gives at each age.
    let units = all.map { unit in spread(all, all.map { $0 == unit ? 1 : 0 }) }
    var matrix = [Double](repeating: 0, count: count * count)
    var wanted = Array(groups[..<count])
    for group in 0..<count {
      for other in all {
        let part = mean(units[other], group, weights)
        if other < count { matrix[group * count + other] = part } else { wanted[group] -= part * groups[other] }
      }
    }
    guard let knots = try? LinearAlgebra.solve(matrix, order: count, wanted) else {
      return held([Double](repeating: .nan, count: weights.count), groups, range, even)
    }
    let values = spread(all, knots + groups[count...])
    return held(values, groups, range, isOpen ? even.union([count]) : even)
  }

  /// Values with those groups even that must be, or whose values leave the range.
  private func held(
    _ values: [Double], _ groups: [Double], _ range: ClosedRange<Double>, _ even: Set<Int>
  ) -> Single {
    // What solving left behind beside an end of the range is that end.
    let slack = 1e-12 * max(1, groups.map { abs($0) }.max() ?? 1)
    let settled = values.map { value in
      value > range.upperBound && value - range.upperBound < slack
        ? range.upperBound : value < range.lowerBound && range.lowerBound - value < slack ? range.lowerBound : value
    }
    var result = Single(values: settled, even: [])
    for group in ranges.indices where ranges[group].count > 1 {
      let isGood = settled[places(group)].allSatisfy { range.contains($0) }
      guard even.contains(group) || !isGood else { continue }
      for place in places(group) { result.values[place] = groups[group] }
      if !isGood { result.even.insert(group) }
    }
    return result
  }

  /// The mean of a group; unweighted where nobody is in it.
  private func mean(_ values: [Double], _ group: Int, _ weights: [Double]) -> Double {
    let places = places(group), sum = weights[places].reduce(0, +)
    guard sum > 0 else { return values[places].reduce(0, +) / Double(places.count) }
    return places.reduce(0) { $0 + values[$1] * weights[$1] } / sum
  }

  /// Straight lines through `values` at the middles of `groups`, and on beyond the first and the last.
  private func spread(_ groups: [Int], _ values: [Double]) -> [Double] {
    let middles = groups.map { Double(ranges[$0].lowerBound + ranges[$0].upperBound + 1) / 2 }
    let ages = first...(ranges.last?.upperBound ?? first)
    guard groups.count > 1 else { return ages.map { _ in values.first ?? 0 } }
    var segment = 0
    return ages.map { age in
      let x = Double(age) + 0.5
      while segment + 2 < middles.count, x > middles[segment + 1] { segment += 1 }
      let share = (x - middles[segment]) / (middles[segment + 1] - middles[segment])
      return values[segment] + share * (values[segment + 1] - values[segment])
    }
  }
}
