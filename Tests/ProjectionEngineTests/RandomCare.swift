import Quantities
import SchemeModel

/// Branches with their settings, and the layers above them.
extension RandomScheme {
  mutating func branch(_ number: Int) -> Branch {
    let basket = shares(componentCount), settings = settings()
    return Branch(
      name: BranchName(
        id: "branch-\(number)", group: "group", service: "service", title: text("branch"), statuses: statuses()),
      basis: BranchBasis(deductible: chance(0.5) ? .admission : .year, use: chance(0.2) ? .fertility : .table),
      factors: BranchFactors(
        oneOff: drawn(.between(0.8, 1.1, limits: [1])), cost: drawn(.between(0.7, 1.3)),
        basket: basket.map { builder.constant($0) }),
      terms: BranchTerms.levers.map({ term($0, $1, hasSettings: !settings.isEmpty) }, where: { _ in chance(0.3) }),
      settings: settings)
  }

  /// A term by its lever; one that stands here under no name, by its role.
  private mutating func term(_ lever: String, _ role: TermRole, hasSettings: Bool) -> ParameterID {
    let draw: Draw =
      switch lever {
      case "utilisation-rate": .between(0.05, 2, limits: [0, 1e-9, 6])
      case "dispersion": .between(0.15, 2, limits: [0.02, 1e6])
      case "demand-elasticity": .between(-0.5, 0, limits: [0])
      case "unit-cost": .between(100, 2e4)
      case "coefficient-of-variation": .between(0.3, 2, limits: [0, 3])
      case "eligible-share": .between(0.5, 0.95, limits: [0])
      case "deductible": .between(100, 5000, limits: [0, 3e5, 1e15])
      // Care is never quite free here: at an own share of nothing before and after, the response to it hangs on rounding.
      case "reimbursement-rate": hasSettings ? .between(0.3, 0.9) : .between(0.3, 0.95, limits: [0, 1])
      case "ceiling": .between(1000, 2e5, limits: [0, 1e15, .greatestFiniteMagnitude])
      default: role.isAmount ? .between(5, 500, limits: [0, 1e15]) : .between(0, 1, limits: [0, 1])
      }
    return drawn(draw, isMoney: role.isAmount)
  }

  /// None, or two or three tiers and places of care.
  private mutating func settings() -> [Setting] {
    guard chance(0.3) else { return [] }
    return shares(int(2...3)).enumerated().map { number, share in
      Setting(
        id: "setting-\(number)", title: text("setting"),
        terms: SettingTerms(
          share: builder.constant(share), costRatio: drawn(.between(0.3, 2)),
          deductibleRatio: drawn(.between(0.2, 3, limits: [0, 1])),
          rateAddition: drawn(.between(-0.3, 0.1, limits: [0]))))
    }
  }

  /// Layers on single branches, and in some schemes on two together.
  mutating func bundles(_ branches: [Branch]) -> [Bundle] {
    var bundles: [Bundle] = []
    for first in branches.indices where chance(0.4) {
      bundles.append(bundle(bundles.count, [first], statuses: branches[first].statuses))
    }
    for first in branches.indices.dropLast() where banded.isEmpty && chance(0.16) {
      let common = branches[first].statuses.filter(branches[first + 1].statuses.contains)
      guard !common.isEmpty else { continue }
      banded = [first, first + 1]
      bundles.append(bundle(bundles.count, [first, first + 1], statuses: common))
    }
    return bundles
  }

  private mutating func bundle(_ number: Int, _ branches: [Int], statuses: [Int]) -> Bundle {
    let start = layers.count
    for _ in 0..<int(1...2) { layers.append(layer(chance(0.3) ? .uncovered : .eligibleLeft, cover: nil)) }
    if chance(0.4) {
      layers.append(
        Layer(
          id: "layer-\(layers.count)", title: text("layer"), base: .closing, terms: nil,
          target: drawn(.between(0, 0.3, limits: [0, 1])), cover: nil))
    }
    if chance(0.5) {
      if covers.isEmpty || chance(0.3) {
        let ages = [0] + (chance(0.7) ? [int(1...60), int(61...99)] : [])
        covers.append(
          Cover(
            id: "cover-\(covers.count)", title: text("cover"),
            takeUp: ages.map { (fromAge: $0, share: drawn(.between(0, 0.6, limits: [0, 1]))) },
            relativeRisk: drawn(.between(0.8, 1.6, limits: [1]))))
      }
      layers.append(layer(chance(0.5) ? .uncovered : .eligibleLeft, cover: int(0...covers.count - 1)))
      // Everybody again, behind those who joined and those who did not.
      if chance(0.5) { layers.append(layer(chance(0.5) ? .uncovered : .eligibleLeft, cover: nil)) }
    }
    return Bundle(
      id: "bundle-\(number)", title: text("bundle"), branches: branches,
      counted: branches.indices.map { $0 > 0 && chance(0.5) ? drawn(.between(0, 1, limits: [0, 1])) : nil },
      statuses: statuses, layers: Array(start..<layers.count))
  }

  private mutating func layer(_ base: LayerBase, cover: Int?) -> Layer {
    var starts = [drawn(.between(500, 8000, limits: [0]), isMoney: true)]
    // A tier begins above the one before, or never.
    if chance(0.5) {
      starts.append(drawn(.between(1e4, 4e4, limits: [SchemeForm.yuan.currency.noLimit]), isMoney: true))
    }
    let rates = starts.map { _ in drawn(.between(0.3, 0.9, limits: [0, 1])) }
    return Layer(
      id: "layer-\(layers.count)", title: text("layer"), base: base,
      terms: LayerTerms(
        starts: starts, rates: rates,
        ceiling: drawn(.between(5000, 1e5, limits: [0, SchemeForm.yuan.currency.noLimit]), isMoney: true)), target: nil,
      cover: cover)
  }
}
