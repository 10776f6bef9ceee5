import Glibc
import Quantities
import SchemeModel

/// Survival of one year.
struct SurvivalOfYear: Sendable {
  /// `[sex·age]`: to the next age, as the table has it; at 99 and 100+ to the open age.
  let ratios: [Double]
  /// `[sex]`: from birth to age 0 at the end of the year, whatever the state newborns enter.
  let newborn: [Double]
  /// Mortality of a state to that of the table, `[sex·age][state]`; nil where no state has one of its own.
  let relative: [Double]?
  /// `[sex·age][state]`: to the next age, ``ratios`` to the power of ``relative``; nil where states do not differ.
  let byState: [Double]?

  /// What the people of a year survive by: ``byState`` where states differ, else ``ratios``.
  var applied: [Double] { byState ?? ratios }

  init(ratios: [Double], newborn: [Double], relative: [Double]?) {
    self.ratios = ratios
    self.newborn = newborn
    self.relative = relative
    byState = relative.map { relative in
      let states = relative.count / ratios.count
      return relative.enumerated().map { pow(ratios[$0 / states], $1) }
    }
  }
}

extension Region {
  /// Births per woman of each age in a year: the table times the fertility factor, and in the base year times what meets the
  /// newborn of the base table.
  func fertility(_ scheme: Scheme, _ parameters: ParameterSet, year: Int) -> [Double] {
    let factor = parameters.value(scheme.common.fertilityFactor, year)
    let level = year == 0 ? factor * fit.baseYearBirthsFactor : factor
    return tables.fertility[year].map { $0 * level }
  }

  /// Mortality of each state to that of the table, `[sex·age][state]`: the product over its levels; nil where no level has one.
  func relativeMortality(_ states: StateSpace, _ parameters: ParameterSet, year: Int) -> [Double]? {
    guard !states.mortalityParameters.isEmpty else { return nil }
    var relative = [Double](repeating: 1, count: Age.panelCount * states.count)
    for state in states.states.indices {
      for mortality in states.mortality(of: state) {
        let factor = parameters.value(mortality.factor, year)
        let profile = mortality.profile.map { tables.hazardProfiles[$0].values }
        for cell in 0..<Age.panelCount { relative[cell * states.count + state] *= factor * (profile?[cell] ?? 1) }
      }
    }
    return relative
  }
}
