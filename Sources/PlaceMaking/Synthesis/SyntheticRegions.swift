import Arrays
import Stochastics
import Glibc
import PolicyModel
import Quantities
import SchemeModel

/// Regions drawn from a seed: sizes, age structures, wages and hazards. Nothing here is data.
///
/// z is standard normal, held within ±2.5, by Philox 4×32 keyed by the seed at counter (region, item):
///
/// | item | region against the place |
/// |---|---|
/// | 0 size | people × exp(0.8 z) |
/// | 1 age structure | people aged a × exp(0.15 z · (a − 45) / 45) |
/// | 2 wages | average wage × exp(0.15 z) |
/// | 3, 4, … hazards, one item each | hazard × exp(0.1 z) |
///
/// People of every sex and age are then scaled so that the regions sum to the place, wages and hazards so that their mean
/// weighted by population is that of the place. One region is therefore the place itself.
struct SyntheticRegions {
  /// Region `[region]` of the place.
  struct Region {
    let id: String
    let title: LocalizedText
    /// Persons by sex and age, whole but for what the place's table has.
    let population: AgePanel
    /// Its part of the place's population.
    let share: Double
    let wage: Double
    let hazards: [Double]
  }

  let regions: [Region]

  static let description =
    "size exp(0.8 z), age structure exp(0.15 z (age - 45) / 45), average wage exp(0.15 z), hazards exp(0.1 z) each,"
    + " z standard normal within 2.5; people scaled to the place's total by sex and age, the others to its mean"

  init(_ population: AgePanel, count: Int, hazards: Int, seed: UInt64) {
    func draw(_ region: Int, _ item: Int) -> Double {
      let words = Philox4x32.block(
        SIMD4(UInt32(region), UInt32(item), 0, 0),
        key: SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
      return max(-2.5, min(2.5, NormalQuantile.value((Double(words.x) + 0.5) * 0x1p-32)))
    }
    // Whole persons in each cell: differences of rounded running sums add up to the place exactly.
    var panels = [AgePanel](repeating: AgePanel(repeating: 0), count: count)
    let sizes = (0..<count).map { exp(0.8 * draw($0, 0)) }, tilts = (0..<count).map { 0.15 * draw($0, 1) }
    for sex in Sex.allCases {
      for age in 0..<Age.count {
        let weights = (0..<count).map { sizes[$0] * exp(tilts[$0] * (Double(age) - 45) / 45) }
        let sum = weights.reduce(0, +), whole = population[sex, age]
        var running = 0.0, given = 0.0
        for region in 0..<count {
          running += weights[region]
          let reached = region == count - 1 ? whole : (whole * (running / sum)).rounded()
          panels[region][sex, age] = reached - given
          given = reached
        }
      }
    }
    let total = population.sum
    let shares = panels.map { $0.sum / total }
    /// Factors whose mean weighted by population is one.
    func factors(_ item: Int, _ deviation: Double) -> [Double] {
      let raw = (0..<count).map { exp(deviation * draw($0, item)) }
      let mean = zip(raw, shares).reduce(0) { $0 + $1.0 * $1.1 }
      return raw.map { ($0 / mean * 1e6).rounded() / 1e6 }
    }
    let wages = factors(2, 0.15)
    let moves = (0..<hazards).map { factors(3 + $0, 0.1) }
    let digits = String(count).count
    regions = (0..<count).map { region in
      let number = String(region + 1)
      let padded = String(repeating: "0", count: max(0, max(3, digits) - number.count)) + number
      return Region(
        id: "r" + padded, title: LocalizedText(en: "Synthetic region \(padded)", zh: "模拟统筹区\(padded)"),
        population: panels[region], share: shares[region], wage: wages[region], hazards: moves.map { $0[region] })
    }
  }

  // MARK: - Figures

  /// Persons of every status with a figure, `[region][figure]`: in proportion to the people of the ages the status has.
  func persons(_ baseline: Baseline, _ tables: PlaceTables) -> [[Double]] {
    let weights = regions.map { region in
      baseline.membershipTargets.map { target in
        target.states.reduce(0) { sum, state in
          sum + zip(region.population.values, tables.membershipShares[state].values).reduce(0) { $0 + $1.0 * $1.1 }
        }
      }
    }
    return weights.map { own in
      baseline.membershipTargets.enumerated().map { index, target in
        target.persons * (own[index] / weights.reduce(0) { $0 + $1[index] })
      }
    }
  }

  /// The amount of every figure, `[region][figure]`; nil for rates. In proportion to the persons its lines count, times
  /// their wage where contributions are on wages, so that every region is as dear as the place.
  func amounts(_ baseline: Baseline, persons: [[Double]]) -> [[Double?]] {
    let weights = regions.indices.map { region in
      baseline.targets.map { weight($0, baseline, region, persons[region]) }
    }
    return weights.map { own in
      baseline.targets.enumerated().map { index, target in
        guard target.isWhole else { return nil }
        return target.value * (own[index] / weights.reduce(0) { $0 + $1[index] })
      }
    }
  }

  private func weight(_ target: BaseYearTarget, _ baseline: Baseline, _ region: Int, _ persons: [Double]) -> Double {
    let lines = baseline.scheme.lines
    func ofFunds(_ funds: [Int], _ isWanted: (FlowLine) -> Bool) -> [FlowLine] {
      lines.filter { funds.contains($0.fund) && isWanted($0) }
    }
    func contributions(_ funds: [Int]) -> [FlowLine] { ofFunds(funds) { $0.isContribution } }
    let counted: [FlowLine]
    switch target.measure {
    case .income(let funds): counted = contributions(funds)
    case .expenditure(let funds):
      let own = ofFunds(funds) { $0.kind == .expenditure && !$0.people.isEmpty }
      counted = own.isEmpty ? contributions(funds) : own
    case .lines(let indices): counted = indices.map { lines[$0] }
    case .effectiveRate, .balance: counted = []
    }
    let statuses = Set(counted.flatMap(\.people))
    let sum = baseline.membershipTargets.enumerated().reduce(0) {
      !statuses.isDisjoint(with: $1.element.states) ? $0 + persons[$1.offset] : $0
    }
    guard sum > 0 else { return regions[region].share }
    return counted.contains(where: \.isOnWages) ? sum * regions[region].wage : sum
  }
}

extension FlowLine {
  /// The statuses it counts.
  fileprivate var people: [Int] { if case .people(_, let statuses) = source { statuses } else { [] } }

  fileprivate var isOnWages: Bool { if case .people(.contributionBase, _) = source { true } else { false } }
}
