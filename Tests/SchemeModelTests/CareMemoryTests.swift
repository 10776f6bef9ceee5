import Quantities
@testable import SchemeModel
import Testing

/// What kernels remember moves no bit, whatever was asked before.
@Suite struct CareMemoryTests {
  /// Use rises with age in steps of five years, boys and girls apart only where asked.
  static func kernel(_ basis: DeductibleBasis, bothSexes: Bool) -> BranchKernel {
    let profile = (0..<Age.panelCount).map { cell -> Double in
      let age = cell % Age.count, isFemale = cell >= Age.count
      return 0.4 + 0.02 * Double(age / 5) + (isFemale && !bothSexes ? 0.1 : 0)
    }
    return BranchKernel(deductibleBasis: basis, relativeUse: profile, relativeCost: profile.map { 1.2 - $0 / 4 })
  }

  static func values(rate: Double, elasticity: Double) -> BranchValues {
    BranchValues(
      use: UseTerms(rate: 0.2, dispersion: 0.4, elasticity: elasticity),
      money: MoneyTerms(unitCost: 9000, variation: 1.3),
      benefits: BenefitTerms(
        eligibleShare: 0.9, deductible: 700, laterDeductibleShare: 0.5, reimbursementRate: rate, ceiling: 90_000),
      settings: [
        SettingTerms(share: 0.3, costRatio: 0.5, deductibleRatio: 0.3, rateAddition: 0.1),
        SettingTerms(share: 0.7, costRatio: 1.2, deductibleRatio: 1.5, rateAddition: -0.6),
      ])
  }

  static let layers = [
    LayerValues(base: .eligibleLeft, starts: [14_000, 100_000], rates: [0.6, 0.7], ceiling: 400_000),
    LayerValues(base: .uncovered, starts: [20_000], rates: [0.8], ceiling: .infinity),
    LayerValues(base: .closing, target: 0.2),
  ]

  /// −0 and 0 are told apart, NaN is itself.
  static func bits(_ values: [[Double]]) -> [[UInt64]] { values.map { $0.map(\.bitPattern) } }

  static func bits(_ care: BranchQuantities) -> [[UInt64]] {
    bits([care.services, care.bill, care.eligible, care.fundPayment])
  }

  @Test(arguments: [DeductibleBasis.year, .admission], [0, 0.4])
  func aMemoryMovesNoBit(basis: DeductibleBasis, elasticity: Double) {
    let branch = Self.kernel(basis, bothSexes: true), other = Self.kernel(.year, bothSexes: false)
    let reference = Self.values(rate: 0.7, elasticity: elasticity)
    // A rate of 0.6 pays nothing in the second setting, one of 0.9 all in the first.
    let rates = [0.5, 0.6, 0.7, 0.75, 0.9, 0.5]
    func care(_ rate: Double, _ memory: () -> CareMemory) -> [[UInt64]] {
      let own = Self.values(rate: rate, elasticity: elasticity)
      let alone = branch.quantities(own, reference: reference, memory: memory())
      let bundle = BundleKernel([branch]).payments(
        [own], references: [reference], layers: Self.layers, memory: memory())
      let two = BundleKernel([branch, other]).payments(
        [own, reference], references: [reference, nil], counted: [1, 0.5], layers: Self.layers, memory: memory())
      return Self.bits(alone) + Self.bits(bundle) + Self.bits(two)
    }
    let fresh = rates.map { care($0) { CareMemory() } }
    #expect(fresh[0] != fresh[1] && fresh[0] == fresh[5])
    let shared = CareMemory()
    #expect(rates.map { care($0) { shared } } == fresh)
    #expect(rates.reversed().map { care($0) { shared } } == fresh.reversed())
  }

  /// Branches that differ in nothing but whether a deductible is one of the year or of each admission answer in their own ways.
  @Test func twoBranchesOfOneProfile() {
    let own = Self.values(rate: 0.9, elasticity: 0.4), reference = Self.values(rate: 0.7, elasticity: 0.4)
    let branches = [DeductibleBasis.year, .admission].map { Self.kernel($0, bothSexes: true) }
    let apart = branches.map { Self.bits($0.quantities(own, reference: reference, memory: CareMemory())) }
    #expect(apart[0] != apart[1])
    let shared = CareMemory()
    #expect(branches.map { Self.bits($0.quantities(own, reference: reference, memory: shared)) } == apart)
    #expect(
      branches.reversed().map { Self.bits($0.quantities(own, reference: reference, memory: shared)) }
        == apart.reversed())
  }

  /// Cells computed by themselves are those of the whole.
  @Test func cellsThatAreAlikeAreComputedOnce() {
    for bothSexes in [true, false] {
      let kernel = Self.kernel(.admission, bothSexes: bothSexes), values = Self.values(rate: 0.7, elasticity: 0)
      #expect(kernel.relativeUse.count == (bothSexes ? 21 : 42) && kernel.cellCount == Age.panelCount)
      let whole = kernel.quantities(values, reference: nil)
      for cell in [0, 7, 100, 101, 160, 201] {
        let own = kernel.taking([cell]).quantities(values, reference: nil)
        #expect(own.fundPayment[0].bitPattern == whole.fundPayment[cell].bitPattern)
        #expect(own.services[0] == whole.services[cell] && own.bill[0] == whole.bill[cell])
      }
    }
    let runs = CellRuns([[1, 1, 2, 2, 1], [5, 5, 5, 6, 6]])
    #expect(runs.first == [0, 2, 3, 4] && runs.ofCell == [0, 0, 1, 2, 3])
    #expect(runs.whole(runs.values([1, 1, 2, 2, 1])) == [1, 1, 2, 2, 1])
    #expect(CellRuns([[3, 4, 3, 4]]).ofCell == [0, 1, 0, 1])
  }

  @Test func whatWasAskedLastIsHeld() {
    var recent = Recent<Int, String>(most: 2)
    #expect(recent.find(1) == nil)
    #expect(recent.keep(1, "one") == "one" && recent.keep(2, "two") == "two" && recent.find(1) == "one")
    _ = recent.keep(3, "three")
    #expect(recent.find(2) == nil && recent.find(1) == "one" && recent.find(3) == "three")
  }
}
