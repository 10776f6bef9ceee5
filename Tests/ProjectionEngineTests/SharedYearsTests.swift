import SchemeModel
import Testing
import _TestSupport

@testable import ProjectionEngine

/// Years a scenario takes from the first one are the years it would have computed.
@Suite struct SharedYearsTests {
  private static let small = SmallScheme(years: 5)

  /// The baseline with one parameter moved in the third year, and in some months of the fourth.
  private static func moved(_ id: ParameterID) -> ParameterSet {
    let baseline = small.made.baseline[0]
    var months = (0..<(small.made.timeline.count * 12)).map { baseline[id].value(year: $0 / 12, month: $0 % 12) }
    let other = { (value: Double) in value == 0 ? 0.01 : value * 0.99 }
    for month in 24..<36 { months[month] = other(months[month]) }
    // People move once a year: the year's mean counts.
    for month in 39..<41 { months[month] = other(months[month]) }
    return baseline.with(id, monthlyPath(months))
  }

  /// A scenario first in the run that agrees with no other in any year: nothing is shared with it.
  private static var stranger: ParameterSet {
    let baseline = small.made.baseline[0]
    return baseline.paths.indices.map(ParameterID.init).reduce(baseline) {
      $0.with($1, $0[$1].annual[0] == 0 ? 1e-3 : $0[$1].annual[0] * 0.9997)
    }
  }

  private static let parameters = small.made.baseline[0].paths.indices.map(ParameterID.init)

  @Test func sameBitsAsComputedAlone() throws {
    let made = Self.small.made, baseline = made.baseline
    let variants = Self.parameters.map { [Self.moved($0)] }
    let sharing = made.input([(baseline, nil)] + variants.map { ($0, 0) })
    let apart = made.input([([Self.stranger], nil), (baseline, nil)] + variants.map { ($0, 1) })
    let results = try Engine.fast.run(sharing), expected = try Engine.fast.run(apart)
    for place in results.indices {
      let name = place == 0 ? "baseline" : "parameter \(place - 1)"
      #expect(results[place][0].hasBits(of: expected[place + 1][0]), "\(name)")
    }
  }

  /// Where a parameter reaches rows at all, years before its change are shared and those of its change are not.
  @Test func sharesWhatAgreesAndNothingElse() throws {
    let made = Self.small.made
    let plan = Plan(
      made.input([(made.baseline, nil)] + Self.parameters.map { ([Self.moved($0)], 0) }))
    let entries = plan.regions[0].weights.map(\.years) + plan.regions[0].membership.map(\.years)
    let moved = entries.filter { $0.contains(0) }
    #expect(moved.count > 40)
    for years in moved {
      #expect((0..<5).map { years.contains($0) } == [true, true, false, false, true])
    }
    // The first of a kind takes nothing from anybody.
    for (place, entry) in plan.regions[0].weights.enumerated() where entry.first == place {
      #expect(!(0..<5).contains { entry.years.contains($0) })
    }
    #expect(!(0..<5).contains { plan.regions[0].membership[0].years.contains($0) })
  }

  /// Months count, not only their mean.
  @Test func monthsOfOneMeanDoNotAgree() {
    func path(_ first: Double, _ second: Double) -> ParameterPath {
      ParameterPath(
        annual: [1, 1], monthly: [first, second] + [Double](repeating: 1, count: 22))
    }
    #expect(!path(0.5, 1.5).agrees(with: path(1.5, 0.5), in: 0))
    #expect(path(0.5, 1.5).agrees(with: path(1.5, 0.5), in: 1))
    #expect(!path(0.5, 1.5).agrees(with: ParameterPath(annual: [1, 1]), in: 0))
    #expect(path(0.5, 1.5).agrees(with: ParameterPath(annual: [1, 2]), in: 0) == false)
    #expect(path(1, 1).agrees(with: ParameterPath(annual: [1, 2]), in: 0))
  }

  /// Scenarios with one number of care have the same people, care and payments; others may not share rows.
  @Test(arguments: 0..<30) func oneNumberOneCare(seed: Int) throws {
    let input = RandomScheme.input(seed: UInt64(seed))
    let result = try Projection.run(input)
    for region in input.regions.indices {
      for (first, second) in input.scenarios.indices.flatMap({ one in input.scenarios.indices.map { (one, $0) } }) {
        guard
          result.careVariant(scenario: first, region: region) == result.careVariant(scenario: second, region: region)
        else { continue }
        let one = plain(result, scenario: first, region: region),
          other = plain(result, scenario: second, region: region)
        for (key, values) in one.quantities where key.isCare {
          #expect(values == other.quantities[key] ?? [], "\(key)")
        }
        for branch in input.scheme.branches {
          for id in branch.parameters {
            #expect(
              input.scenarios[first].parameters[region][id] == input.scenarios[second].parameters[region][id])
          }
        }
      }
    }
  }

  /// A scenario whose values another's may replace shares its care with none.
  @Test func reactionsStandAlone() throws {
    let made = Self.small.made, baseline = made.baseline[0]
    let other = baseline.with(Self.small["inpatient-rate"], 0.9)
    let plain = made.input([([baseline], nil), ([baseline], 0), ([baseline], 0), ([other], 0)])
    var input = plain
    input.scenarios[2] = ScenarioRules(
      id: "reacts", parameters: [baseline], demandReference: [baseline],
      reaction: Reaction(fund: 0, months: 1e6, scenario: 3))
    let result = try Projection.run(input)
    #expect(result.careVariant(scenario: 0, region: 0) == result.careVariant(scenario: 1, region: 0))
    #expect(Set((1..<4).map { result.careVariant(scenario: $0, region: 0) }).count == 3)
    #expect(try Projection.run(plain).careVariant(scenario: 2, region: 0) == 0)
  }
}

extension ReferenceKey {
  fileprivate var isCare: Bool {
    switch quantity {
    case .services, .bill, .eligible, .fundPayment, .layerPayment: true
    default: false
    }
  }
}
