/// The distribution of one quantity over many paths, without keeping the paths: moments, extremes, quantiles and tail
/// means. Up to ``exactCount`` values are kept as they are; of more, about 1 KB for a quantity within an octave.
///
/// Goals: the same bytes however the work was cut (moments by groups of 64 paths in path order, the rest by integer
/// counts and comparisons, which have no order); accuracy; then speed: a few nanoseconds a value.
///
/// Accuracy: the moments to rounding (``mean``, ``standardDeviation``); quantiles and tail means exactly as long as the
/// values are kept, then within a relative 1/256 (``quantile(_:)``), and 2⁻¹⁰ near zero; values that several paths share
/// keep their place and size (``CutHistogram``); counts, least and greatest value exactly. Statistics are in the unit of
/// the values and NaN without values or after a value that is not finite.
public struct StreamedDistribution: Sendable, Hashable {
  /// The paths in one group of the moments.
  public static let group = 64
  /// The number of values up to which all are kept, a multiple of ``group``.
  public static let exactCount = 2048

  /// Whether a value was NaN or infinite (or the values of a group too large to be summed). Its group is left out, and
  /// all statistics are NaN from then on.
  public private(set) var hasNonFinite = false
  /// The number of values below zero.
  public private(set) var negatives = 0
  private(set) var moments = MomentSums()
  /// The values as they came; empty once there are counts.
  private var kept: [Double] = []
  private var isInOrder = true
  private(set) var histogram: CutHistogram?
  /// A value counted by itself whether it is seen early or not.
  private let atom: Double?
  private let room: Int
  private(set) var least = Double.infinity
  private(set) var greatest = -Double.infinity

  /// No values yet.
  /// - Parameters:
  ///   - atom: a value that many paths may share; others are found by themselves if they occur twice among the first
  ///     ``exactCount``.
  ///   - expected: how many values will come, where that is known: room for them is made once.
  public init(atom: Double? = nil, expected: Int = 0) {
    self.atom = atom.map { $0 + 0 }
    room = min(max(expected, 0), Self.exactCount)
  }

  /// The number of values counted.
  public var count: Int { moments.count }
  /// The least value.
  public var minimum: Double { isUsable ? least : .nan }
  /// The greatest value.
  public var maximum: Double { isUsable ? greatest : .nan }

  /// Adds the values of consecutive paths, in path order from call to call.
  ///
  /// The bytes of everything are the same for any calls whose lengths are multiples of 64, the last excepted; a longer
  /// call counts as its groups of 64 from the first value on.
  public mutating func add(_ values: UnsafeBufferPointer<Double>) {
    guard let base = values.baseAddress else { return }
    var done = 0
    while done < values.count {
      let count = min(Self.group, values.count - done)
      addGroup(UnsafeBufferPointer(start: base + done, count: count))
      done += count
    }
  }

  /// Adds the values of consecutive paths held in an array.
  public mutating func add(_ values: [Double]) { values.withUnsafeBufferPointer { add($0) } }

  private mutating func addGroup(_ values: UnsafeBufferPointer<Double>) {
    let added = withUnsafeTemporaryAllocation(of: Double.self, capacity: Self.group) { scratch in
      guard let scratch = scratch.baseAddress else { return false }
      return moments.add(values, scratch: scratch)
    }
    guard added else {
      hasNonFinite = true
      return
    }
    negatives += GroupScan.negatives(values)
    // + 0 turns −0, which is no less than 0, into 0: which of the two came first must not show.
    let (low, high) = (GroupScan.least(values) + 0, GroupScan.greatest(values) + 0)
    least = min(least, low)
    greatest = max(greatest, high)
    guard histogram == nil, kept.count + values.count > Self.exactCount else {
      if histogram == nil {
        if kept.isEmpty { kept.reserveCapacity(room) }
        kept.append(contentsOf: values)
        isInOrder = false
      } else {
        histogram?.add(values, from: low, to: high)
      }
      return
    }
    var counts = CutHistogram(sorted: SortedDoubles.sorted(kept), known: atom)
    counts.add(values, from: low, to: high)
    histogram = counts
    kept = []
  }

  /// Puts the kept values into order, so that each quantile need not.
  public mutating func arrange() {
    guard !isInOrder else { return }
    SortedDoubles.sort(&kept)
    isInOrder = true
  }

  /// The kept values in order; nil where there are counts.
  var sorted: [Double]? { histogram != nil ? nil : isInOrder ? kept : SortedDoubles.sorted(kept) }

  /// Values, and all of them finite.
  var isUsable: Bool { count > 0 && !hasNonFinite }

  /// The number of values that p of them make, p·n, freed of the rounding of the product: 0.07 × 100 is 7.
  func rank(_ p: Double) -> Double {
    let product = p * Double(count)
    let whole = product.rounded()
    return (product - whole).magnitude <= 4 * product.ulp ? whole : product
  }

  /// Every step of the distribution, lowest first: the least and greatest its values can be, and how many they are.
  /// Ends when `body` returns false.
  func forEachStep(_ body: (_ low: Double, _ high: Double, _ count: Int) -> Bool) {
    if let sorted {
      for value in sorted where !body(value, value, 1) { return }
    } else {
      histogram?.forEachStep { body(max($0, least), min($1, greatest), $2) }
    }
  }
}
