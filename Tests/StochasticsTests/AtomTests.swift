import Testing
import _TestSupport

@testable import Stochastics

/// Values that several paths share.
@Suite struct AtomTests {
  static let shares = (1...199).map { Double($0) / 200 }

  /// A mixture of atoms of random places, signs and shares, alone or among values spread about them.
  static func mixture(_ seed: Int, _ count: Int) -> (values: [Double], atoms: [Double]) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let scale = [1.0, 1e6, 1e11][seed % 3]
    let atoms = [0.0] + (0..<(seed % 5)).map { _ in scale * Double.random(in: -1...1, using: &generator) }
    let spread = [0.0, 1e-4, 0.05, 1][seed / 3 % 4]
    let shareOfAtoms = [0.1, 0.5, 0.95][seed / 12 % 3]
    let values = (0..<count).map { _ -> Double in
      let atom = atoms.randomElement(using: &generator) ?? 0
      if Double.random(in: 0..<1, using: &generator) < shareOfAtoms { return atom }
      return atom + spread * scale * Double.random(in: -1...1, using: &generator)
    }
    return (values, atoms)
  }

  @Test(arguments: 0..<72, [2, 10, 300, 2000, 5000])
  func againstSortedValues(seed: Int, count: Int) {
    let (values, atoms) = Self.mixture(seed, count)
    let sorted = values.sorted()
    var found = StreamedDistribution(atom: 0)
    found.add(values)
    var before = -Double.infinity
    for p in Self.shares {
      let rank = max(1, (Int((p * 200).rounded()) * count + 199) / 200)
      let wanted = sorted[rank - 1], quantile = found.quantile(p), tail = found.tailMean(below: p)
      #expect(quantile >= before && quantile >= sorted[0] && quantile <= sorted[count - 1], "p \(p)")
      #expect(tail <= quantile + 4 * quantile.ulp && tail >= sorted[0] - 4 * sorted[0].magnitude.ulp, "p \(p)")
      #expect((quantile - wanted).magnitude <= max(wanted.magnitude / 256, 0x1p-10), "p \(p)")
      #expect(quantile.sign == wanted.sign && (quantile == 0) == (wanted == 0), "p \(p): \(quantile) for \(wanted)")
      if count <= StreamedDistribution.exactCount || atoms.contains(wanted) { #expect(quantile == wanted, "p \(p)") }
      let errors = (found.standardErrorOfQuantile(p), found.standardErrorOfTailMean(below: p))
      #expect(errors.0 >= 0 && errors.1 >= 0)
      before = quantile
    }
  }

  /// An atom far from the origin between values that share its bin.
  @Test func sidesOfAnAtomInsideABin() {
    let atom = -1000.0
    let values = (0..<9000).map { k -> Double in
      let distance = Double(k % 1000 + 1) * 1e-3
      return [atom, atom - distance, atom + distance][k % 3]
    }
    let found = Sample.distribution(values)
    #expect(found.quantile(0.3) < atom && found.quantile(0.34) == atom && found.quantile(0.66) == atom)
    #expect(found.quantile(0.67) > atom)
    #expect(found.standardErrorOfQuantile(0.5) == 0)
  }

  @Test func moreAtomsThanCuts() {
    let values = (0..<9000).map { Double($0 % 40) * 1e6 }
    let found = Sample.distribution(values), sorted = values.sorted()
    for p in Self.shares {
      let wanted = sorted[max(1, (Int((p * 200).rounded()) * 9000 + 199) / 200) - 1]
      #expect((found.quantile(p) - wanted).magnitude <= wanted / 256)
    }
  }
}
