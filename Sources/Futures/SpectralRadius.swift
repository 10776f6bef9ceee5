import Glibc

/// The largest magnitude of the eigenvalues of a square matrix.
enum SpectralRadius {
  /// ρ(A) = lim ‖Aᵐ‖^(1/m) (Gelfand's formula) at m = 2⁵⁰ by squaring, each square scaled by a power of two.
  ///
  /// Error: a rounding of the k-th square counts 2⁻ᵏ, and a norm that grows like a power of m leaves ln m / m < 1e-13:
  /// about 1e-14 together for the small matrices of drivers, more only where ρ itself is ill-conditioned.
  static func of(_ matrix: [Double], order: Int) -> Double {
    var power = matrix
    // log₂ of what has been taken out of Aᵐ, over m.
    var logarithm = 0.0
    var weight = 1.0
    for _ in 0..<50 {
      let norm = largestRowSum(power, order)
      guard norm > 0 else { return 0 }
      guard norm.isFinite else { return .infinity }
      // A subnormal norm would ask for a scale beyond the largest double.
      let exponent = max(norm.exponent, -1022)
      logarithm += weight * Double(exponent)
      let scale = Double(sign: .plus, exponent: -exponent, significand: 1)
      for i in power.indices { power[i] *= scale }
      power = DriverProcess.product(power, power, order)
      weight *= 0.5
    }
    let norm = largestRowSum(power, order)
    return norm > 0 ? exp2(logarithm + weight * log2(norm)) : 0
  }

  private static func largestRowSum(_ matrix: [Double], _ order: Int) -> Double {
    var largest = 0.0
    for i in 0..<order {
      var sum = 0.0
      for j in 0..<order { sum += matrix[i * order + j].magnitude }
      largest = max(largest, sum)
    }
    return largest
  }
}
