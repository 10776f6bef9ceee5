import Quantities
import SchemeModel

/// How the columns of one set of weights differ from the central path (<doc:Uncertainty>): what they multiply, and what they differ in
/// besides.
struct BlockColumns: Sendable {
  /// What columns may multiply, whether or not they do.
  private(set) var multipliers: [ColumnMultiplier] = []
  /// What differs between columns and multiplies nothing: then each column is evaluated by itself.
  private(set) var unsupported: [ParameterID] = []
  /// Parameters of branches that never count: rows do not follow from them, unless from others that read them too.
  private(set) var idle: Set<ParameterID> = []
  /// By branch the part that counts; nil for all of it.
  private var parts: [ColumnMultiplier.Factor?] = []
  /// Rates of a branch and what its settings add, where either differs: their sums must stay shares.
  private var rates: [Rate] = []
  /// Every parameter the rows follow from that differs, with its node; of the reference of demand likewise.
  private let moving: [(id: ParameterID, node: Int)]
  private let movingInReference: [(id: ParameterID, node: Int)]

  private struct Rate {
    let paid: ColumnMultiplier.Factor
    let addition: ColumnMultiplier.Factor
    let share: ColumnMultiplier.Factor
  }

  /// Whether nothing differs.
  var isCentral: Bool { unsupported.isEmpty && !multipliers.contains(where: \.moves) }

  init(
    _ block: WeightBlock, _ scheme: Scheme, _ parameters: ParameterSet, nodes: [ParameterID: Int],
    reference: (parameters: ParameterSet, nodes: [ParameterID: Int])?
  ) {
    func nodesRead(_ nodes: [ParameterID: Int]) -> [(id: ParameterID, node: Int)] {
      block.parameters(scheme).compactMap { id in nodes[id].map { (id, $0) } }
    }
    moving = nodesRead(nodes)
    movingInReference = reference.map { nodesRead($0.nodes) } ?? []
    let own = Values(parameters: parameters, nodes: nodes)
    switch block {
    case .people: break
    case .cover: unsupported = moving.map(\.id)
    case .earnings(let index): take(scheme.earnings[index], own)
    case .branch, .bundle:
      let other = reference.map { Values(parameters: $0.parameters, nodes: $0.nodes) }
      let counted: [ParameterID?] = if case .bundle(let index) = block { scheme.bundles[index].counted } else { [nil] }
      parts = counted.map { $0.map(own.factor) }
      for (index, part) in zip(block.branches(scheme), parts) {
        // A branch that never counts is as if it were not there.
        if let part, part.node == nil, part.path.annual.allSatisfy({ $0 == 0 }) {
          idle.formUnion(scheme.branches[index].parameters + scheme.priceLevels)
          continue
        }
        let first = multipliers.count
        take(scheme.branches[index], scheme, own, other)
        for place in first..<multipliers.count { multipliers[place].counted = part }
      }
      if case .bundle(let index) = block { take(scheme.bundles[index], scheme, own) }
    }
    var seen: Set<ParameterID> = []
    unsupported = unsupported.filter { seen.insert($0).inserted }
  }

  /// Values of a scenario, or of its reference of demand, and where they differ between columns.
  private struct Values {
    let parameters: ParameterSet
    let nodes: [ParameterID: Int]

    func factor(_ id: ParameterID) -> ColumnMultiplier.Factor {
      ColumnMultiplier.Factor(id: id, path: parameters[id], node: nodes[id])
    }

    func differ(_ ids: [ParameterID]) -> [ParameterID] { ids.filter { nodes[$0] != nil } }

    func thresholds(_ ids: [ParameterID], isOfReference: Bool = false) -> [ColumnMultiplier] {
      ids.map { ColumnMultiplier(.threshold, [factor($0)], carrier: $0, isOfReference: isOfReference) }
    }
  }

  private mutating func take(_ rule: EarningsRule, _ own: Values) {
    // The drift of a bounded base is one of earnings, floor and cap alike.
    multipliers = [
      ColumnMultiplier(.money, rule.parameters(.money).map(own.factor), carrier: rule.wage.average),
      ColumnMultiplier(
        .threshold, [rule.wage.averageLastYear, rule.base.drift].map(own.factor), carrier: rule.wage.averageLastYear),
    ]
    unsupported = own.differ(rule.parameters(.share, .spread))
  }

