import Glibc

/// What the integrals of ``StopLoss`` are cut into.
extension StopLoss {
  /// A stretch of an integral on which both expenses are affine in what the outer part leaves.
  struct Stretch {
    var target: Int
    var weight: Double
    /// ln Y of the outer part, and β.
    var outerMu: Double
    var outerSigma: Double
    var outerSlope: Double
    /// The inner part's and δ; π = factor · E[(Y − x)⁺] + constant.
    var innerMean: Double
    var innerMu: Double
    var innerSigma: Double
    var innerSlope: Double
    var factor: Double
    var constant: Double
    /// K.
    var scale: Double

    /// Both logarithms in standard deviations at t.
    func deviations(_ t: Double) -> SIMD2<Double> {
      let x = log(scale / (outerSlope + innerSlope * exp(t)))
      return SIMD2((x + t - outerMu) / outerSigma, innerSlope > 0 ? (x - innerMu) / innerSigma : 0).clamped(
        lowerBound: SIMD2(-StopLoss.upper, -StopLoss.linear), upperBound: SIMD2(repeating: StopLoss.upper))
    }
  }

  /// A part of a stretch short enough for one set of nodes.
  struct Piece {
    let stretch: Int
    let centre: Double
    let half: Double
  }
}
