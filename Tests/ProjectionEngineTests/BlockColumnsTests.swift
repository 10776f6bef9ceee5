import SchemeModel
import Testing

@testable import ProjectionEngine

/// What columns multiply in a branch follows from the roles of its terms.
@Suite struct BlockColumnsTests {
  /// Every threshold is multiplied by itself, use and bill by all their factors; the rest has its columns evaluated one by one.
  @Test(arguments: [0, 1]) func branch(place: Int) {
    let scheme = SmallScheme(years: 2).made.scheme, branch = scheme.branches[place], all = branch.parameters
    let columns = BlockColumns(
      .branch(place), scheme, SmallScheme(years: 2).made.baseline[0],
      nodes: Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1, $0) }), reference: nil)
    let multiplied = columns.multipliers.map { $0.factors.map(\.id) }
    #expect(
      multiplied == [
        [branch.use.rate, branch.factors.oneOff], [branch.money.unitCost, branch.factors.cost],
        [branch.benefits.deductible], [branch.benefits.ceiling],
      ])
    #expect(Set(columns.unsupported) == Set(all).subtracting(multiplied.joined()))
  }
}
