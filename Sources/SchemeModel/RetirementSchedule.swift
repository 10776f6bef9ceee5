import Quantities

/// The yearly hazard of retirement by month of birth cohort (facts.md D10; model.md section 2).
///
/// Γ(y, T) is the share of the cohort born in year y that has reached its retirement age by 31 December of T, over months of
/// birth and worker types. The hazard of those aged a at the end of T − 1 is (Γ(T) − Γ(T − 1)) / (1 − Γ(T − 1)): worker types
/// are not states, the hazard is renormalised on those still at work.
public enum RetirementSchedule {
  /// The share of the cohort born in `birthYear` that has reached the retirement age of `type` by the end of `year`.
  ///
  /// - Parameter index: the index of the year whose parameters hold.
  public static func shareReached(
    _ type: WorkerType, _ parameters: ParameterSet, index: Int, birthYear: Int, by year: Int
  ) -> Double {
    let statutory = parameters.value(type.statutoryAge, index)
    let longest = ((parameters.value(type.latestAge, index) - statutory) * 12).rounded()
    let step = parameters.value(type.monthsPerMonth, index)
    let firstMonth = parameters.value(type.fromYear, index) * 12
    let reached = (1...12).filter { monthOfBirth in
      let original = (Double(birthYear) + statutory) * 12 + Double(monthOfBirth)
      let since = original - firstMonth
      let delay = since >= 1 ? min((since / step).rounded(.up), longest) : 0
      return original + delay <= Double(year * 12 + 12)
    }
    return Double(reached.count) / 12
  }

  /// The hazard between the ends of `year` − 1 and `year` for those aged `age` at the end of `year` − 1.
  public static func hazard(
    _ types: [WorkerType], sex: Sex, age: Int, year: Int, index: Int, _ parameters: ParameterSet
  ) -> Double {
    func reached(by end: Int) -> Double {
      types.filter { $0.sex == sex }.reduce(0) { sum, type in
        sum + parameters.value(type.share, index)
          * shareReached(type, parameters, index: index, birthYear: year - 1 - age, by: end)
      }
    }
    let before = reached(by: year - 1)
    guard before < 1 - 1e-12 else { return 1 }
    return (reached(by: year) - before) / (1 - before)
  }
}
