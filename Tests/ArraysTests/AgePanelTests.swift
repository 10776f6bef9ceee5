import Arrays
import Quantities
import Testing

@Suite struct AgePanelTests {
  @Test func cellsFollowAgeCell() {
    var panel = AgePanel((0..<Age.panelCount).map(Double.init))
    for sex in Sex.allCases {
      for age in 0...Age.open { #expect(panel[sex, age] == Double(Age.cell(sex, age))) }
    }
    panel[.female, 100] = -1
    #expect(panel.values[201] == -1)
    #expect(panel[.male] == (0...100).map(Double.init))
    panel[.male] = [Double](repeating: 2, count: Age.count)
    #expect(panel[.male, 100] == 2 && panel[.female, 0] == 101)
  }

  @Test func sums() {
    #expect(AgePanel(repeating: 0.5).sum == 101)
    let ones = [Double](repeating: 1, count: Age.count)
    let panel = AgePanel(male: ones, female: ones.map { $0 + 1 })
    #expect(panel.sum == 303 && panel[.female, 7] == 2)
  }
}
