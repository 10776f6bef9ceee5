import Arrays

/// Simulated paths of a ``DriverProcess``: flat tables [year][driver][path], the paths of a year and driver contiguous.
public struct DriverPaths: Sendable, Hashable {
  /// The number of paths.
  public let count: Int
  /// The number of drivers.
  public let order: Int
  /// The number of years.
  public let years: Int
  /// x[t], in the unit of each driver.
  public let levels: [Double]
  /// Σ x[τ] over τ = 0…t: the deviation of a level whose yearly growth a driver is.
  public let cumulated: [Double]

  /// Where the paths of a year and driver lie in either table.
  ///
  /// - Precondition: there is such a year and such a driver, both counted from 0.
  public func range(year: Int, driver: Int) -> Range<Int> {
    precondition(year >= 0 && year < years && driver >= 0 && driver < order, "no such year or driver")
    let start = (year * order + driver) * count
    return start..<(start + count)
  }
}

extension DriverProcess {
  /// Paths `first ..< first + count` over `years` years from year 0, whose draws are those of year 0 of `draws`.
  ///
  /// Every path is computed by itself, term by term in one order, so its bytes depend neither on `first` nor on
  /// `count`; BLAS, whose kernels change with the width, is not used.
  public func paths(_ draws: NormalDraws, first: Int, count: Int, years: Int) -> DriverPaths {
    precondition(first >= 0 && count >= 0 && years >= 0, "negative extent")
    let row = order * count
    var levels = [Double](repeating: 0, count: years * row)
    var cumulated = levels
    var shocks = [Double](repeating: 0, count: row)
    let active = (0..<order).filter(isActive)
    levels.withUnsafeMutableBufferPointer { levels in
      cumulated.withUnsafeMutableBufferPointer { cumulated in
        shocks.withUnsafeMutableBufferPointer { shocks in
          guard let x = levels.baseAddress, let sum = cumulated.baseAddress, let shock = shocks.baseAddress
          else { return }
          for t in 0..<years {
            for j in active {
              draws.fill(.init(start: shock + j * count, count: count), firstPath: first, year: t, driver: j)
            }
            for i in 0..<order {
              let target = x + t * row + i * count
              if t > 0 {
                for j in 0..<order {
                  Self.add(persistence[i * order + j], x + (t - 1) * row + j * count, to: target, count)
                }
              }
              for j in active where j <= i {
                Self.add(innovation[i * order + j], shock + j * count, to: target, count)
              }
              let total = sum + t * row + i * count
              if t > 0 { Self.add(1, total - row, to: total, count) }
              Self.add(1, target, to: total, count)
            }
          }
        }
      }
    }
    return DriverPaths(count: count, order: order, years: years, levels: levels, cumulated: cumulated)
  }

  /// target += factor·source; nothing for a factor of 0, as most of A is.
  private static func add(
    _ factor: Double, _ source: UnsafePointer<Double>, to target: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    if factor != 0 { RowMath.add(factor, source, to: target, count) }
  }
}
