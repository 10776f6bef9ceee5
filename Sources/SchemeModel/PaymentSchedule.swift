/// What a layer pays of an amount left to it: continuous, piecewise linear, nothing of nothing (<doc:Layers>).
///
/// Compositions of such functions are such functions, so that the expected payment of every layer of a stack is a finite sum
/// of expected excesses of one amount: E[f(X)] = Σₖ (sₖ − sₖ₋₁)·E[(X − bₖ)⁺].
public struct PaymentSchedule: Sendable, Hashable {
  /// Where the slope changes, rising from 0.
  public let breaks: [Double]
  /// The slope from each break on.
  public let slopes: [Double]

  /// Everything that is left.
  public static let identity = PaymentSchedule(breaks: [0], slopes: [1])

  private init(breaks: [Double], slopes: [Double]) {
    self.breaks = breaks
    self.slopes = slopes
  }

  /// `rates[k]` of what lies above `starts[k]`, up to the next start, and at most `ceiling` in all.
  ///
  /// - Parameters:
  ///   - starts: money, ≥ 0, not falling; the first is the deductible.
  ///   - rates: shares, as many.
  ///   - ceiling: money, ≥ 0; may be infinite.
  public init(starts: [Double], rates: [Double], ceiling: Double) {
    precondition(starts.count == rates.count)
    var breaks = [0.0], slopes = [0.0]
    func add(_ at: Double, _ slope: Double) {
      if at <= breaks[breaks.count - 1] {
        slopes[slopes.count - 1] = slope
      } else if slope != slopes[slopes.count - 1] {
        breaks.append(at)
        slopes.append(slope)
      }
    }
    var paid = 0.0
    for (index, start) in starts.enumerated() {
      if index > 0 { paid += rates[index - 1] * (start - starts[index - 1]) }
      guard paid < ceiling, start < .infinity else { break }
      add(start, rates[index])
      let next = index + 1 < starts.count ? starts[index + 1] : .infinity
      guard rates[index] > 0, paid + rates[index] * (next - start) > ceiling else { continue }
      add(start + (ceiling - paid) / rates[index], 0)
      break
    }
    if ceiling <= 0 { (breaks, slopes) = ([0], [0]) }
    self.init(breaks: breaks, slopes: slopes)
  }

  /// What is left after the payment.
  public var left: PaymentSchedule { PaymentSchedule(breaks: breaks, slopes: slopes.map { 1 - $0 }) }

  /// The payment on `amount`.
  public func callAsFunction(_ amount: Double) -> Double {
    var sum = 0.0
    for (index, start) in breaks.enumerated() where amount > start {
      let next = index + 1 < breaks.count ? breaks[index + 1] : .infinity
      sum += slopes[index] * (min(amount, next) - start)
    }
    return sum
  }

  /// The same of what `before`, which must not fall, leaves: x ↦ self(before(x)).
  public func of(_ before: PaymentSchedule) -> PaymentSchedule {
    var ends: [Double] = []
    for (index, start) in before.breaks.enumerated() {
      ends.append(start)
      let slope = before.slopes[index]
      guard slope > 0 else { continue }
      let value = before(start)
      let next = index + 1 < before.breaks.count ? before.breaks[index + 1] : .infinity
      for level in breaks where level > value {
        let at = start + (level - value) / slope
        if at < next { ends.append(at) }
      }
    }
    ends.sort()
    var breaks: [Double] = [], slopes: [Double] = []
    for (index, start) in ends.enumerated() {
      let next = index + 1 < ends.count ? ends[index + 1] : start * 2 + 1
      guard next > start else { continue }
      let inside = start + (next - start) / 2
      let outer = self.slope(at: before(inside)), slope = outer == 0 ? 0 : outer * before.slope(at: inside)
      if slopes.last != slope {
        breaks.append(start)
        slopes.append(slope)
      }
    }
    return PaymentSchedule(breaks: breaks, slopes: slopes)
  }

  private func slope(at amount: Double) -> Double { slopes[(breaks.firstIndex { $0 > amount } ?? breaks.count) - 1] }

  /// The changes of slope, by break.
  var steps: [(at: Double, change: Double)] {
    breaks.indices.compactMap { index in
      let change = slopes[index] - (index > 0 ? slopes[index - 1] : 0)
      return change == 0 ? nil : (breaks[index], change)
    }
  }
}
