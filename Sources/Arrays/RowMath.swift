/// Arithmetic on contiguous rows of doubles, through pointers: sums of indices with their checks for overflow would keep loops from
/// being vectorised.
public enum RowMath {
  /// target += factor · source.
  @inlinable public static func add(
    _ factor: Double, _ source: UnsafePointer<Double>, to target: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    for i in 0..<count { target[i] += factor * source[i] }
  }

  /// target = factor · source.
  @inlinable public static func set(
    _ factor: Double, _ source: UnsafePointer<Double>, to target: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    for i in 0..<count { target[i] = factor * source[i] }
  }

  /// target = factor · (a + b).
  @inlinable public static func setSum(
    _ factor: Double, _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, to target: UnsafeMutablePointer<Double>,
    _ count: Int
  ) {
    for i in 0..<count { target[i] = factor * (a[i] + b[i]) }
  }

  /// target += a · b, element by element.
  @inlinable public static func addProduct(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, to target: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    for i in 0..<count { target[i] += a[i] * b[i] }
  }

  /// target *= source, element by element.
  @inlinable public static func multiply(
    _ source: UnsafePointer<Double>, into target: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    for i in 0..<count { target[i] *= source[i] }
  }
}
