import Arrays
import Glibc
import SchemeModel

/// A moment of the rules of a set of weights: a year and a group of its months.
struct WeightMoment: Sendable {
  let year: Int
  let group: Int
  /// The first month of the group, 0…11.
  let month: Int
  /// Central values of the multipliers; nil for nothing, which nothing multiplies.
  let central: [Double?]
}

/// Few coordinates for all that columns multiply in a set of weights at some moments (<doc:Uncertainty>).
///
/// Multipliers that move alike are one group. Payments are homogeneous in money, pay(Y·eᶻ, D·eᵛ) = eᵛ·pay(Y·eᶻ⁻ᵛ, D), so that
/// one group of thresholds is divided out of all amounts. What remains is turned to its principal axes over the probe paths
/// of all moments, each within the box that they reach.
struct SurfaceSpace: Sendable {
  /// Multipliers that move alike, by place; the first stands for all.
  let groups: [[Int]]
  /// The multipliers of no group.
  let apart: [Int]
  /// Whether a group counts money.
  private let isMoney: [Bool]
  /// The group that is divided out.
  let divisor: Int?
  /// Means of the logarithms of groups, the divisor's taken off amounts.
  private let mean: [Double]
  /// Principal directions, `[axis][group]`, the middle of each and half its width.
  private let directions: [[Double]]
  private let middles: [Double]
  private let halfWidths: [Double]

  /// The number of axes.
  var dimensions: Int { directions.count }

  /// A box reaches so much further than the probe paths.
  private static let margin = 1.25
  /// Logarithms that differ by less are alike.
  private static let alike = 1e-10
  /// The farthest from the central path that a box reaches for, in logarithms.
  private static let farthest = 3.0
  /// What lies within this of a point without width is at it.
  private static let flat = 1e-9

  /// - Parameters:
  ///   - logRatios: of every multiplier on the probe paths, as ``ProbePaths/logRatios``.
  ///   - reach: the part of the box that is kept; 1 but for tests.
  init(
    _ multipliers: [ColumnMultiplier], _ moments: [WeightMoment], _ logRatios: [[Double]], reach: Double
  ) throws(LinearAlgebraError) {
    let first = moments[0], probes = ProbePaths.count
    // Logarithms against the first moment's central value, `[moment][path]`.
    func logs(_ place: Int) -> [Double] {
      moments.flatMap { moment -> [Double] in
        let shift = Self.shift(place, moment, first), start = moment.year * probes
        return (0..<probes).map { shift + logRatios[place][start + $0] }
      }
    }
    var groups: [[Int]] = [], isMoney: [Bool] = [], values: [[Double]] = []
    for place in multipliers.indices where first.central[place] != nil {
      let own = logs(place), counts = multipliers[place].kind != .use
      let known = groups.indices.first { group in
        isMoney[group] == counts
          && zip(values[group], own).allSatisfy { !$0.isFinite || !$1.isFinite || abs($0 - $1) <= Self.alike }
      }
      if let known {
        groups[known].append(place)
      } else {
        groups.append([place])
        isMoney.append(counts)
        values.append(own)
      }
    }
    // The largest group of thresholds is divided out; where there is none, bills.
    func members(_ group: Int) -> Int { groups[group].count { multipliers[$0].kind == .threshold } }
    let divisor = groups.indices.filter { isMoney[$0] }.max { members($0) < members($1) }
    if let divisor {
      let own = values[divisor]
      for group in groups.indices where isMoney[group] {
        for place in own.indices { values[group][place] -= own[place] }
      }
    }
    self.groups = groups
    self.isMoney = isMoney
    self.divisor = divisor
    // A driver that adds may take a probe close to nothing, or past it: columns as far out are computed by themselves.
    let held = Set(groups.joined())
    apart = multipliers.indices.filter { !held.contains($0) }
    let samples = (0..<(moments.count * probes)).filter { place in
      let probe = moments[place / probes].year * probes + place % probes
      return held.allSatisfy { abs(logRatios[$0][probe]) < Self.farthest }
    }
    let count = Double(max(samples.count, 1))
    let mean = values.map { own in samples.reduce(0) { $0 + own[$1] } / count }
    self.mean = mean
    let dimensions = groups.count
    var covariance = [Double](repeating: 0, count: dimensions * dimensions)
    for row in 0..<dimensions {
      for column in 0...row {
        let sum = samples.reduce(0) { $0 + (values[row][$1] - mean[row]) * (values[column][$1] - mean[column]) }
        covariance[row * dimensions + column] = sum / count
        covariance[column * dimensions + row] = sum / count
      }
    }
    var directions: [[Double]] = [], middles: [Double] = [], halfWidths: [Double] = []
    let axes =
      dimensions > 0
      ? try LinearAlgebra.svd(covariance, rows: dimensions, columns: dimensions).rightTransposed : []
    for axis in 0..<dimensions {
      let direction = Array(axes[(axis * dimensions)..<((axis + 1) * dimensions)])
      var least = Double.infinity, most = -Double.infinity
      for sample in samples {
        let y = (0..<dimensions).reduce(0) { $0 + direction[$1] * (values[$1][sample] - mean[$1]) }
        (least, most) = (min(least, y), max(most, y))
      }
      let half = most > least ? (most - least) / 2 * Self.margin * reach : 0
      directions.append(direction)
      middles.append(most >= least ? (least + most) / 2 : 0)
      halfWidths.append(half > Self.flat ? half : 0)
    }
    self.directions = directions
    self.middles = middles
    self.halfWidths = halfWidths
  }

  /// Logarithm of a multiplier's central value at a moment ÷ that at another.
  static func shift(_ place: Int, _ moment: WeightMoment, _ first: WeightMoment) -> Double {
    guard let own = moment.central[place], let other = first.central[place], own != other else { return 0 }
    return log(own / other)
  }

  /// Whether an axis has any width.
  func isFlat(_ axis: Int) -> Bool { halfWidths[axis] == 0 }

  /// The logarithms of groups at a place of the box, −1…1 along each axis, with the divisor as it was.
  func logs(at place: [Double]) -> [Double] {
    var logs = mean
    for axis in directions.indices {
      let y = middles[axis] + halfWidths[axis] * place[axis]
      for group in logs.indices { logs[group] += y * directions[axis][group] }
    }
    if let divisor { logs[divisor] = 0 }
    return logs
  }

  /// Places of columns in the box, `[axis][column]`, from logarithms of groups, `[group][column]`, and whether they lie inside.
  func places(_ logs: [[Double]]) -> (places: [[Double]], isInside: [Bool]) {
    let width = ColumnSlab.width
    var relative = logs
    if let divisor {
      for group in logs.indices where isMoney[group] { RowMath.add(-1, logs[divisor], to: &relative[group]) }
    }
    for group in relative.indices { RowMath.add(-mean[group], to: &relative[group]) }
    var isInside = [Bool](repeating: true, count: width)
    let places = directions.indices.map { axis -> [Double] in
      var y = [Double](repeating: -middles[axis], count: width)
      for group in relative.indices { RowMath.add(directions[axis][group], relative[group], to: &y) }
      let half = halfWidths[axis]
      for column in y.indices {
        // A place that is no number lies outside.
        if !(abs(y[column]) <= half + Self.flat) { isInside[column] = false }
        y[column] = half > 0 ? y[column] / half : 0
      }
      return y
    }
    return (places, isInside)
  }
}
