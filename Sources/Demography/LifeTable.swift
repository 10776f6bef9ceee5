import Quantities

/// A period life table of one sex: ages of equal width n from `firstAge`, the last open.
///
/// q = n·m / (1 + (n − a)·m), l falls by l·q, L = n·l[i+1] + a·d, and L = l/m at the open age, with m the central death
/// rate and a the years lived in the age by those who die in it. Source: Preston, Heuveline and Guillot, *Demography*
/// (2001), section 3.2; <doc:Population>.
public struct LifeTable: Sendable, Hashable {
  /// The youngest age, in years.
  public let firstAge: Int
  /// The width n of every age but the open one, in years.
  public let width: Double
  /// Central death rates m, deaths per person-year.
  public let rates: [Double]
  /// Years a lived in the age by those who die in it; 1/m at the open age.
  public let separations: [Double]
  /// Probabilities q of dying within the age; 1 at the open age.
  public let deathProbabilities: [Double]
  /// Survivors l at the exact start of each age.
  public let survivors: [Double]
  /// Person-years L lived within each age.
  public let personYears: [Double]

  /// A table from central death rates.
  ///
  /// - Parameters:
  ///   - rates: m by age, at least two, the open age last and positive.
  ///   - sex: names the sex in errors, and chooses a(0) below.
  ///   - firstAge: the youngest age.
  ///   - width: n.
  ///   - firstSeparation: a of the first age. Where nil: ``infantSeparation(rate:sex:)`` when a sex is given and the
  ///     table has single years from birth, else n/2. All other ages have n/2.
  ///   - radix: l at the youngest age.
  /// - Throws: `FundcastError(.data)` naming each age with a negative, infinite or missing rate, or one so high
  ///   that nobody would leave the age alive (q ≥ 1).
  public init(
    rates: [Double], sex: Sex? = nil, firstAge: Int = 0, width: Double = 1, firstSeparation: Double? = nil,
    radix: Double = 100_000
  ) throws(FundcastError) {
    var separations = [Double](repeating: width / 2, count: max(rates.count - 1, 0))
    if let first = rates.first, !separations.isEmpty {
      if let firstSeparation {
        separations[0] = firstSeparation
      } else if let sex, width == 1, firstAge == 0 {
        separations[0] = Self.infantSeparation(rate: first, sex: sex)
      }
    }
    try self.init(rates: rates, separations: separations, sex: sex, firstAge: firstAge, width: width, radix: radix)
  }

  /// A table from central death rates and a by age.
  ///
  /// - Parameters:
  ///   - rates: m by age, at least two, the open age last and positive.
  ///   - separations: a by age, 0…n, one fewer than rates (the open age has 1/m).
  ///   - sex: names the sex in errors.
  ///   - firstAge: the youngest age.
  ///   - width: n.
  ///   - radix: l at the youngest age.
  /// - Throws: as ``init(rates:sex:firstAge:width:firstSeparation:radix:)``.
  public init(
    rates: [Double], separations: [Double], sex: Sex? = nil, firstAge: Int = 0, width: Double = 1,
    radix: Double = 100_000
  ) throws(FundcastError) {
    let q = zip(rates.dropLast(), separations).map { m, a in width * m / (1 + (width - a) * m) }
    try self.init(
      rates: rates, separations: separations, q: q, sex: sex,
      scale: Scale(firstAge: firstAge, width: width, radix: radix))
  }

  /// A table from probabilities of dying, as actuaries publish them: m = q / (n − (n − a)·q).
  ///
  /// - Parameters:
  ///   - deathProbabilities: q by age, 0 ≤ q < 1, without the open age.
  ///   - openRate: m of the open age, positive.
  ///   - sex: names the sex in errors.
  ///   - firstAge: the youngest age.
  ///   - width: n; a is n/2 at every age.
  ///   - radix: l at the youngest age.
  /// - Throws: `FundcastError(.data)` naming each age with an impossible value.
  public init(
    deathProbabilities: [Double], openRate: Double, sex: Sex? = nil, firstAge: Int = 0, width: Double = 1,
    radix: Double = 100_000
  ) throws(FundcastError) {
    let rates = deathProbabilities.map { q in q / (width - width / 2 * q) } + [openRate]
    try self.init(
      rates: rates, separations: [Double](repeating: width / 2, count: deathProbabilities.count),
      q: deathProbabilities, sex: sex, scale: Scale(firstAge: firstAge, width: width, radix: radix))
  }

