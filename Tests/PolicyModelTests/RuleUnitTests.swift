import Quantities
import SchemeModel
import Testing
import _TestSupport

@testable import PolicyModel

/// Rules after the last date and the units of the levers they read.
@Suite struct RuleUnitTests {
  static let registry: LeverRegistry = {
    let text = LocalizedText(en: "x", zh: "x")
    func entity(_ path: String, _ kinds: String..., declared: [RuleKind] = []) -> LeverEntity {
      LeverEntity(path: path, title: text, rules: kinds.compactMap(RuleKind.named) + declared)
    }
    return LeverRegistry(
      entities: [
        entity("economy", "economy", "household-income"), entity("resident", declared: [Small.flat]),
        entity(
          "employee", "earnings", declared: [.declared([Small.share("employer-rate"), Small.share("employee-rate")])]),
        entity("people", "demography", "hazard"),
        entity("care", "care", "benefit"), entity("drugs", "price-level"), entity("funds.pool", "fund"),
      ], lags: [], form: .yuan)
  }()

  private func fault(_ lever: String, _ rule: (LeverRegistry) throws -> ThenRule) throws -> RuleUnitFault? {
    try rule(Self.registry).unitFault(for: #require(Self.registry[lever]), Self.registry)
  }

  private func id(_ path: String) throws -> ParameterID { try #require(Self.registry[path]).id }

  @Test(arguments: [
    ("resident.premium", "economy.average-wage"), ("care.ceiling", "care.unit-cost"),
    ("resident.premium", "drugs.price-level"), ("care.utilisation-rate", "care.one-off"),
    ("drugs.price-level", "economy.average-wage"),
    ("care.cost-growth", "economy.wage-growth"), ("employee.base-floor", "employee.base-cap"),
    ("people.hazard", "people.mortality-factor"),
  ]) func aLevelFollowsALevel(lever: String, source: String) throws {
    #expect(try fault(lever) { _ in .index(try id(source)) } == nil)
  }

  @Test(arguments: [
    ("resident.premium", "economy.wage-growth"), ("resident.premium", "care.cost-excess"),
    ("care.ceiling", "economy.interest-rate"), ("drugs.price-level", "economy.wage-growth"),
    ("employee.employer-rate", "economy.wage-growth"), ("resident.premium", "employee.employer-rate"),
    ("employee.employee-rate", "economy.average-wage"), ("care.cost-growth", "care.unit-cost"),
  ]) func aLevelNeverFollowsARate(lever: String, source: String) throws {
    for rule in [ThenRule.index(try id(source)), .multiple(0.009, of: try id(source)), .sum([try id(source)])] {
      let fault = try #require(try fault(lever) { _ in rule })
      for word in [lever, source] {
        let unit = try #require(Self.registry[word]).unitText
        #expect(fault.message.contains("\(word) ") && fault.message.contains(unit))
      }
      #expect(fault.remedy.contains("write "))
    }
  }

  @Test func theWayOutNamesTheLevel() throws {
    let growth = try #require(try fault("resident.premium") { _ in .index(try id("economy.wage-growth")) })
    #expect(
      growth.remedy
        == "write then: { grow: economy.wage-growth } to grow by it, or { index: economy.average-wage } to follow its level"
    )
    let mixed = try #require(
      try fault("resident.premium") { _ in .sum([try id("resident.subsidy"), try id("economy.wage-growth")]) })
    #expect(mixed.source.path == "economy.wage-growth" && mixed.message.contains("`sum` adds like units"))
  }

  @Test func growthNeedsARateAndALevel() throws {
    #expect(try fault("resident.premium") { _ in .growBy(try id("economy.wage-growth")) } == nil)
    for (lever, source) in [
      ("resident.premium", "economy.average-wage"), ("care.cost-growth", "economy.wage-growth"),
      ("employee.employer-rate", "economy.wage-growth"), ("resident.premium", "drugs.price-level"),
    ] {
      #expect(try fault(lever) { _ in .growBy(try id(source)) } != nil, "\(lever) \(source)")
    }
  }

  @Test func sumsAndMultiplesOfLikeUnits() throws {
    #expect(
      try fault("resident.premium") { _ in .sum([try id("resident.subsidy"), try id("resident.subsidy")]) } == nil)
    #expect(try fault("care.cost-growth") { _ in .sum([try id("economy.wage-growth")]) } == nil)
    #expect(try fault("resident.premium") { _ in .multiple(0.009, of: try id("economy.disposable-income")) } == nil)
    #expect(try fault("care.ceiling") { _ in .multiple(6, of: try id("economy.disposable-income")) } == nil)
    #expect(try fault("care.utilisation-rate") { _ in .multiple(6, of: try id("economy.disposable-income")) } != nil)
    #expect(try fault("people.net-migration") { _ in .multiple(6, of: try id("economy.average-wage")) } != nil)
    #expect(try fault("resident.premium") { _ in .sum([try id("economy.average-wage")]) } != nil)
  }
}
