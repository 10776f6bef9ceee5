import PolicyModel
import SchemeModel
import Testing

/// What a branch reads is declared twice for two readers: as a term with its role, and as a parameter that planners see. Both go
/// by one name.
@Suite struct CareLeverTests {
  private func fits(_ lever: String, _ role: TermRole, _ kinds: [RuleKind]) -> Bool {
    kinds.flatMap(\.parameters).filter { $0.name == lever }.contains { spec in
      switch role.flow {
      case .money, .threshold: spec.unit.isMoney
      case .share: spec.unit == .share || spec.unit == .factor
      case .use: spec.unit == .servicesPerPersonYear
      case .spread: spec.unit == .number
      case .response: spec.unit == .elasticity
      }
    }
  }

  @Test func termsOfBranchesHaveLevers() {
    for (lever, role) in BranchTerms.levers.roles { #expect(fits(lever, role, RuleKind.all), "\(lever)") }
    // What no branch is without is of the kinds that every branch has.
    let always = ["care", "benefit"].compactMap(RuleKind.named)
    for (lever, role) in BranchTerms.levers.map({ lever, _ in lever }, where: { _ in false }).roles {
      #expect(fits(lever, role, always), "\(lever)")
    }
  }

  @Test func termsOfSettingsHaveLevers() throws {
    let kind = try #require(RuleKind.named("setting"))
    var count = 0
    _ = SettingTerms.levers.map { lever, role in
      #expect(fits(lever, role, [kind]), "\(lever)")
      count += 1
      return lever
    }
    #expect(count == kind.parameters.count)
  }
}
