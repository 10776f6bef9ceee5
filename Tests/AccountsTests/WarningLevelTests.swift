import Accounts
import Testing

/// Levels of reserve by the rule of 2009 and by bounds of a scheme's own.
@Suite struct WarningLevelTests {
  @Test(arguments: [
    (-4.0, WarningLevel.severe), (0, .severe), (2.99, .severe), (3, .alert), (5.99, .alert), (6, .normal), (9, .normal),
    (15, .normal), (15.01, .high), (44.9, .high),
  ]) func officialRule(_ months: Double, _ level: WarningLevel) {
    #expect(WarningLevel(months: months, bounds: .usual) == level)
  }

  /// 3.25 months of the resident fund of Dongtou at the end of April 2024 are an alert.
  @Test func whatRoundsToABoundReachesIt() {
    #expect(WarningLevel(months: 3 - 1e-9, bounds: .usual) == .alert)
    #expect(WarningLevel(months: 6 - 1e-9, bounds: .usual) == .normal)
    #expect(WarningLevel(months: 15 + 1e-9, bounds: .usual) == .normal)
    #expect(WarningLevel(months: 3.25, bounds: .usual) == .alert)
  }

  @Test func boundsAreParameters() {
    let bounds = ReserveBounds(severe: 1, normal: 2, high: 4)
    #expect([0.5, 1.5, 3, 5].map { WarningLevel(months: $0, bounds: bounds) } == [.severe, .alert, .normal, .high])
    #expect(!ReserveBounds(severe: 0, normal: 0, high: 15).isRequired)
  }

  /// The numbers of the CSV files: the higher the reserve, the higher the level.
  @Test func levelsAreOrdered() { #expect(WarningLevel.allCases.map(\.rawValue) == [1, 2, 3, 4]) }
}
