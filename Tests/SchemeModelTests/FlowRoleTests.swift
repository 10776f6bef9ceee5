import Quantities
import SchemeModel
import Testing

/// Roles of parameters: every parameter has one, and what is asked of a role follows from the declaration.
@Suite struct FlowRoleTests {
  private static func id(_ number: Int) -> ParameterID { ParameterID(number) }

  private static let setting = Setting(
    id: "s", title: LocalizedText(en: "s", zh: "s"),
    terms: SettingTerms(share: id(20), costRatio: id(21), deductibleRatio: id(22), rateAddition: id(23)))

  private static func branch(later: ParameterID?) -> Branch {
    Branch(
      name: BranchName(
        id: "g.s", group: "g", service: "s", title: LocalizedText(en: "b", zh: "b"), statuses: [0]),
      basis: BranchBasis(deductible: .admission),
      factors: BranchFactors(oneOff: id(1), cost: id(5), basket: [id(6), id(7)]),
      terms: BranchTerms(
        use: UseTerms(rate: id(0), dispersion: id(3), elasticity: id(2)),
        money: MoneyTerms(unitCost: id(4), variation: id(8)),
        benefits: BenefitTerms(
          eligibleShare: id(11), deductible: id(9), laterDeductibleShare: later, reimbursementRate: id(12),
          ceiling: id(10))),
      settings: [setting])
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

  private static let before = BranchValues(
    use: UseTerms(rate: 2, dispersion: 3, elasticity: -0.2), money: MoneyTerms(unitCost: 5, variation: 7),
    benefits: BenefitTerms(
      eligibleShare: 0.8, deductible: 11, laterDeductibleShare: 0.5, reimbursementRate: 0.6, ceiling: 13),
    settings: [SettingTerms(share: 0.25, costRatio: 2, deductibleRatio: 3, rateAddition: 0.125)])

  @Test func benefitsOfAnotherPlan() {
    var other = Self.before
    other.use.rate = 1
    other.money = MoneyTerms(unitCost: 1, variation: 1)
    other.benefits = BenefitTerms(
      eligibleShare: 0.1, deductible: 1, laterDeductibleShare: 0.2, reimbursementRate: 0.3, ceiling: 2)
    other.settings = [SettingTerms(share: 0.75, costRatio: 4, deductibleRatio: 5, rateAddition: -0.5)]
    var expected = Self.before
    expected.benefits = other.benefits
    (expected.settings[0].deductibleRatio, expected.settings[0].rateAddition) = (5, -0.5)
    #expect(Self.before.withBenefits(of: other) == expected)
    #expect(Self.before.withBenefits(of: Self.before) == Self.before)
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
