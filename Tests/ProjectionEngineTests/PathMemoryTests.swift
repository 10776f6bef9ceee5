import Testing

@testable import ProjectionEngine

/// Where no budget is given, a run of many scenarios is not refused for want of a number that the program can work out.
@Suite struct PathMemoryTests {
  static let mebibyte = 1 << 20

  @Test(arguments: [
    (fixed: 60, slabs: 16, slab: 4, budget: 512), (fixed: 519, slabs: 16, slab: 12, budget: 519 + 8 * 12),
    (fixed: 519, slabs: 2, slab: 12, budget: 519 + 2 * 12), (fixed: 5000, slabs: 16, slab: 12, budget: 2048),
  ])
  func theUsualBudgetRisesToWhatIsNeeded(_ example: (fixed: Int, slabs: Int, slab: Int, budget: Int)) {
    let budget = PathMemory.budget(
      fixed: example.fixed * Self.mebibyte, slabs: example.slabs, bytesPerSlab: example.slab * Self.mebibyte)
    #expect(budget == example.budget * Self.mebibyte)
  }
}
