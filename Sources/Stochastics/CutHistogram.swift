/// Counts of values in bins, with some values counted by themselves.
///
/// A cut is a value that many paths share (a flow that is nothing on some of them, a payment at its cap). How many
/// equal it is counted exactly, and the values between two cuts have a histogram of their own: whatever bin a cut falls
/// into, no value changes sides.
struct CutHistogram: Sendable, Hashable {
  /// Values counted by themselves, in order.
  let cuts: [Double]
  /// The number of values that equal each cut.
  private(set) var equal: [Int]
  /// Values below the first cut, between the cuts, above the last.
  private(set) var between: [LogLinearHistogram]

  /// The most cuts: those that the most values share are chosen.
  static let mostCuts = 16

  /// - Parameters:
  ///   - sorted: values seen so far, in order; those that occur more than once become cuts.
  ///   - known: a value that is a cut whether it has been seen or not; nil for none.
  init(sorted: [Double], known: Double?) {
    var repeated: [(value: Double, count: Int)] = []
    var i = 0
    while i < sorted.count {
      let value = sorted[i]
      var end = i + 1
      while end < sorted.count && sorted[end] == value { end += 1 }
      if end - i > 1 && value != known { repeated.append((value: value, count: end - i)) }
      i = end
    }
    repeated.sort { $0.count != $1.count ? $0.count > $1.count : $0.value < $1.value }
    var cuts = repeated.prefix(Self.mostCuts - 1).map(\.value)
    if let known { cuts.append(known) }
    self.cuts = cuts.sorted()
    equal = cuts.map { _ in 0 }
    between = [LogLinearHistogram](repeating: LogLinearHistogram(), count: cuts.count + 1)
    guard let low = sorted.first, let high = sorted.last else { return }
    sorted.withUnsafeBufferPointer { add($0, from: low, to: high) }
  }

  /// Counts finite values, the least and the greatest of which are known.
  mutating func add(_ values: UnsafeBufferPointer<Double>, from low: Double, to high: Double) {
    // Most often all lie on one side of every cut.
    if let place = between.indices.first(where: { $0 == cuts.count || low <= cuts[$0] }),
      (place == 0 || low > cuts[place - 1]) && (place == cuts.count || high < cuts[place])
    {
      between[place].add(values)
      return
    }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: values.count) { part in
      for place in between.indices {
        let low = place == 0 ? -Double.infinity : cuts[place - 1]
        let high = place == cuts.count ? Double.infinity : cuts[place]
        var count = 0
        var same = 0
        for x in values {
          part[count] = x
          count &+= x > low && x < high ? 1 : 0
          same &+= x == high ? 1 : 0
        }
        between[place].add(UnsafeBufferPointer(start: part.baseAddress, count: count))
        if place < cuts.count { equal[place] += same }
      }
    }
  }

  /// Every step of the counts, lowest first: the least and greatest its values can be, and how many they are. Ends when
  /// `body` returns false.
  func forEachStep(_ body: (_ low: Double, _ high: Double, _ count: Int) -> Bool) {
    for place in between.indices {
      let above = place == 0 ? -Double.infinity : cuts[place - 1]
      let below = place == cuts.count ? Double.infinity : cuts[place]
      var goesOn = true
      between[place].forEachBin { low, high, count in
        goesOn = body(max(low, above), min(high, below), count)
        return goesOn
      }
      guard goesOn else { return }
      if place < cuts.count && equal[place] > 0 && !body(cuts[place], cuts[place], equal[place]) { return }
    }
  }
}
