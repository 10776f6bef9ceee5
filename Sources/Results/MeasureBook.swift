import Arrays
import ProjectionEngine
import SchemeModel

/// Every measure of every scenario and region of a projection, formed once for all that print them: of the funds as declared,
/// then of the groups of insured, then of everybody. All scenarios and regions have the same measures in the same order.
public struct MeasureBook: Sendable {
  private let series: [[MeasureSeries]]
  private let regions: Int

  /// Measures a projection.
  public init(_ result: ProjectionResult) {
    let regions = result.input.regions.count
    self.regions = regions
    series = Parallel.map(result.input.scenarios.count * regions) {
      result.outcome(scenario: $0 / regions, region: $0 % regions).measures
    }
  }

  /// Those of a scenario in a region.
  public subscript(scenario: Int, region: Int) -> [MeasureSeries] { series[scenario * regions + region] }
}

extension Outcome {
  /// Every measure, see ``MeasureBook``; amounts that enter no account are measures of their fund under the line's name.
  public var measures: [MeasureSeries] {
    scheme.funds.indices.flatMap(ofFund) + InsuredGroup.all(scheme).flatMap(ofGroup) + ofEverybody
  }

  private func ofFund(_ fund: Int) -> [MeasureSeries] {
    let account = FundAccount(self, fund: fund)
    func series(_ entries: [FundMeasure]) -> [MeasureSeries] {
      entries.map { entry in
        MeasureSeries(
          measure: entry.measure, owner: .fund(fund), ownerID: scheme.funds[fund].id, unit: entry.unit(account),
          values: entry.values(account))
      }
    }
    let memo = scheme.lines.indices.filter { scheme.lines[$0].fund == fund && scheme.lines[$0].kind == .memo }
    return series(FundMeasure.yearly)
      + memo.map { index in
        let line = scheme.lines[index]
        return MeasureSeries(
          measure: Measure(line.id, line.title, "amount of the line, which enters no account"), owner: .fund(fund),
          ownerID: scheme.funds[fund].id, unit: .money,
          values: .yearly(reported.map { amount(line: index, year: $0) }))
      } + series(FundMeasure.ofPeriod)
  }

  private func ofGroup(_ group: InsuredGroup) -> [MeasureSeries] {
    GroupMeasure.all.map { entry in
      MeasureSeries(
        measure: entry.measure, owner: .group(group.id), ownerID: group.id, unit: entry.unit,
        values: .yearly(reported.map { entry.value(self, group, $0) }))
    }
  }

  private var ofEverybody: [MeasureSeries] {
    let people = reported.map { PeopleOfYear(self, year: $0) }
    return PopulationMeasure.all.map { entry in
      MeasureSeries(
        measure: entry.measure, owner: .everybody, ownerID: "all", unit: entry.unit,
        values: .yearly(people.map(entry.value)))
    }
  }

  /// The reported years by index.
  private var reported: Range<Int> { 0..<timeline.reportedCount }
}
