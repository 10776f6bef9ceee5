import Calibration
import InputFiles
import PolicyModel
import Quantities
import SchemeModel

extension PolicyStudy {
  /// Inputs that are named beside a fit that fails: more would hide what failed.
  private static let suspects = 3

  /// Fits a region; where that fails, inputs nobody may have meant are named too, as the likely causes.
  static func fit(_ place: Place, _ tables: PlaceTables, region index: Int) throws -> CalibrationResult {
    let baseline = place.regions[index].baseline
    do {
      return try FaultOrigins(place, region: index).locating { try BaseYear.fit(baseline, tables: tables) }
    } catch let error as FundcastError where error.category == .data && !error.namesItsCause {
      let fitted = BaseYear.fitted(baseline)
      let start = Dictionary(baseline.targets.map { ($0.unknown, $0.start) }, uniquingKeysWith: { first, _ in first })
      let resolver = SeriesResolver(baseline, timeline: fitted, solved: start)
      guard let resolved = try? resolver.resolve(.baseline(baseline.title)) else { throw error }
      let suspects = LevelPlausibility(baseline, timeline: fitted).suspects(resolved, tables)
      let likely = suspects.prefix(Self.suspects).map {
        Diagnostic(
          "a likely cause, implausible: \($0.within(baseline.scheme.form.languages).both)",
          file: error.diagnostics.first?.file,
          remedy: "look at it before the figures")
      }
      throw FundcastError(error.category, error.diagnostics + likely)
    }
  }
}

extension FundcastError {
  /// Whether values of levers are named that cannot be, so that nothing else need be suspected.
  fileprivate var namesItsCause: Bool {
    diagnostics.allSatisfy { if case .lever? = $0.subject { true } else { false } }
  }
}
