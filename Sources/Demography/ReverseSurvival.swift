import Quantities

/// The stock a period earlier: the inverse of ``CohortPeople/step(_:)`` for people of one state.
///
/// The last age at the end has two sources, the last two ages at the start, of which only the sum is known. It is
/// split as in the stationary population of the life table, L[last−1] : L[last]. That says nothing about the forward
/// step, which returns the given stock for any split.
public enum ReverseSurvival {
  /// One sex at the start of a period, and the births that fill age 0 at its end.
  public struct Start: Sendable, Hashable {
    /// Persons by age at the start.
    public var stock: [Double]
    /// Live births of the period.
    public var births: Double
  }

  /// The stock by age at the start of a period whose forward step gives `stock` at its end: ages 1…last by
  /// survival, P₀[i] = (P₁[i+1] − ½G[i+1]) / S[i] − ½G[i], and age 0 by births, B = (P₁[0] − ½G[0]) / S(birth).
  ///
  /// - Parameters:
  ///   - stock: persons by age at the end.
  ///   - migrants: net migrants of the period by age.
  ///   - survival: survival in the period.
  ///   - sex: names the sex in errors.
  /// - Throws: `FundcastError(.data)` naming sex and age where the stock at the start or births would be below zero,
  ///   or survival is 0.
  public static func start(
    stock: [Double], migrants: [Double], survival: SurvivalRatios, sex: Sex
  ) throws(FundcastError) -> Start {
    let last = survival.ageCount - 1
    precondition(stock.count == last + 1 && migrants.count == last + 1, "ages differ")
    // L[last]/(L[last − 1] + L[last]) is the last survival ratio of a life table.
    let share = survival.ratios[last - 1]
    var faults: [Diagnostic] = []
    func before(_ age: Int, survival ratio: Double, leavers: Double) -> Double {
      let survivors = stock[age] - 0.5 * migrants[age]
      let source = survivors / ratio - leavers
      if !(source >= 0 && source.isFinite && survivors >= 0) {
        faults.append(
          Diagnostic(
            age == 0 ? "births would be below zero" : "the stock a period earlier would be below zero",
            of: .cell(TableCell(sex: sex, age: survival.age(age), note: "at the end")), value: "\(source)",
            remedy: "lower net immigration at this age, or check stock and survival"))
      }
      return source
    }
    var result = [Double](repeating: 0, count: last + 1)
    for i in 0..<(last - 1) {
      result[i] = before(i + 1, survival: survival.ratios[i], leavers: 0.5 * migrants[i])
    }
    let oldest = before(
      last, survival: survival.ratios[last - 1], leavers: 0.5 * (migrants[last - 1] + migrants[last]))
    result[last] = oldest * share
    result[last - 1] = oldest - result[last]
    // The pool of both may be large enough and one of its parts not.
    for i in [last - 1, last] where oldest >= 0 && result[i] + 0.5 * migrants[i] < 0 {
      faults.append(
        Diagnostic(
          "net emigration exceeds the stock a period earlier",
          of: .cell(TableCell(sex: sex, age: survival.age(i), note: "at the start")),
          value: "\(result[i])", remedy: "lower net emigration at this age"))
    }
    let births = before(0, survival: survival.birth, leavers: 0)
    if !faults.isEmpty { throw FundcastError(.data, faults) }
    return Start(stock: result, births: births)
  }
}
