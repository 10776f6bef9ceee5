import Quantities
import SchemeModel
import _TestSupport

/// Lines of accounts and the mechanisms between them.
extension RandomScheme {
  /// What a line multiplies, and whether it counts people or services rather than yuan.
  private mutating func source(
    _ number: Int, earnings: Int, branches: [Branch], bundles: [Bundle], funds: Int
  ) -> (source: LineSource, isCount: Bool) {
    switch int(0...15) {
    case 0...2: return (.amount, true)
    case 3...5:
      if number == 0 { break }
      let earlier = Array(0..<number).shuffled(using: &generator)
      return (.lines(Array(earlier.prefix(int(1...3)))), false)
    case 6, 7:
      if earnings == 0 { break }
      return (.people(.contributionBase(int(0...earnings - 1)), statuses: statuses()), false)
    case 8, 9, 10:
      if branches.isEmpty { break }
      let branch = int(0...branches.count - 1)
      let used = branches[branch].statuses.shuffled(using: &generator)
      let quantities: [Quantity] = [.services(branch), .bill(branch), .eligible(branch), .fundPayment(branch)]
      let kind = int(0...3)
      return (.people(quantities[kind], statuses: Array(used.prefix(int(1...used.count)))), kind == 0)
    case 12, 13:
      guard let bundle = bundles.randomElement(using: &generator),
        let layer = bundle.layers.randomElement(using: &generator)
      else { break }
      let used = bundle.statuses.shuffled(using: &generator)
      return (.people(.layerPayment(layer), statuses: Array(used.prefix(int(1...used.count)))), false)
    case 14:
      if covers.isEmpty { break }
      return (.people(.covered(int(0...covers.count - 1), basis()), statuses: statuses()), true)
    default: break
    }
    return (.people(chance(0.7) ? .persons(basis()) : .dependents(basis()), statuses: statuses()), true)
  }

  /// A mechanism of any kind, which reads any lines so far: of its fund most of the time.
  mutating func addMechanism(_ accounts: inout MadeAccounts, _ number: Int, funds: Int) {
    let shape = MadeAccounts.Shape.all[int(0...MadeAccounts.Shape.all.count - 1)], fund = int(0...funds - 1)
    // What leaves a fund must arrive in another.
    guard funds > 1 || !shape.outputs.contains(where: { shape.shape(of: $0).hasCounterpart }) else { return }
    var reads: [String: [Int]] = [:]
    for input in shape.inputs {
      let seen = chance(0.8) ? accounts.entries(of: fund) : Array(accounts.lines.indices)
      reads[input] = seen.filter { _ in chance(0.9) }
    }
    let openings = (0..<shape.openings).map { _ in
      drawn(.between(-1e9, 1e9, limits: [0]), isMoney: true, movesWithinYear: false)
    }
    var posts: [(output: String, line: FlowLine)] = []
    for (place, output) in shape.outputs.enumerated() {
      let kinds = shape.shape(of: output).kinds
      var factors: [ScalarFactor] = [.parameter(drawn(.between(0, 1, limits: [0, 1])))]
      if ["granted", "deferred"].contains(output) { factors.append(.constant(-0.3)) }
      if output == "granted" { factors.append(.parameter(drawn(.between(0, 1e9), isMoney: true))) }
      let weights = (0..<12).map { _ in Double.random(in: 0.1...1, using: &generator) }
      posts.append(
        (
          output,
          shape.line(
            "\(shape.kind)-\(number)-\(place)", output, fund: fund,
            other: funds > 1 ? (fund + int(1...funds - 1)) % funds : 0, factors: factors,
            kind: kinds[int(0...kinds.count - 1)],
            months: chance(0.4) ? weights.map { $0 / weights.reduce(0, +) } : nil, isDated: chance(0.3))
        ))
    }
    accounts.add(shape.kind, fund: fund, reads: reads, openings: openings, posts: posts)
  }

  private mutating func basis() -> CountBasis { CountBasis.allCases[int(0...CountBasis.allCases.count - 1)] }

  /// A line whose amount is money: counts are multiplied by yuan, and nothing else is.
  mutating func line(
    _ number: Int, earnings: Int, branches: [Branch], bundles: [Bundle], funds: Int
  ) -> FlowLine {
    let fund = int(0...funds - 1)
    let (source, isCount) = source(number, earnings: earnings, branches: branches, bundles: bundles, funds: funds)
    var factors: [ScalarFactor] = []
    for _ in 0..<int(0...3) {
      switch int(0...3) {
      case 0: factors.append(.complement([drawn(.between(0, 1, limits: [0, 1]))]))
      case 1: factors.append(.complement([drawn(.between(0, 1)), drawn(.between(0, 1))]))
      case 2: factors.append(.constant(Double.random(in: 0...1.2, using: &generator)))
      default: factors.append(.parameter(drawn(.between(0, 1.2, limits: [0, 1]))))
      }
    }
    let cut = int(0...factors.count)
    let yuan: [ScalarFactor] =
      isCount ? [.parameter(drawn(source == .amount ? .between(0, 1e9) : .between(0, 5000), isMoney: true))] : []
    let kinds = LineKind.allCases
    let kind = kinds[int(0...kinds.count - 1)]
    let moves = kind == .transferOut || kind == .stockOut
    let other = moves && funds > 1 && chance(0.8) ? (fund + int(1...funds - 1)) % funds : nil
    let weights = (0..<12).map { _ in chance(0.2) ? 0 : Double.random(in: 0.1...1, using: &generator) }
    let isPeople = if case .people = source { true } else { false }
    return .made(
      "line-\(number)", fund: fund, counterpart: other, kind, source, base: yuan, rate: Array(factors[..<cut]),
      collection: Array(factors[cut...]), isContribution: isPeople && chance(0.5),
      monthlyProfile: chance(0.4) ? weights.map { $0 / max(weights.reduce(0, +), 0.1) } : nil, isDated: chance(0.3))
  }
}
