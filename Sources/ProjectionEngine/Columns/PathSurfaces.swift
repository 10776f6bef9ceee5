import Arrays
import Quantities
import SchemeModel

/// How the rows of one set of weights are found on columns in a year and a group of its months.
enum WeightEvaluation: Sendable {
  /// Columns do not differ.
  case central
  /// From a surface of the set, by place; `shifts` are logarithms of the central values of multipliers against the surface's first
  /// moment.
  case surface(Int, shifts: [Double])
  /// Each column by itself: something differs that multiplies nothing, or no surface is good enough.
  case direct
}

/// The surfaces of one set of weights.
struct WeightSurfaces: Sendable {
  let surfaces: [WeightSurface]
  /// `[year][group of months]`.
  let evaluations: [[WeightEvaluation]]
}

/// The surfaces of all sets of weights of a plan.
struct PathSurfaces: Sendable {
  /// `[region][set of weights]`.
  let weights: [[WeightSurfaces]]

  /// - Parameter reach: the part of every box that is kept; 1 but for tests of what lies outside.
  init(_ plan: PathPlan, reach: Double = 1) throws {
    weights = try plan.regions.indices.map { region in
      let probes = ProbePaths(plan, region: region), sets = plan.regions[region].weights
      let years = plan.input.projection.timeline.count
      return try Parallel.map(sets.count) {
        try Self.surfaces(sets[$0], probes.logRatios[$0], years: years, reach: reach)
      }
    }
  }

  private static func surfaces(
    _ weights: PathWeights, _ logRatios: [[Double]], years: Int, reach: Double
  ) throws -> WeightSurfaces {
    let months = (0..<years).map { weights.variant.months(of: $0) }
    guard !weights.columns.isCentral else {
      return WeightSurfaces(surfaces: [], evaluations: months.map { $0.first.map { _ in .central } })
    }
    guard weights.columns.unsupported.isEmpty else {
      return WeightSurfaces(surfaces: [], evaluations: months.map { $0.first.map { _ in .direct } })
    }
    var evaluations = months.map { $0.first.map { _ in WeightEvaluation.central } }
    var surfaces: [WeightSurface] = []
    // Moments whose rules differ in nothing but what columns multiply are one surface, unless two are better.
    for moments in alike(weights, months, logRatios) {
      // The sum of what several branches leave costs a thousand times as much at every node: a surface would take minutes.
      guard weights.columns.countsOneBranch(moments[0].year) else {
        for moment in moments { evaluations[moment.year][moment.group] = .direct }
        continue
      }
      var waiting = [moments]
      while let next = waiting.popLast() {
        let space = try SurfaceSpace(weights.columns.multipliers, next, logRatios, reach: reach)
        if let surface = try SurfaceBuilder(weights, next, space).surface() {
          for moment in next {
            let shifts = weights.columns.multipliers.indices.map { SurfaceSpace.shift($0, moment, next[0]) }
            evaluations[moment.year][moment.group] = .surface(surfaces.count, shifts: shifts)
          }
          surfaces.append(surface)
        } else if next.count > 1 {
          waiting += [Array(next[..<(next.count / 2)]), Array(next[(next.count / 2)...])]
        } else {
          evaluations[next[0].year][next[0].group] = .direct
        }
      }
    }
    return WeightSurfaces(surfaces: surfaces, evaluations: evaluations)
  }

  /// Moments in which columns differ, gathered by rules that are alike but for what columns multiply.
  private static func alike(
    _ weights: PathWeights, _ months: [MonthGroups], _ logRatios: [[Double]]
  ) -> [[WeightMoment]] {
    let variant = weights.variant, multipliers = weights.columns.multipliers, probes = ProbePaths.count
    let idle = weights.columns.idle
    let own = Set(multipliers.filter { !$0.isOfReference }.flatMap(\.parameters)).union(idle)
    let reference = Set(multipliers.filter(\.isOfReference).flatMap(\.parameters)).union(idle)
    // Births of a year are a profile of their own.
    let isYearly = variant.block.branches(variant.scheme).contains {
      variant.scheme.branches[$0].basis.use == .fertility
    }
    var places: [[UInt64]: Int] = [:], gathered: [[WeightMoment]] = []
    for (year, groups) in months.enumerated() {
      let moves = logRatios.contains { ratios in
        ratios[(year * probes)..<((year + 1) * probes)].contains { $0 != 0 }
      }
      guard moves else { continue }
      for (group, month) in groups.first.enumerated() {
        let central = multipliers.map { $0.central(variant.scheme.form.currency, year: year, month: month) }
        let moment = WeightMoment(year: year, group: group, month: month, central: central)
        var key = variant.values(year: year, month: month, without: own, ofReference: reference).map(\.bitPattern)
        key += central.map { $0 == nil ? 0 : 1 }
        if isYearly { key.append(UInt64(year)) }
        if let place = places[key] {
          gathered[place].append(moment)
        } else {
          places[key] = gathered.count
          gathered.append([moment])
        }
      }
    }
    return gathered
  }
}
