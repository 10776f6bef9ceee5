import Glibc

/// A block of doubles on a cache-line boundary, zero at first. Slabs and weights live in these: `Array` promises 16
/// bytes only, and vector loads that straddle cache lines cost up to a third.
///
/// Sendable because its users cut the work so that no two threads write the same doubles.
public final class AlignedDoubles: @unchecked Sendable {
  /// The number of doubles.
  public let count: Int
  /// The first double, on a multiple of 64 bytes.
  public let base: UnsafeMutablePointer<Double>

  /// `count` zeros.
  public convenience init(count: Int) {
    self.init(unsetCount: count)
    base.update(repeating: 0, count: count)
  }

  /// `count` doubles of any value, to be written before they are read: pages are first touched by who writes them.
  public init(unsetCount count: Int) {
    precondition(count >= 0, "negative count")
    var raw: UnsafeMutableRawPointer?
    let bytes = max(1, count) * MemoryLayout<Double>.stride
    let hugePage = 2 << 20
    let status = posix_memalign(&raw, bytes >= hugePage ? hugePage : 64, bytes)
    guard status == 0, let raw else { fatalError("no memory for \(count) doubles") }
    // A slab and a year's weights are more pages of 4 KiB than the processor's page tables in cache hold. Advice only.
    if bytes >= hugePage { madvise(raw, bytes, MADV_HUGEPAGE) }
    self.count = count
    base = raw.bindMemory(to: Double.self, capacity: max(1, count))
  }

  /// The elements of `values`.
  public convenience init(_ values: [Double]) {
    self.init(count: values.count)
    for (i, value) in values.enumerated() { base[i] = value }
  }

  deinit { free(base) }

  /// One double.
  public subscript(index: Int) -> Double {
    get {
      precondition(index >= 0 && index < count, "index outside the block")
      return base[index]
    }
    set {
      precondition(index >= 0 && index < count, "index outside the block")
      base[index] = newValue
    }
  }

  /// A copy.
  public var array: [Double] { Array(UnsafeBufferPointer(start: base, count: count)) }

  /// Sets every double.
  public func fill(_ value: Double) { base.update(repeating: value, count: count) }

  /// The place of `offset`, with room for `length` doubles.
  public func place(_ offset: Int, length: Int) -> UnsafeMutablePointer<Double> {
    precondition(offset >= 0 && length >= 0 && offset + length <= count, "slice outside the block")
    return base + offset
  }
}