  /// The ages of a table, n of them to a step, and l at the first.
  private struct Scale {
    let firstAge: Int
    let width: Double
    let radix: Double
  }

  private init(
    rates: [Double], separations: [Double], q: [Double], sex: Sex?, scale: Scale
  ) throws(FundcastError) {
    let firstAge = scale.firstAge, width = scale.width, radix = scale.radix
    precondition(width > 0 && radix > 0, "width and radix must be positive")
    guard rates.count >= 2, separations.count == rates.count - 1 else {
      throw FundcastError(
        .data,
        Diagnostic(
          "a life table needs at least two ages, and a for each but the open one",
          value: "\(rates.count) rates, \(separations.count) values of a"))
    }
    let last = rates.count - 1
    var faults: [Diagnostic] = []
    for i in rates.indices {
      let age = firstAge + Int(Double(i) * width)
      let cell = FaultSubject.cell(TableCell(sex: sex, age: age))
      if !(rates[i] >= 0 && rates[i].isFinite) || (i == last && rates[i] == 0) {
        faults.append(
          Diagnostic(
            "impossible death rate", of: cell, value: "\(rates[i])",
            remedy: i == last ? "the open age needs a positive rate" : "give deaths per person-year, 0 or more"))
      } else if i < last, !(separations[i] >= 0 && separations[i] <= width) {
        faults.append(
          Diagnostic("years lived by those who die lie outside the age", of: cell, value: "\(separations[i])"))
      } else if i < last, !(q[i] >= 0 && q[i] < 1) {
        faults.append(
          Diagnostic(
            "nobody would survive this age: probability of dying \(q[i])", of: cell, value: "\(rates[i])",
            remedy: "check the unit of the rate, or let the open age begin here"))
      }
    }
    if !faults.isEmpty { throw FundcastError(.data, faults) }
    var l = [radix]
    var personYears: [Double] = []
    for i in 0..<last {
      let deaths = l[i] * q[i]
      l.append(l[i] - deaths)
      personYears.append(width * l[i + 1] + separations[i] * deaths)
    }
    personYears.append(l[last] / rates[last])
    self.firstAge = firstAge
    self.width = width
    self.rates = rates
    self.separations = separations + [1 / rates[last]]
    self.deathProbabilities = q + [1]
    self.survivors = l
    self.personYears = personYears
  }

  /// Years a(0) lived by those who die in the first year of life, from m(0): Coale and Demeny's West tables, as in
  /// Preston, Heuveline and Guillot (2001), table 3.3. From 0.107 upwards 0.330 for boys and 0.350 for girls; below,
  /// 0.045 + 2.684·m and 0.053 + 2.800·m.
  public static func infantSeparation(rate: Double, sex: Sex) -> Double {
    switch sex {
    case .male: rate >= 0.107 ? 0.330 : 0.045 + 2.684 * rate
    case .female: rate >= 0.107 ? 0.350 : 0.053 + 2.800 * rate
    }
  }

  /// Years of life still expected at the exact start of the `index`-th age: Σ L from there on, over l.
  public func expectancy(at index: Int) -> Double {
    var total = 0.0
    for years in personYears[index...].reversed() { total += years }
    return total / survivors[index]
  }

  /// The ratios that carry a stock by these ages over n years.
  /// - Throws: `FundcastError(.data)` when so few reach the last ages that L is 0 in floating point.
  public func survivalRatios() throws(FundcastError) -> SurvivalRatios {
    try SurvivalRatios(personYears: personYears, radix: survivors[0], width: width)
  }
}