  private mutating func take(_ branch: Branch, _ scheme: Scheme, _ own: Values, _ reference: Values?) {
    var births = branch.basis.use == .fertility ? [own.factor(scheme.common.fertilityFactor)] : []
    for place in births.indices { births[place].isYearly = true }
    let prices = zip(branch.factors.basket, scheme.priceLevels).map {
      ColumnMultiplier.Price(share: own.factor($0), price: own.factor($1))
    }
    multipliers += [
      ColumnMultiplier(.use, branch.parameters(.use).map(own.factor) + births, carrier: branch.use.rate),
      ColumnMultiplier(
        .money, branch.parameters(.money).map(own.factor), prices: prices, carrier: branch.money.unitCost),
    ]
    let thresholds = branch.parameters(.threshold)
    multipliers += own.thresholds(thresholds)
    unsupported += own.differ(branch.parameters(.share, .spread, .response))
    // Demand answers the other plan's thresholds too.
    let elasticity = own.factor(branch.use.elasticity)
    if let reference, elasticity.node != nil || elasticity.path.annual.contains(where: { $0 != 0 }) {
      multipliers += reference.thresholds(thresholds, isOfReference: true)
      unsupported += reference.differ(branch.benefitParameters).filter { !thresholds.contains($0) }
    }
    let paid = branch.benefits.reimbursementRate
    rates += branch.settings.filter { !own.differ([paid, $0.rateAddition]).isEmpty }.map {
      Rate(paid: own.factor(paid), addition: own.factor($0.rateAddition), share: own.factor($0.share))
    }
  }

  private mutating func take(_ bundle: Bundle, _ scheme: Scheme, _ own: Values) {
    let terms = bundle.layers.compactMap { scheme.layers[$0].terms }.flatMap { $0.parameters(.threshold) }
    // Layers may share terms, and a column multiplies a parameter once.
    var seen: Set<ParameterID> = []
    multipliers += own.thresholds(terms.filter { seen.insert($0).inserted })
    unsupported += own.differ(bundle.layerParameters(scheme)).filter { !seen.contains($0) }
  }

  /// Whether at most one branch counts in a year.
  func countsOneBranch(_ year: Int) -> Bool { parts.count { $0.map { $0.central[year] != 0 } ?? true } <= 1 }

  /// The rows of one column in a month, from its own parameters and those of its reference of demand.
  func rows(_ variant: WeightVariant, _ slab: ColumnSlab, _ year: Int, month: Int, _ column: Int) -> [Double] {
    func own(_ parameters: ParameterSet, _ moving: [(id: ParameterID, node: Int)]) -> ParameterSet {
      var parameters = parameters
      for (id, node) in moving {
        parameters.paths[id.index] = parameters[id].moved(
          in: year, by: slab.differences[node * ColumnSlab.width + column])
      }
      return parameters
    }
    return variant.with(
      own(variant.parameters, moving), reference: variant.reference.map { own($0, movingInReference) }
    ).rows(year: year, month: month)
  }

  /// Use, bill and thresholds differ by factors, so that one that is zero on the central path must be zero on every other; the
  /// rate of a setting is a share.
  ///
  /// - Throws: ``FundcastError`` where a driver adds to such a zero, or takes a rate out of 0…1.
  func check(_ slab: ColumnSlab, _ year: Int, baseYear: Int) throws {
    for rate in rates {
      for column in 0..<slab.used where rate.share.value(slab, year, column) > 0 {
        let sum = rate.paid.value(slab, year, column) + rate.addition.value(slab, year, column)
        guard !(-1e-12...1 + 1e-12).contains(sum), let node = rate.paid.node ?? rate.addition.node else { continue }
        throw FundcastError(
          .data,
          Diagnostic(
            "drivers take the rate of a setting, \(slab.nodes[node].name) and what it is added to, out of 0…1 in \(baseYear + year) on path \(slab.firstPath + column)",
            of: .driven(slab.nodes[node].name), in: FaultScope(year: baseYear + year), value: ShortNumber.text(sum),
            remedy: "lower the deviation or the persistence of the driver behind it in `draws:`"))
      }
    }
    // Where each column is evaluated by itself anything may differ.
    guard unsupported.isEmpty, countsOneBranch(year) else { return }
    for factor in multipliers.filter({ $0.counted?.central[year] != 0 }).flatMap(\.factors)
    where factor.central[year] == 0 {
      guard let node = factor.node, slab.difference(node).contains(where: { $0 != 0 }) else { continue }
      throw FundcastError(
        .data,
        Diagnostic(
          "a driver, or a rule that reacts, adds to \(slab.nodes[node].name), which is 0 on the central path in \(baseYear + year): use, bills and thresholds can only be scaled",
          of: .driven(slab.nodes[node].name), in: FaultScope(year: baseYear + year),
          remedy:
            "take it out of the driver's `levers:`, write `effect: scale`, under which 0 stays 0, or give it a value above 0 from then on"
        ))
    }
  }
}
