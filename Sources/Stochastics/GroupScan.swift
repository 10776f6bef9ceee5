/// Counts and extremes of a group of finite values, in loops that the compiler turns into vector code: no branch on a
/// value, several chains where one would wait for itself. None depends on the order of the values.
enum GroupScan {
  /// The number of values below zero; −0 is not.
  static func negatives(_ values: UnsafeBufferPointer<Double>) -> Int {
    var count: UInt64 = 0
    for x in values {
      // The upper bit of both is set only for a negative number: 2⁶³, the pattern of −0, leaves a difference of 0.
      count &+= (x.bitPattern & (0x8000_0000_0000_0000 &- x.bitPattern)) >> 63
    }
    return Int(truncatingIfNeeded: count)
  }

  /// The least value, +∞ of none.
  static func least(_ values: UnsafeBufferPointer<Double>) -> Double {
    var low = SIMD4<Double>(repeating: .infinity)
    var i = 0
    while i + 4 <= values.count {
      let x = SIMD4(values[i], values[i + 1], values[i + 2], values[i + 3])
      low.replace(with: x, where: x .< low)
      i += 4
    }
    var least = min(min(low.x, low.y), min(low.z, low.w))
    while i < values.count {
      least = min(least, values[i])
      i += 1
    }
    return least
  }

  /// The greatest value, −∞ of none.
  static func greatest(_ values: UnsafeBufferPointer<Double>) -> Double {
    var high = SIMD4<Double>(repeating: -.infinity)
    var i = 0
    while i + 4 <= values.count {
      let x = SIMD4(values[i], values[i + 1], values[i + 2], values[i + 3])
      high.replace(with: x, where: x .> high)
      i += 4
    }
    var greatest = max(max(high.x, high.y), max(high.z, high.w))
    while i < values.count {
      greatest = max(greatest, values[i])
      i += 1
    }
    return greatest
  }
}
