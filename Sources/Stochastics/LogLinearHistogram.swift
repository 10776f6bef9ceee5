/// Integer counts of values by sign and magnitude: 128 equal bins in each octave of |x|.
///
/// A bin holds the values with the same exponent and the same upper 7 bits of the fraction, so its width is 1/128 of
/// its power of two and its middle at most 1/256 of a value away from it. Below 2⁻¹⁰ everything counts as zero. For
/// each sign the counts run without a gap from the lowest to the highest bin touched: about 0.5 KB for a quantity
/// within an octave. Counts are integers, so the order of the values leaves no trace.
///
/// Goals: exact counts; then speed: a shift of the bit pattern, no logarithm.
struct LogLinearHistogram: Sendable, Hashable {
  /// |x| below this counts as zero.
  static let smallest = 0x1p-10
  /// Values taken for zero.
  private(set) var zeros = 0
  /// The window of the values ≤ −`smallest`, greatest magnitude first, then that of the values ≥ `smallest`, least
  /// first; at most 2³² − 1 values in a bin.
  private var counts: [UInt32] = []
  /// The bins of the negative window.
  private var split = 0
  /// The key of the least magnitude of each window.
  private var lowNegative = 0
  private var lowPositive = 0

  /// The bin of a magnitude: exponent and upper 7 bits of the fraction.
  @inline(__always) static func key(_ x: Double) -> Int {
    Int(truncatingIfNeeded: (x.bitPattern & 0x7fff_ffff_ffff_ffff) >> 45)
  }

  /// The magnitudes of a bin: from its lowest to the lowest of the next.
  static func bounds(_ key: Int) -> (low: Double, high: Double) {
    (Double(bitPattern: UInt64(key) << 45), Double(bitPattern: UInt64(key + 1) << 45))
  }

  /// Counts finite values.
  mutating func add(_ values: UnsafeBufferPointer<Double>) {
    var done = 0
    while let stop = count(values, from: done) {
      // Rare: a magnitude beyond all seen so far.
      cover(Self.key(values[stop]), negative: values[stop] < 0)
      done = stop
    }
  }

  /// Counts values up to the first whose bin is not in its window; returns its index.
  ///
  /// The window is chosen by arithmetic on the sign: a branch would be guessed wrong every other time for a quantity
  /// about zero.
  private mutating func count(_ values: UnsafeBufferPointer<Double>, from start: Int) -> Int? {
    let smallestKey = Self.key(Self.smallest)
    let (split, lowPositive) = (split, lowPositive)
    let lowDifference = lowNegative - lowPositive
    let sizeDifference = split - (counts.count - split)
    let size = counts.count - split
    return counts.withUnsafeMutableBufferPointer { counts in
      for i in start..<values.count {
        let key = Self.key(values[i])
        if key < smallestKey {
          zeros &+= 1
          continue
        }
        // −1 for a negative value, 0 for a positive one; k ^ −1 = −1 − k counts backwards from the split.
        let sign = Int(truncatingIfNeeded: Int64(bitPattern: values[i].bitPattern) >> 63)
        let place = key &- lowPositive &- (sign & lowDifference)
        if UInt(bitPattern: place) >= UInt(bitPattern: size &+ (sign & sizeDifference)) { return i }
        counts[split &+ (place ^ sign)] += 1
      }
      return nil
    }
  }

  /// Widens a window to the bin `key`.
  private mutating func cover(_ key: Int, negative: Bool) {
    let size = negative ? split : counts.count - split
    let low = size == 0 ? key : negative ? lowNegative : lowPositive
    let outward = max(0, key - low - size + 1)
    let inward = max(0, low - key)
    counts.insert(contentsOf: repeatElement(0, count: inward), at: split)
    counts.insert(contentsOf: repeatElement(0, count: outward), at: negative ? 0 : counts.count)
    if negative {
      split += inward + outward
      lowNegative = low - inward
    } else {
      lowPositive = low - inward
    }
  }

  /// Every bin with values, lowest first: its least and greatest possible value and its count. Ends when `body`
  /// returns false.
  func forEachBin(_ body: (_ low: Double, _ high: Double, _ count: Int) -> Bool) {
    for i in 0..<split where counts[i] > 0 {
      let bin = Self.bounds(lowNegative + split - 1 - i)
      if !body(-bin.high, -bin.low, Int(counts[i])) { return }
    }
    if zeros > 0 && !body(-Self.smallest, Self.smallest, zeros) { return }
    for i in split..<counts.count where counts[i] > 0 {
      let bin = Self.bounds(lowPositive + i - split)
      if !body(bin.low, bin.high, Int(counts[i])) { return }
    }
  }

  /// The number of bins held.
  var binCount: Int { counts.count }
}
