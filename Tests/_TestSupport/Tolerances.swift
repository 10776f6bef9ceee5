/// How far a result may lie from what a test expects, by the reason for the difference. No test has a number of its
/// own.
public enum Tolerance: Sendable, Hashable {
  /// Equal bit for bit: the same operations in the same order.
  case exact
  /// Within 1e-12 of the gross flow: sums of some thousand terms in another order. The gross flow is the sum of the
  /// magnitudes that went in, so that cancellation does not make the bar narrower than double precision allows.
  case roundoff(gross: Double)
  /// Within half a unit of the last printed digit after the point (negative: before it): a table gives no more.
  case published(digits: Int)
  /// Equal after both are rounded as printed: golden files must not hang on the last bits, which differ between BLAS
  /// kernels.
  case golden(digits: Int)
  /// Within so many standard errors of a sample with a fixed seed. The test says how many, and so how rarely a right
  /// program with another seed would fail it (3 standard errors: 1 in 370).
  case sampling(standardErrors: Double, standardError: Double)
  /// Within a part of a published figure that the model is not fitted to: sense, not truth. The test says where the figure is
  /// from, and the part is what the model is known to miss.
  case plausible(share: Double)

  /// Whether `actual` is as near to `expected` as the reason allows. NaN never is.
  public func admits(_ actual: Double, _ expected: Double) -> Bool {
    switch self {
    case .exact:
      actual == expected
    case .roundoff(let gross):
      (actual - expected).magnitude <= 1e-12 * gross.magnitude
    case .published(let digits):
      // A thousandth of a millionth above the half: the half itself is not a binary fraction.
      (actual - expected).magnitude <= 0.5 * (1 + 1e-9) / Self.scale(digits)
    case .golden(let digits):
      (actual * Self.scale(digits)).rounded() == (expected * Self.scale(digits)).rounded()
    case .sampling(let standardErrors, let standardError):
      (actual - expected).magnitude <= standardErrors * standardError
    case .plausible(let share):
      (actual - expected).magnitude <= share * expected.magnitude
    }
  }

  private static func scale(_ digits: Int) -> Double {
    var scale = 1.0
    for _ in 0..<digits.magnitude { scale *= 10 }
    return digits < 0 ? 1 / scale : scale
  }
}
