import Quantities
import SchemeModel

/// Survival of one year.
struct SurvivalOfYear: Sendable {
  /// `[sex·age]`: to the next age, as the table has it; at 99 and 100+ to the open age.
  let ratios: [Double]
  /// `[sex]`: from birth to age 0 at the end of the year, whatever the state newborns enter.
  let newborn: [Double]
  /// Mortality of a state to that of the others, `[sex·age][state]`; nil where no state has one of its own. All states of a cell
  /// survive together by ``ratios``.
  let relative: [Double]?
}

extension Region {
  /// Births per woman of each age in a year: the table times the fertility factor, and in the base year times what meets the
  /// newborn of the base table.
  func fertility(_ scheme: Scheme, _ parameters: ParameterSet, year: Int) -> [Double] {
    let factor = parameters.value(scheme.common.fertilityFactor, year)
    let level = year == 0 ? factor * fit.baseYearBirthsFactor : factor
    return tables.fertility[year].map { $0 * level }
  }

  /// Mortality of each state to that of the others, `[sex·age][state]`: the product over its levels; nil where no level has one.
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
