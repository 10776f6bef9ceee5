import Glibc
import ProjectionEngine
import Quantities
import Results
import SchemeModel
import Testing
import _TestSupport

/// The fast engine equals the plain reference engine, column by column (<doc:Invariants>).
@Suite struct TwinEngineTests {
  /// Schemes drawn from the seeds 0, 1, 2, …: 72 of them, or as many as `FUNDCAST_TWIN_SCHEMES` says.
  static let schemeCount = getenv("FUNDCAST_TWIN_SCHEMES").flatMap { Int(String(cString: $0)) } ?? 72

  @Test(arguments: 0..<24) func randomSchemes(batch: Int) throws {
    for seed in stride(from: batch, to: Self.schemeCount, by: 24) {
      let found = try disagreements(RandomScheme.input(seed: UInt64(seed)))
      #expect(found.isEmpty, "seed \(seed): \(found.count) disagreements, first \(found.first ?? "")")
    }
  }

  /// Use, dispersion, variation, deductible, rate and ceiling at and between their limits, all combinations, every other
  /// one with a response of demand.
  @Test(arguments: [0, 1e-9, 0.3, 8], [0.05, 2, 1e6]) func benefits(use: Double, dispersion: Double) throws {
    let small = SmallScheme(years: 2)
    var variants = [small.baseline([:])]
    for variation in [0, 0.3, 3] {
      for deductible in [0, 500, 1e15] {
        for rate in [0, 0.5, 1] {
          for ceiling in rate == 0 ? [1e4] : [0, 1e4, 1e15, .greatestFiniteMagnitude] {
            // Rates at their limits leave no room for additions to them.
            var changes = ["clinic-rate-addition": 0.0, "hospital-rate-addition": 0]
            for branch in ["inpatient", "outpatient"] {
              for (name, value) in [
                ("use", use), ("dispersion", dispersion), ("variation", variation), ("deductible", deductible),
                ("rate", rate), ("ceiling", ceiling),
              ] { changes["\(branch)-\(name)"] = value }
            }
            variants.append(small.baseline(changes))
          }
        }
      }
    }
    let input = small.made.input(variants.enumerated().map { ([$1], $0 % 2 == 1 ? 0 : nil) })
    let found = try disagreements(input)
    #expect(found.isEmpty, "\(found.count) disagreements, first \(found.first ?? "")")
  }

  /// Every parameter, one at a time, changed for good in February, July and December of the second year.
  @Test(arguments: [1, 6, 11]) func changesInMidYear(month: Int) throws {
    let small = SmallScheme(years: 3)
    let whole = Set(
      ["from-year"] + ["men", "cadres", "workers"].flatMap { ["\($0)-age", "\($0)-latest-age", "\($0)-share"] })
    let baseline = small.baseline([:])
    var variants = [baseline]
    for (name, id) in small.ids.sorted(by: { $0.value.index < $1.value.index }) where !whole.contains(name) {
      variants.append(baseline.with(id, 0.9 * baseline.value(id, 0), fromYear: 1, month: month))
    }
    let found = try disagreements(small.input(variants))
    #expect(found.isEmpty, "\(found.count) disagreements, first \(found.first ?? "")")
  }

  /// Layers on both branches together: everything they follow from, one at a time, from July of the second year on.
  @Test func layersOnTwoBranches() throws {
    let small = SmallScheme(years: 2, isPaired: true)
    let baseline = small.baseline([:])
    let own = Set(small.made.scheme.bundles[0].layerParameters(small.made.scheme))
    let read = own.union(small.made.scheme.branches.flatMap(\.parameters))
    let variants = small.ids.values.filter(read.contains).sorted { $0.index < $1.index }
      .map { baseline.with($0, 0.9 * baseline.value($0, 0), fromYear: 1, month: 6) }
    let input = small.input([baseline] + variants)
    let found = try disagreements(input)
    #expect(found.isEmpty, "\(found.count) disagreements, first \(found.first ?? "")")
    // Every one of them moves some layer.
    let results = try Engine.fast.run(input).map { $0[0] }
    for (place, result) in results.enumerated().dropFirst() {
      let moved = result.quantities.contains { key, years in
        guard case .layerPayment = key.quantity else { return false }
        return years[1] != results[0].quantities[key]?[1]
      }
      let name = small.ids.first { $0.value == variants[place - 1].changedFrom(baseline) }?.key ?? ""
      #expect(moved || name.hasSuffix("elasticity"), "\(name)")
    }
  }

  /// Rules of retirement, one at a time, changed from the second year on: also latest ages that are no whole years.
  @Test func retirementChanges() throws {
    let small = SmallScheme(years: 5)
    let baseline = small.baseline([:])
    var variants = [baseline]
    for (name, value) in [
      ("from-year", 2027.0), ("men-age", 58), ("men-latest-age", 60), ("men-latest-age", 61), ("men-step", 1),
      ("cadres-age", 53), ("cadres-latest-age", 55.25), ("workers-step", 2.5), ("workers-latest-age", 50.5),
    ] { variants.append(baseline.with(small[name], value, fromYear: 1)) }
    let found = try disagreements(small.input(variants))
    #expect(found.isEmpty, "\(found.count) disagreements, first \(found.first ?? "")")
  }

