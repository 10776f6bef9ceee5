import Quantities
import SchemeModel
import Testing

/// Roles of parameters: every parameter has one, and what is asked of a role follows from the declaration.
@Suite struct FlowRoleTests {
  private static func id(_ number: Int) -> ParameterID { ParameterID(number) }

  private static let setting = Setting(
    id: "s", title: LocalizedText(en: "s", zh: "s"), share: id(20), costRatio: id(21), deductibleRatio: id(22),
    rateAddition: id(23))

  private static func branch(later: ParameterID?) -> Branch {
    Branch(
      name: BranchName(
        id: "g.s", group: "g", service: "s", title: LocalizedText(en: "b", zh: "b"), statuses: [0]),
      use: BranchUse(rate: id(0), oneOff: id(1), elasticity: id(2), dispersion: id(3), profile: .table),
      money: BranchMoney(unitCost: id(4), costFactor: id(5), basket: [id(6), id(7)], variation: id(8)),
      thresholds: BranchThresholds(basis: .admission, deductible: id(9), laterShare: later, ceiling: id(10)),
      shares: BranchShares(eligible: id(11), paid: id(12)), settings: [setting])
  }

  @Test(arguments: [true, false]) func branches(hasLater: Bool) {
    let branch = Self.branch(later: hasLater ? Self.id(13) : nil)
    let expected = Array(0...12) + (hasLater ? [13] : []) + Array(20...23)
    #expect(branch.parameters.map(\.index).sorted() == expected)
    #expect(branch.parameters(.use).map(\.index) == [0, 1])
    #expect(branch.parameters(.money).map(\.index) == [4, 5])
    #expect(branch.parameters(.threshold).map(\.index) == [9, 10])
    #expect(branch.parameters(.spread, .response).map(\.index).sorted() == [2, 3, 8])
    #expect(branch.benefitParameters.map(\.index).sorted() == [9, 10, 11, 12] + (hasLater ? [13] : []) + [22, 23])
    // Each in one role.
    #expect(FlowRole.allCases.reduce(0) { $0 + branch.parameters($1).count } == expected.count)
    #expect(branch.name.rows == BranchProfile(group: "g", service: "s"))
  }

  @Test func earningsAndLayers() {
    let rule = EarningsRule(
      statuses: [0], wage: WageParameters(average: Self.id(0), averageLastYear: Self.id(1), variation: Self.id(2)),
      base: BaseParameters(ratio: Self.id(3), drift: Self.id(4), floor: Self.id(5), cap: Self.id(6)))
    #expect(rule.parameters.map(\.index) == Array(0...6))
    #expect(rule.parameters(.money).map(\.index) == [0, 3, 4] && rule.parameters(.threshold).map(\.index) == [1])
    let terms = LayerTerms(starts: [Self.id(0), Self.id(1)], rates: [Self.id(2), Self.id(3)], ceiling: Self.id(4))
    #expect(terms.parameters(.threshold).map(\.index) == [0, 1, 4])
    #expect(terms.parameters(.share).map(\.index) == [2, 3])
  }
}
