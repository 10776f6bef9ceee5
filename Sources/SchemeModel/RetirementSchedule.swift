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
    var reached = 0
    for monthOfBirth in 1...12 {
      let original = (Double(birthYear) + statutory) * 12 + Double(monthOfBirth)
      let since = original - firstMonth
      let delay = since >= 1 ? min((since / step).rounded(.up), longest) : 0
      if original + delay <= Double(year * 12 + 12) { reached += 1 }
    }
    return Double(reached) / 12
  }

  /// The hazard between the ends of `year` − 1 and `year` for those aged `age` at the end of `year` − 1.
  public static func hazard(
    _ types: [WorkerType], sex: Sex, age: Int, year: Int, index: Int, _ parameters: ParameterSet
  ) -> Double {
    func reached(by end: Int) -> Double {
      var sum = 0.0
      for type in types where type.sex == sex {
        sum +=
          parameters.value(type.share, index)
          * shareReached(type, parameters, index: index, birthYear: year - 1 - age, by: end)
      }
      return sum
    }
    let before = reached(by: year - 1)
    guard before < 1 - 1e-12 else { return 1 }
    return (reached(by: year) - before) / (1 - before)
  }

  /// The hazards of all cells in a year.
  public static func hazards(
    _ types: [WorkerType], _ parameters: ParameterSet, year: Int, index: Int
  ) -> [Double] {
    Sex.allCases.flatMap { sex in
      (0..<Age.count).map { hazard(types, sex: sex, age: $0, year: year, index: index, parameters) }
    }
  }
}
