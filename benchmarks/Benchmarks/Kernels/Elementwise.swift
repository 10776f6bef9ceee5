import Arrays
import Benchmark
import Stochastics
import Glibc
import SchemeModel

/// Elementary functions over a thousand doubles, against libm element by element.
func vectorFunctions() {
  let x = AlignedDoubles((0..<1000).map { 0.01 + 0.003 * Double($0) }), y = AlignedDoubles(count: x.count)
  let all = UnsafeMutableBufferPointer(start: y.base, count: y.count)
  func pair(
    _ name: String, _ vector: @escaping (UnsafeMutableBufferPointer<Double>) -> Void, _ each: @escaping () -> Void
  ) {
    million("\(name), vector", of: "double", calls: 1000) {
      y.base.update(from: x.base, count: x.count)
      vector(all)
      blackHole(y.base)
    }
    million("\(name), one by one", of: "double", calls: 1000) {
      each()
      blackHole(y.base)
    }
  }
  // Each loop is written out: a function passed in would be called through a pointer.
  pair("exp", { VectorMath.exp($0) }, { for i in 0..<x.count { y.base[i] = exp(x.base[i]) } })
  pair("log", { VectorMath.log($0) }, { for i in 0..<x.count { y.base[i] = log(x.base[i]) } })
  pair("erfc", { VectorMath.erfc($0) }, { for i in 0..<x.count { y.base[i] = erfc(x.base[i]) } })
}

/// Random numbers and the statistics over paths.
func draws() {
  let path = AlignedDoubles(count: 8000), all = UnsafeMutableBufferPointer(start: path.base, count: path.count)
  for antithetic in [false, true] {
    let draws = NormalDraws(seed: 2026, antithetic: antithetic)
    million("normal draws\(antithetic ? ", antithetic" : "")", of: "draw", calls: 1_000_000 / path.count) {
      draws.fill(all, firstPath: 0, year: 7, driver: 3)
      blackHole(path.base)
    }
  }
  million("normal quantile, one by one", of: "value", calls: 1_000_000 / path.count) {
    for i in 0..<path.count { path.base[i] = NormalQuantile.value((Double(i) + 0.5) / Double(path.count)) }
    blackHole(path.base)
  }
  let values = AlignedDoubles(count: path.count)
  NormalDraws(seed: 2026).fill(
    UnsafeMutableBufferPointer(start: values.base, count: values.count), firstPath: 0, year: 7, driver: 3)
  for i in 0..<values.count { values.base[i] = 1e9 * exp(0.2 * values.base[i]) }
  var distribution = StreamedDistribution()
  million("streamed distribution, adding", of: "value", calls: 1_000_000 / values.count) {
    distribution.add(UnsafeBufferPointer(start: values.base, count: values.count))
  }
}

/// Limited expected values of lognormal bills.
func layers() {
  let count = 1000
  let mean = (0..<count).map { 6000 + 20 * Double($0) }
  let variance = [Double](repeating: LognormalLayer.logVariance(variation: 1.1), count: count)
  let lower = [Double](repeating: 800, count: count), upper = [Double](repeating: 150_000, count: count)
  million("expected part of a lognormal bill between two limits", of: "bill", calls: 1_000_000 / count) {
    blackHole(LognormalLayer.expected(mean: mean, logVariance: variance, lower: lower, upper: upper))
  }
}

/// Layers above the basic scheme in a year of a province: five breaks in each of 101 ages.
func waterfalls() {
  let ages = 101, use = (0..<ages).map { 0.3 + Double($0) / 50 }, flat = [Double](repeating: 1, count: ages)
  let inpatient = BranchKernel(deductibleBasis: .admission, relativeUse: use, relativeCost: flat)
  let chronic = BranchKernel(deductibleBasis: .year, relativeUse: use, relativeCost: flat)
  let stays = BranchValues(
    use: UseTerms(rate: 0.16, dispersion: 0.2, elasticity: 0),
    money: MoneyTerms(unitCost: 12_000, variation: 1.3),
    benefits: BenefitTerms(
      eligibleShare: 0.85, deductible: 700, laterDeductibleShare: 0.5, reimbursementRate: 0.75, ceiling: 150_000))
  let drugs = BranchValues(
    use: UseTerms(rate: 0.25, dispersion: 0.03, elasticity: 0),
    money: MoneyTerms(unitCost: 500, variation: 1.5),
    benefits: BenefitTerms(eligibleShare: 0.85, deductible: 300, reimbursementRate: 0.6, ceiling: 20_000))
  let layer = LayerValues(
    base: .eligibleLeft, starts: [14_000, 100_000, 200_000, 300_000], rates: [0.6, 0.65, 0.7, 0.75], ceiling: 400_000)
  let rescues = BranchValues(
    use: UseTerms(rate: 0.03, dispersion: 0.3, elasticity: 0),
    money: MoneyTerms(unitCost: 2000, variation: 1.5),
    benefits: BenefitTerms(eligibleShare: 0.9, deductible: 500, reimbursementRate: 0.6, ceiling: 50_000))
  // Three numbers of admissions, alone and each with a user of chronic care.
  let lone = ages * 3 * 5, joint = ages * 3 * 5
  million("layers on one branch", of: "part and break", calls: 1_000_000 / lone) {
    blackHole(BundleKernel([inpatient]).payments([stays], references: [nil], layers: [layer]))
  }
  million("layers on three branches", of: "part and break", calls: 1_000_000 / joint) {
    blackHole(
      BundleKernel([inpatient, chronic, chronic]).payments(
        [stays, drugs, rescues], references: [nil, nil, nil], layers: [layer]))
  }
  million("layers on two branches", of: "pair of parts and break", calls: 1_000_000 / joint) {
    blackHole(BundleKernel([inpatient, chronic]).payments([stays, drugs], references: [nil, nil], layers: [layer]))
  }
}
