import Arrays

/// What residuals change by when values do: differences at first, then corrected by every step, each value in
/// units of its size: J += (Δr − J·s)·sᵀ ÷ sᵀs (C. G. Broyden, A class of methods for solving nonlinear simultaneous equations,
/// Mathematics of Computation 19, 1965, his first method; cited from memory, confidence high).
struct Derivatives {
  private var values: [Double]
  private var residuals: [Double]
  /// 1 ÷ the size of each value.
  private let scales: [Double]
  /// ∂ residual i / ∂ value j, `[i][j]`.
  private var matrix: [Double]
  /// Whether they are no longer the differences they began as.
  private(set) var isCorrected = false

  /// - Parameter trials: for each value the residuals with that value moved by its step.
  init(at values: [Double], _ residuals: [Double], trials: [[Double]], _ steps: [Double]) {
    (self.values, self.residuals) = (values, residuals)
    scales = values.map { 1 / max(abs($0), 1e-3) }
    matrix = residuals.indices.flatMap { i in steps.indices.map { (trials[$0][i] - residuals[i]) / steps[$0] } }
  }

  /// The least change of the matrix that explains the residuals found at other values.
  mutating func correct(at values: [Double], _ residuals: [Double]) {
    let count = values.count
    let step = zip(values, self.values).map { $0 - $1 }
    let scaled = zip(step, scales).map { $0 * $1 * $1 }
    isCorrected = true
    let length = zip(step, scaled).reduce(0) { $0 + $1.0 * $1.1 }
    if length > 0 {
      for i in 0..<count {
        let expected = (0..<count).reduce(0) { $0 + matrix[i * count + $1] * step[$1] }
        let miss = (residuals[i] - self.residuals[i] - expected) / length
        for j in 0..<count { matrix[i * count + j] += miss * scaled[j] }
      }
    }
    (self.values, self.residuals) = (values, residuals)
  }

  /// What to take off the values so that the residuals vanish; nil where that cannot be said.
  func move(_ residuals: [Double]) -> [Double]? {
    guard let move = try? LinearAlgebra.solve(matrix, order: residuals.count, residuals),
      move.allSatisfy(\.isFinite)
    else { return nil }
    return move
  }
}
