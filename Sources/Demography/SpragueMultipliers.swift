/// Osculatory interpolation of groups of five ages into single ages: T. B. Sprague, Explanation of a new formula for
/// interpolation, Journal of the Institute of Actuaries 22 (1880), 270–285; the multipliers as in J. S. Siegel and
/// D. A. Swanson, The Methods and Materials of Demography (2004), appendix C (cited from memory, confidence high; they are the only
/// ones that keep group totals and give polynomials of the third degree back, which is tested).
public enum SpragueMultipliers {
  /// Shares of the first four groups in the five ages of the first group.
  static let first: [[Double]] = [
    [0.3616, -0.2768, 0.1488, -0.0336], [0.2640, -0.0960, 0.0400, -0.0080], [0.1840, 0.0400, -0.0320, 0.0080],
    [0.1200, 0.1360, -0.0720, 0.0160], [0.0704, 0.1968, -0.0848, 0.0176],
  ]
  /// Shares of the first four groups in the five ages of the second group.
  static let second: [[Double]] = [
    [0.0336, 0.2272, -0.0752, 0.0144], [0.0080, 0.2320, -0.0480, 0.0080], [-0.0080, 0.2160, -0.0080, 0],
    [-0.0160, 0.1840, 0.0400, -0.0080], [-0.0176, 0.1408, 0.0912, -0.0144],
  ]
  /// Shares of a group and of its two neighbours on each side in the five ages of the group.
  static let middle: [[Double]] = [
    [-0.0128, 0.0848, 0.1504, -0.0240, 0.0016], [-0.0016, 0.0144, 0.2224, -0.0416, 0.0064],
    [0.0064, -0.0336, 0.2544, -0.0336, 0.0064], [0.0064, -0.0416, 0.2224, 0.0144, -0.0016],
    [0.0016, -0.0240, 0.1504, 0.0848, -0.0128],
  ]
  /// The fewest groups.
  public static let fewest = 5

  /// Five single ages for each group; totals of groups are kept. Values may be negative where groups differ much.
  ///
  /// - Precondition: at least ``fewest`` groups.
  public static func split(_ groups: [Double]) -> [Double] {
    precondition(groups.count >= fewest, "too few groups")
    func combined(_ shares: [[Double]], _ window: [Double]) -> [Double] {
      shares.map { zip($0, window).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    return groups.indices.flatMap { index -> [Double] in
      let fromEnd = groups.count - 1 - index
      switch (index, fromEnd) {
      case (0...1, _): return combined(index == 0 ? first : second, Array(groups.prefix(4)))
      case (_, 0...1): return combined(fromEnd == 0 ? first : second, groups.suffix(4).reversed()).reversed()
      default: return combined(middle, Array(groups[(index - 2)...(index + 2)]))
      }
    }
  }
}
