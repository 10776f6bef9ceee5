import Quantities

/// The yearly hazard of retirement by month of birth cohort (<doc:Membership>).
///
/// Γ(y, T) is the share of the cohort born in year y that has reached its retirement age by 31 December of T, over months of
/// birth and worker types. The hazard of those aged a at the end of T − 1 is (Γ(T) − Γ(T − 1)) / (1 − Γ(T − 1)): worker types
/// are not states, the hazard is renormalised on those still at work.
public enum RetirementSchedule {
  /// The hazards of all cells between the ends of `year` − 1 and `year`, by age at the end of `year` − 1.
  ///
  /// - Parameter index: the index of the year whose parameters hold.
  public static func hazards(
    _ types: [WorkerType], _ parameters: ParameterSet, year: Int, index: Int
  ) -> [Double] {
    Sex.allCases.flatMap { sex in
      let rules = types.filter { $0.sex == sex }.map { RetirementAge($0, parameters, index: index) }
      return (0..<Age.count).map { age -> Double in
        let cohort = year - 1 - age
        func reached(by end: Int) -> Double {
          rules.reduce(0) { $0 + $1.share * $1.shareReached(birthYear: cohort, by: end) }
        }
        let before = reached(by: year - 1)
        guard before < 1 - 1e-12 else { return 1 }
        return (reached(by: year) - before) / (1 - before)
      }
    }
  }
}

/// The rule of one worker type at one moment.
private struct RetirementAge {
  let share: Double
  let statutory: Double
  /// The longest delay, months.
  let longest: Double
  /// Months of birth per month of delay.
  let step: Double
  /// The month before January of the first year with a delay.
  let firstMonth: Double

  init(_ type: WorkerType, _ parameters: ParameterSet, index: Int) {
    share = parameters.value(type.share, index)
    statutory = parameters.value(type.age.statutory, index)
    longest = ((parameters.value(type.age.latest, index) - statutory) * 12).rounded()
    step = parameters.value(type.age.monthsPerMonth, index)
    firstMonth = parameters.value(type.age.fromYear, index) * 12
  }

  /// The share of the cohort born in `birthYear` that has reached the age by the end of `year`.
  func shareReached(birthYear: Int, by year: Int) -> Double {
    var reached = 0
    for monthOfBirth in 1...12 {
      let original = (Double(birthYear) + statutory) * 12 + Double(monthOfBirth)
      let since = original - firstMonth
      let delay = since >= 1 ? min((since / step).rounded(.up), longest) : 0
      if original + delay <= Double(year * 12 + 12) { reached += 1 }
    }
    return Double(reached) / 12
  }
}
