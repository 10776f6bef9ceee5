/// Puts doubles into order of size, several times as fast as a comparison sort of a few hundred values or more.
///
/// Bit patterns of finite doubles are ordered as their values once negative ones are turned round. The four upper bytes are sorted
/// from the lowest to the highest, each in one pass that keeps the order of equals; a byte that all values share costs a count.
/// What agrees in sign, exponent and 20 bits of the fraction is left to an insertion.
enum SortedDoubles {
  /// Fewer values are compared.
  private static let few = 128
  private static let bits: UInt64 = 8
  private static let digits: [UInt64] = [32, 40, 48, 56]

  /// The values in ascending order, −0 as 0.
  ///
  /// - Precondition: none is NaN.
  static func sort(_ values: inout [Double]) {
    for place in values.indices { values[place] += 0 }
    guard values.count >= few else { return values.sort() }
    let count = values.count, size = 1 << Int(bits)
    var own = values.map(key)
    var other = own
    var counts = [Int](repeating: 0, count: size * digits.count)
    own.withUnsafeBufferPointer { own in
      for key in own {
        for (digit, shift) in digits.enumerated() { counts[digit * size + place(key, shift)] += 1 }
      }
    }
    for (digit, shift) in digits.enumerated() {
      // One digit for all.
      guard counts[digit * size + place(own[0], shift)] < count else { continue }
      var next = 0
      for place in (digit * size)..<((digit + 1) * size) { (counts[place], next) = (next, next + counts[place]) }
      own.withUnsafeBufferPointer { own in
        other.withUnsafeMutableBufferPointer { other in
          counts.withUnsafeMutableBufferPointer { counts in
            for key in own {
              let place = digit * size + place(key, shift)
              other[counts[place]] = key
              counts[place] &+= 1
            }
          }
        }
      }
      swap(&own, &other)
    }
    own.withUnsafeMutableBufferPointer { own in
      for place in 1..<count where own[place] < own[place - 1] {
        let key = own[place]
        var to = place
        while to > 0, own[to - 1] > key {
          own[to] = own[to - 1]
          to -= 1
        }
        own[to] = key
      }
    }
    for place in 0..<count { values[place] = value(own[place]) }
  }

  /// The values in ascending order.
  static func sorted(_ values: [Double]) -> [Double] {
    var sorted = values
    sort(&sorted)
    return sorted
  }

  @inline(__always) private static func place(_ key: UInt64, _ shift: UInt64) -> Int {
    Int(truncatingIfNeeded: (key >> shift) & ((1 << bits) - 1))
  }

  /// All bits of a negative number are turned, of a positive one the sign.
  @inline(__always) private static func key(_ value: Double) -> UInt64 {
    let bits = value.bitPattern, negative = UInt64(bitPattern: Int64(bitPattern: bits) >> 63)
    return bits ^ (negative | 1 << 63)
  }

  @inline(__always) private static func value(_ key: UInt64) -> Double {
    let positive = UInt64(bitPattern: Int64(bitPattern: key) >> 63)
    return Double(bitPattern: key ^ (~positive | 1 << 63))
  }
}
