import Arrays
import Quantities
import SchemeModel

/// Bills by decile of every status, unit of care, scenario and region in chosen years of a projection, on its central path.
public struct RankedCare: Sendable {
  /// The years by index.
  public let years: [Int]
  private var bills: [RankedBills] = []
  /// Places in `bills`: `[region][status][unit][year · scenarios + scenario]`.
  private var places: [[[[Int]]]] = []
  private let scenarios: Int

  /// One computation and the scenarios, all alike, that share it.
  private struct Task: Sendable {
    let variant: WeightVariant
    let scenario: Int
    let region: Int
    let status: Int
    let year: Int
  }

  private struct Key: Hashable {
    let weights: Int
    let membership: Int
  }

  /// Ranks the bills of a projection.
  ///
  /// - Parameter years: by index; the base year, every tenth after it and the horizon unless said.
  public init(_ result: ProjectionResult, years: [Int]? = nil) throws {
    let scheme = result.scheme, last = result.timeline.reportedCount - 1
    let years = years ?? (0...last).filter { $0 % 10 == 0 || $0 == last }
    self.years = years
    scenarios = result.input.scenarios.count
    var tasks: [Task] = []
    for region in result.input.regions.indices {
      var known: [WeightBlock: [(variant: WeightVariant, index: Int)]] = [:]
      places.append(
        scheme.statuses.indices.map { status in
          CareUnit.all(of: status, scheme).map { unit in
            let block = unit.bundle.map { WeightBlock.bundle($0) } ?? .branch(unit.branches[0])
            let variants = known[block] ?? Self.variants(block, result, region)
            known[block] = variants
            return years.flatMap { year -> [Int] in
              var shared: [Key: Int] = [:]
              return result.input.scenarios.indices.map { scenario in
                let own = variants[
                  result.history(scenario: scenario, region: region) != nil
                    ? scenario : result.valuesInForce(scenario: scenario, region: region, year: year)]
                let key = Key(
                  weights: own.index, membership: result.membershipVariant(scenario: scenario, region: region))
                if let place = shared[key] { return place }
                shared[key] = tasks.count
                tasks.append(
                  Task(variant: own.variant, scenario: scenario, region: region, status: status, year: year))
                return tasks.count - 1
              }
            }
          }
        })
    }
    let all = tasks
    bills = Parallel.map(all.count) { index in
      let task = all[index]
      return RankedBills(
        task.variant.moments(year: task.year),
        exposure: result.exposure(
          scenario: task.scenario, region: task.region, status: task.status, year: task.year))
    }
  }

  /// The weights of each scenario, and which of them are the same.
  private static func variants(
    _ block: WeightBlock, _ result: ProjectionResult, _ region: Int
  ) -> [(variant: WeightVariant, index: Int)] {
    var known: [[ParameterPath]: Int] = [:]
    return result.input.scenarios.enumerated().map { place, scenario in
      let path = result.reacting[region].first { $0.scenario == place }
      let parameters = path?.parameters ?? scenario.parameters[region]
      let reference = path.map(\.reference) ?? scenario.demandReference?[region]
      let key = WeightVariant.key(block, result.scheme, parameters, reference: reference)
      let index = known[key] ?? known.count
      known[key] = index
      return (
        WeightVariant(
          block: block, scheme: result.scheme, region: result.input.regions[region], parameters: parameters,
          reference: reference), index
      )
    }
  }

  /// The bills of a unit of care of a status; nil in a year that is not one of ``years``.
  ///
  /// - Parameters:
  ///   - unit: its place in `CareUnit.all(of:)` of the status.
  ///   - year: the index of the year, 0 for the base year.
  public func bills(status: Int, unit: Int, scenario: Int, region: Int, year: Int) -> RankedBills? {
    years.firstIndex(of: year).map { bills[places[region][status][unit][$0 * scenarios + scenario]] }
  }
}

extension ProjectionResult {
  /// Person-years of a status in a year by sex and age: the mean of both ends.
  func exposure(scenario: Int, region: Int, status: Int, year: Int) -> [Double] {
    let before = persons(scenario: scenario, region: region, year: year - 1)
    let after = persons(scenario: scenario, region: region, year: year)
    let width = scheme.statuses.count
    return (0..<Age.panelCount).map { (before[$0 * width + status] + after[$0 * width + status]) / 2 }
  }
}
