import PolicyModel
import Quantities
import SchemeModel
import Shapes

/// Persons and amounts of the regions against those of the place.
extension RegionsReader {
  /// Persons and amounts of the regions sum to those of the place.
  func checkSums(_ regions: [PlaceRegion], of place: Baseline) {
    func check(_ name: String, _ whole: Double, _ sum: Double, _ location: SourceLocation) {
      guard abs(sum - whole) > Self.tolerance * whole else { return }
      collector.report(
        "the figures of the regions sum to \(sum), the place has \(whole)", line: location.line,
        key: "base-year-figures.\(name)",
        remedy: "a region without a figure of its own has its share of the place's: give all regions one, or check them"
      )
    }
    for (index, target) in place.membershipTargets.enumerated() {
      check(
        "persons." + target.id, target.persons,
        regions.reduce(0) { $0 + $1.baseline.membershipTargets[index].persons }, target.location)
    }
    for (index, target) in place.targets.enumerated() where target.isWhole {
      check(
        "solve." + target.id, target.value, regions.reduce(0) { $0 + $1.baseline.targets[index].value },
        target.location)
    }
  }

  /// People of the regions sum to those of the place.
  func checkPeople(_ whole: Double, _ own: [Double?], _ regions: [PlaceRegion], line: Int) {
    let sum = zip(own, regions).reduce(0) { $0 + ($1.0 ?? whole * $1.1.share) }
    guard abs(sum - whole) > Self.tolerance * whole else { return }
    collector.report(
      "the population of the regions is \(sum), that of the place \(whole)", line: line, key: "regions",
      remedy: "check population.csv of the place and of its regions: a region without one has its share of the place's")
  }
}