  /// A benefit of the baseline that moves within the year, where the reform has none that does.
  @Test func baselineMovesInMidYear() throws {
    let small = SmallScheme(years: 3)
    let baseline = small.baseline([:]).with(small["inpatient-rate"], 0.7, fromYear: 1, month: 4)
    let found = try disagreements(small.input([baseline, small.baseline(["inpatient-rate": 0.9])]))
    #expect(found.isEmpty, "\(found.count) disagreements, first \(found.first ?? "")")
  }

  /// Care that is free before and after, with ceilings nobody reaches: the own shares are nothing but rounding, and demand
  /// does not answer to that.
  @Test func freeCare() throws {
    let small = SmallScheme(years: 2)
    let free = small.baseline([
      "inpatient-eligible": 1, "inpatient-rate": 1, "inpatient-deductible": 0, "inpatient-ceiling": 1e15,
    ])
    let input = small.input([free, free.with(small["inpatient-ceiling"], 1e14)])
    let results = try Engine.reference.run(input)
    for (key, years) in results[0][0].quantities {
      // What is left of free care is rounding too.
      if case .layerPayment = key.quantity { continue }
      #expect(results[1][0].quantities[key] == years)
    }
    let found = try disagreements(input)
    #expect(found.isEmpty, "\(found.count) disagreements, first \(found.first ?? "")")
  }

  /// Every kind of line with every source and every mechanism, in both funds, with and without a counterpart.
  @Test func everyKindAndSource() throws {
    let small = SmallScheme(years: 4) { small in
      let sources: [(source: LineSource, factors: [ScalarFactor])] = [
        (.people(.contributionBase(0), statuses: [SmallScheme.active, SmallScheme.uninsured]), [.constant(0.01)]),
        (.people(.yearEnd, statuses: [SmallScheme.retired]), [.parameter(small["subsidy"])]),
        (.people(.fundPayment(0), statuses: [SmallScheme.retired]), [.constant(0.1)]),
        (.amount, [.parameter(small["adjustment"])]),
        (.lines([0]), [.complement([small["spending"], small["recovery"]])]),
      ]
      var accounts = MadeAccounts()
      for fund in [0, 1] {
        for kind in LineKind.allCases {
          for counterpart in kind == .transferOut || kind == .stockOut ? [nil, 1 - fund] : [nil] {
            for (number, item) in sources.enumerated() {
              accounts.add(
                .made(
                  "\(kind)-\(number)", fund: fund, counterpart: counterpart, kind, item.source, rate: item.factors,
                  isDated: number.isMultiple(of: 2)))
            }
            for (number, shape) in MadeAccounts.Shape.all.enumerated() {
              let seen = accounts.entries(of: fund)
              accounts.add(
                shape.kind, fund: fund,
                reads: Dictionary(
                  uniqueKeysWithValues: shape.inputs.map { ($0, $0 == "premium" ? Array(seen.prefix(2)) : seen) }),
                openings: [ParameterID](repeating: small["owed-last-year"], count: shape.openings),
                posts: shape.outputs.enumerated().map { place, output in
                  // A hundred mechanisms share the balance of a fund.
                  let factor = ["granted", "deferred"].contains(output) ? -0.1 : 0.002
                  return (
                    output,
                    shape.line(
                      "\(shape.kind)-\(kind)-\(number)-\(place)", output, fund: fund, other: 1 - fund,
                      factors: [.constant(factor), .complement([small["recovery"]])],
                      kind: shape.shape(of: output).kinds.contains(kind) ? kind : nil,
                      isDated: (number + place).isMultiple(of: 2))
                  )
                })
            }
          }
        }
      }
      return accounts
    }
    // The accounts may not go below zero: what is moved out of them would take them there.
    let rich: [String: Double] = ["accounts-opening": 1e13]
    let overdrawn = rich.merging(["pool-opening": -5e9]) { $1 }
    let bearing = overdrawn.merging(["interest-on-negative": 1]) { $1 }
    let found = try disagreements(small.input([rich, overdrawn, bearing].map(small.baseline)))
    #expect(found.isEmpty, "\(found.count) disagreements, first \(found.first ?? "")")
  }

  /// What contributions.csv says of a line adds up to the line.
  @Test(arguments: 0..<16) func contributionsAddUp(seed: Int) throws {
    let input = RandomScheme.input(seed: UInt64(seed))
    let result = try Projection.run(input)
    for (index, line) in input.scheme.lines.enumerated() where line.isContribution {
      for year in 0..<input.timeline.count {
        let parts = result.outcome(scenario: 0, region: 0).contributions(line: index, year: year)
        let amount = result.amount(scenario: 0, region: 0, line: index, year: year)
        let collected = parts.reduce(0) { $0 + $1.collected }
        #expect(Tolerance.roundoff(gross: amount).admits(collected, amount), "\(line.id), year \(year)")
      }
    }
  }
}

extension ParameterSet {
  /// The first parameter with another path than in `other`.
  fileprivate func changedFrom(_ other: ParameterSet) -> ParameterID? {
    paths.indices.first { paths[$0] != other.paths[$0] }.map { ParameterID($0) }
  }
}
