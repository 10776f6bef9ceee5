import PolicyModel
import Quantities
import SchemeModel
import Testing

@testable import SchemeLanguage

/// People at work split into bands of wages.
@Suite struct WageBandTests {
  private static func split(_ levels: [Double]) throws -> (WageBands, SchemeDeclaration, SchemeDeclaration) {
    let whole = try SchemeText.china(), bands = WageBands(whole, levels: levels)
    return (bands, whole, try bands.split(whole))
  }

  @Test func oneBandSplitsNothing() throws {
    let (bands, whole, split) = try Self.split([1])
    #expect(!bands.isSplit && split.money.lines.map(\.name.text) == whole.money.lines.map(\.name.text))
  }

  /// Two bands: the statuses that people retire from are there twice, the others once; every line on their wages twice.
  @Test func statusesBasesAndLinesOnWagesAreSplit() throws {
    let (_, whole, split) = try Self.split([0.5, 1.5])
    let compiled = try SchemeText.compiled(split, given: [])
    let scheme = compiled.scheme
    #expect(
      scheme.statuses.map(\.id).suffix(5) == [
        "employee-active-1", "employee-active-2", "employee-flexible-1", "employee-flexible-2", "employee-retired",
      ])
    #expect(compiled.baseNames == ["employee-band-1", "employee-band-2"])
    #expect(compiled.registry["employee-band-2.base-ratio"] != nil)
    let onWages = [
      "employer-contribution", "own-contribution-to-pool", "flexible-contribution", "employer-relief",
      "own-contribution", "employer-contribution-to-accounts",
    ]
    let names = Set(scheme.lines.map(\.id))
    for name in onWages { #expect(names.contains(name + "-1") && names.contains(name + "-2") && !names.contains(name)) }
    let before = try SchemeText.compiled(whole, given: []).scheme
    #expect(scheme.lines.count == before.lines.count + onWages.count)
    // Whom a group holds stays whom it held: sums over bands.
    let premium = try #require(scheme.lines.first { $0.id == "employee-epidemic-tests" })
    #expect(premium.source == .people(.personYears, statuses: [4, 5, 6, 7, 8]))
    let account = try #require(scheme.lines.first { $0.id == "flexible-account-credit" })
    #expect(
      account.source.counted?.map { scheme.lines[$0].id } == ["flexible-contribution-1", "flexible-contribution-2"])
    let second = try #require(scheme.lines.first { $0.id == "flexible-contribution-2" })
    #expect(second.base.factors.last == .constant(1.5))
  }

  /// Who begins to work enters each band alike and keeps it; who leaves for retirement leaves from each.
  @Test func movesKeepTheirBand() throws {
    let (_, _, split) = try Self.split([0.5, 1, 1.5])
    let scheme = try SchemeText.compiled(split, given: []).scheme
    func status(_ id: String) throws -> Int { try #require(scheme.statuses.firstIndex { $0.id == id }) }
    let moves = scheme.stages.flatMap(\.moves)
    let adult = try status("resident-adult")
    let work = try (1...3).map { try status("employee-active-\($0)") }
    let entering = try #require(moves.first { $0.from == adult && $0.id == "entry-to-work" })
    #expect(entering.destinations.map(\.status) == work)
    for destination in entering.destinations { #expect(destination.share.factors == [.constant(1.0 / 3)]) }
    for (band, from) in work.enumerated() {
      let flexible = try #require(moves.first { $0.from == from && $0.id == "work-to-flexible" })
      #expect(flexible.destinations.map(\.status) == [try status("employee-flexible-\(band + 1)")])
      #expect(moves.contains { $0.from == from && $0.hazard == .retirement && $0.destinations.count == 2 })
    }
  }

  /// Means of bands of equal size: exp(σz) over their mean, z the normal quantiles 1/6, 1/2, 5/6 (z = ∓0.967422).
  @Test func levelsOfThreeBands() {
    let levels = WageBands.levels(3, spread: 0.5)
    #expect(abs(levels.reduce(0, +) - 3) < 1e-12)
    #expect(abs(levels[1] / levels[0] - 1.622083) < 1e-5 && abs(levels[2] / levels[1] - 1.622083) < 1e-5)
  }
}
