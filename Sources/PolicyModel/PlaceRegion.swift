import Quantities
import SchemeModel

/// A region of a place: the place is the sum of its regions. A place without the section `regions:` is one region.
public struct PlaceRegion: Sendable {
  /// The name in files.
  public let id: String
  /// The name in reports.
  public let title: LocalizedText
  /// Its part of whatever counts the place as a whole, see ``Baseline/wholeLevers``; 1 where there is one region.
  public let share: Double
  /// Rules, assumptions and figures of the base year as they hold here; its `place` is the name of the region.
  public let baseline: Baseline
  /// Where it stands; nil for the region of a place without `regions:`.
  public let location: SourceLocation?

  /// A region of a place.
  ///
  /// - Parameters:
  ///   - share: 0…1; those of all regions sum to one.
  ///   - location: nil for the region of a place that declares none.
  public init(id: String, title: LocalizedText, share: Double, baseline: Baseline, location: SourceLocation?) {
    self.id = id
    self.title = title
    self.share = share
    self.baseline = baseline
    self.location = location
  }

  /// The one region of a place without `regions:`.
  public init(whole baseline: Baseline) {
    self.init(id: baseline.place, title: baseline.title, share: 1, baseline: baseline, location: nil)
  }

  /// A scenario as it holds here: changes of what counts the place as a whole are multiplied by the share.
  public func own(_ scenario: ScenarioDefinition) -> ScenarioDefinition {
    guard location != nil else { return scenario }
    let wholes = baseline.wholeLevers
    func own(_ reform: Reform) -> Reform {
      guard reform.changes.contains(where: { wholes.contains($0.lever) }) else { return reform }
      return reform.with(changes: reform.changes.map { wholes.contains($0.lever) ? $0.times(share) : $0 })
    }
    return ScenarioDefinition(
      id: scenario.id, title: scenario.title, reforms: scenario.reforms.map(own),
      reacting: scenario.reacting.map(own))
  }
}
