import Arrays
import ProjectionEngine
import Quantities
import SchemeModel
import Testing
import _TestSupport

/// The fast engine equals the plain reference engine, column by column (model.md section 14, number 4).
@Suite struct TwinEngineTests {
  @Test(arguments: 0..<40) func randomSchemes(batch: Int) throws {
    for seed in batch * 10..<(batch + 1) * 10 {
      let found = try disagreements(RandomScheme.input(seed: UInt64(seed)))
      #expect(found.isEmpty, "seed \(seed): \(found.count) disagreements, first \(found.first ?? "")")
    }
  }
}
