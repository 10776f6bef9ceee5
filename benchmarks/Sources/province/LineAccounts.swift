import CohortKernels

/// Lines, ledgers and streamed statistics of a slab of `width` columns, a multiple of 8.
final class LineAccounts {
  typealias Lanes = SIMD8<Double>
  let width: Int
  let lanes: Int
  /// Amounts of the 40 lines, then closing balances of the 4 funds, `[series][column]`.
  let values: AlignedDoubles
  private let current: AlignedDoubles

  init(width: Int) {
    self.width = width
    lanes = width / 8
    values = AlignedDoubles(count: Extents.series * width)
    current = AlignedDoubles(count: Extents.funds * width)
  }

  static func view(_ p: UnsafeMutablePointer<Double>) -> UnsafeMutablePointer<Lanes> {
    UnsafeMutableRawPointer(p).assumingMemoryBound(to: Lanes.self)
  }

  /// target = Σ_n a_n·b_n over `count` rows `stride` doubles apart in b.
  func combine(
    _ a: UnsafeMutablePointer<Double>, _ b: UnsafeMutablePointer<Double>, count: Int,
    into target: UnsafeMutablePointer<Double>
  ) {
    let a = Self.view(a), b = Self.view(b), target = Self.view(target)
    for lane in 0..<lanes {
      var sum = Lanes.zero
      for n in 0..<count { sum += a[n * lanes + lane] * b[n * lanes + lane] }
      target[lane] = sum
    }
  }

  /// Plain lines: rate · what the line follows · flow.
  func plainLines(
    _ flows: UnsafeMutablePointer<Double>, _ drivers: SlabDrivers, _ inputs: Inputs, variant: Int?, year: Int
  ) {
    let flows = Self.view(flows), values = Self.view(self.values.base)
    for line in 0..<Extents.plainLines {
      // Variants that share a state have their rates here, others in their weights.
      let rate = variant.map { inputs.rates[$0 * Extents.plainLines + line] } ?? 1
      let kind = Int(inputs.kinds[line])
      let follows = kind == 0 ? drivers.wage : drivers.carePrice
      let factor = Self.view(follows.base + (kind == 0 ? year * width : 0))
      for lane in 0..<lanes {
        let i = line * lanes + lane
        values[i] = kind == 1 ? flows[i] * rate : flows[i] * factor[lane] * rate
      }
    }
  }

  /// closing = opening + current + i·(opening + ½ current), current = ledger · lines.
  func settle(_ balances: UnsafeMutablePointer<Double>, _ inputs: Inputs, year: Int) {
    inputs.ledger.withUnsafeBufferPointer { ledger in
      guard let base = ledger.baseAddress else { return }
      TileProduct.multiply(
        rows: Extents.funds, inner: Extents.lines, columns: width, a: base, lda: Extents.lines, b: values.base,
        ldb: width, c: current.base, ldc: width)
    }
    let interest = inputs.interest[year]
    let flow = Self.view(current.base), stock = Self.view(balances)
    let closing = Self.view(values.base + Extents.lines * width)
    for i in 0..<(Extents.funds * lanes) {
      stock[i] = stock[i] + flow[i] + interest * (stock[i] + 0.5 * flow[i])
      closing[i] = stock[i]
    }
  }

  /// Σ, Σ of squares and Σ weighted by path of every series, over the columns in use, into `[series][3]`.
  func accumulate(_ drivers: SlabDrivers, into sums: UnsafeMutablePointer<Double>) {
    let values = Self.view(self.values.base)
    let mask = Self.view(drivers.mask.base), weight = Self.view(drivers.checkWeight.base)
    for series in 0..<Extents.series {
      var first = Lanes.zero, second = Lanes.zero, check = Lanes.zero
      for lane in 0..<lanes {
        let x = values[series * lanes + lane]
        let used = x * mask[lane]
        first += used
        second += used * x
        check += x * weight[lane]
      }
      sums[3 * series] = first.sum()
      sums[3 * series + 1] = second.sum()
      sums[3 * series + 2] = check.sum()
    }
  }
}

/// The drivers of a slab's paths for all years, `[year][column]`, and scratch of the year.
final class SlabDrivers: Sendable {
  let width: Int
  /// Columns with a path of their own; those past them repeat the last.
  let used: Int
  let kappa: AlignedDoubles, fertility: AlignedDoubles, wage: AlignedDoubles, use: AlignedDoubles
  /// `[branch][year][column]`.
  let price: AlignedDoubles
  /// use · exp(z) of the first branch in the year, `[column]`.
  let carePrice: AlignedDoubles
  /// Use times φ_n(z) in the year, `[branch][node][column]`.
  let phi: AlignedDoubles
  /// 1 in columns in use, 0 in the padding; the check sum's weight, 0 in the padding.
  let mask: AlignedDoubles, checkWeight: AlignedDoubles

  init(_ e: Extents, seed: UInt64, slab: Int, width: Int) {
    self.width = width
    used = min(width, e.paths - slab * width)
    let shocks = Shocks(e, seed: seed, first: slab * width, width: width)
    kappa = AlignedDoubles(shocks.kappa)
    fertility = AlignedDoubles(shocks.fertility)
    wage = AlignedDoubles(shocks.wage)
    use = AlignedDoubles(shocks.use)
    price = AlignedDoubles(shocks.price)
    carePrice = AlignedDoubles(count: width)
    phi = AlignedDoubles(count: Extents.branches * e.nodes * width)
    mask = AlignedDoubles(count: width)
    checkWeight = AlignedDoubles(count: width)
    for column in 0..<used {
      mask[column] = 1
      checkWeight[column] = pathWeight(slab * width + column)
    }
  }
}
