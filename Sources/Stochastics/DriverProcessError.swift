/// Why a driver process cannot be made. Drivers are counted from 0.
public enum DriverProcessError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A table has another number of elements than the order asks for.
  case extents(name: String, expected: Int, found: Int)
  /// A number is NaN or infinite.
  case notFinite(name: String, index: Int)
  /// The standard deviation of a driver is below zero.
  case negativeDeviation(driver: Int, value: Double)
  /// A correlation of a driver with itself is not 1, one of two drivers lies outside −1…1, or the two halves of the
  /// table differ.
  case correlation(row: Int, column: Int, value: Double)
  /// The correlations contradict each other (or leave no innovation of its own) at this driver, given those before it.
  case notPositiveDefinite(driver: Int)

  /// A sentence without a full stop.
  public var description: String {
    switch self {
    case .extents(let name, let expected, let found): "\(name): \(found) numbers, \(expected) expected"
    case .notFinite(let name, let index): "\(name): number \(index) is not finite"
    case .negativeDeviation(let driver, let value): "the standard deviation of driver \(driver) is \(value), below zero"
    case .correlation(let row, let column, let value):
      row == column
        ? "the correlation of driver \(row) with itself is \(value), not 1"
        : "the correlation of drivers \(row) and \(column) is \(value), outside −1…1 or not the same both ways"
    case .notPositiveDefinite(let driver):
      "the correlations of driver \(driver) contradict those of the drivers before it: not positive definite"
    }
  }
}
