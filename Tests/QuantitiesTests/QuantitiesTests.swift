import Testing

@testable import Quantities

@Suite struct QuantitiesTests {
  @Test func timelineHasOneHiddenYear() {
    let timeline = Timeline(baseYear: 2020, horizon: 2060)
    #expect(timeline.count == 42)
    #expect(timeline.reportedCount == 41)
    #expect(timeline.hiddenYear == 2061)
    #expect(timeline.openingYear == 2019)
    #expect(timeline.index(of: 2025) == 5)
  }

  @Test func cellsRunOverSexThenAge() {
    #expect(Age.cell(.male, 0) == 0)
    #expect(Age.cell(.female, 0) == 101)
    #expect(Age.cell(.female, 100) == Age.panelCount - 1)
  }

  @Test func anErrorSaysWhereWhatAndHow() {
    let fault = Diagnostic(
      "the number is out of range", file: "a.yaml", line: 3, key: "x", value: "7", remedy: "write 0 to 1")
    #expect(fault.description == "a.yaml:3: x: the number is out of range (found \"7\"); write 0 to 1")
    #expect(FundcastError(.data, fault).category.rawValue == 65)
  }

  @Test func aLongListOfFaultsIsCut() {
    let faults = (1...25).map { Diagnostic("fault \($0)") }
    let lines = FundcastError(.data, faults).description.split(separator: "\n")
    #expect(lines.count == 21)
    #expect(lines.last == "… and 5 more")
  }
}
