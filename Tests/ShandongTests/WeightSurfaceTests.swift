import Glibc
@testable import ProjectionEngine
import Quantities
import SchemeModel
import Testing
import _TestSupport

/// Surfaces against weights compiled for one column alone.
extension PathTruthTests {
  /// Every cell of every row, on columns of a real slab in drawn years, is met within a share of the bill; what has a surface stands
  /// on it, and few sets of weights need more than one.
  @Test func surfacesMeetEveryCell() throws {
    let run = try Self.run.get()
    let input = try #require(run.paths).result.input
    let plan = try PathPlan(input), surfaces = try PathSurfaces(plan), region = plan.regions[0]
    var slab = ColumnSlab(plan.graphs[0], firstPath: 0, used: ColumnSlab.width)
    let drivers = DriverSlab(input, first: 0), baseYear = input.projection.timeline.baseYear
    var seen = 0, worst = 0.0
    for year in 0..<input.projection.timeline.count {
      try slab.advance(to: year, drivers, baseYear: baseYear)
      guard year > input.draws.firstYear, year % 4 == 0 else { continue }
      for (place, weights) in region.weights.enumerated() {
        let own = surfaces.weights[0][place]
        for (group, month) in weights.variant.months(of: year).first.enumerated() {
          guard case .surface(let number, let shifts) = own.evaluations[year][group] else { continue }
          let surface = own.surfaces[number], multipliers = weights.columns.multipliers
          let logs = surface.space.groups.map { members in
            multipliers[members[0]].ratios(slab, year, month: month).map { shifts[members[0]] + log($0) }
          }
          let (places, isInside) = surface.space.places(logs)
          let terms = surface.terms(at: places)
          let bills = bills(weights.variant, year, month)
          for column in [0, 17, 63] where isInside[column] {
            let wanted = weights.columns.rows(weights.variant, slab, year, month: month, column)
            for (row, quantity) in weights.variant.quantities.enumerated() where !surface.rows[row].isFloored {
              let products = surface.products(row, terms), item = surface.rows[row], basis = surface.basis(row)
              let factor = exp(item.factors.reduce(0) { $0 + logs[$1][column] })
              // Bills are those of the year: what columns multiply, without what moved since the first moment.
              let drawn = exp(
                item.factors.reduce(0) { $0 + logs[$1][column] - shifts[surface.space.groups[$1][0]] })
              for cell in 0..<Age.panelCount {
                var sum = 0.0
                for product in 0..<basis.rank {
                  sum += basis.cells[product * Age.panelCount + cell] * products[product * ColumnSlab.width + column]
                }
                let value = factor * sum
                let exact = wanted[row * Age.panelCount + cell]
                var whole = exact
                switch quantity {
                case .bill, .eligible, .fundPayment, .layerPayment: whole = bills[cell] * drawn
                default: break
                }
                guard whole > 0 else { continue }
                seen += 1
                worst = max(worst, abs(value - exact) / whole)
              }
            }
          }
        }
      }
    }
    #expect(seen > 50_000)
    #expect(worst > 0 && worst <= SurfaceBuilder.bound, "\(worst)")
    for (weights, own) in zip(region.weights, surfaces.weights[0]) where !weights.columns.isCentral {
      let isBirths = weights.variant.block.branches(weights.variant.scheme).contains {
        weights.variant.scheme.branches[$0].basis.use == .fertility
      }
      // Rules of these nine years move at a date or two.
      if !isBirths { #expect((1...4).contains(own.surfaces.count), "\(weights.variant.block)") }
    }
  }

  /// Bills of the central path by cell, at use and cost of the first branch: what shares are shares of.
  private func bills(_ variant: WeightVariant, _ year: Int, _ month: Int) -> [Double] {
    guard variant.block.isCare else { return [] }
    return variant.function(year: year, month: month).bills(variant.parameters, reference: variant.reference)
  }
}
