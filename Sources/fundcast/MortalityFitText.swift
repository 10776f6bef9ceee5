import Demography
import Quantities
import Studies

/// What `fundcast fit mortality` says and writes.
struct MortalityFitText {
  private let study: MortalityStudy

  /// Ages shown on the terminal.
  private static let ages = [0, 5, 20, 40, 60, 70, 80, 90, 100]

  init(_ study: MortalityStudy) { self.study = study }

  /// The fit, what the place holds beside it, and the random walk of the index.
  func tables(through last: Int?) -> String {
    let history = study.history
    let explained = FitTable.number(100 * study.model.explained, 1)
    return
      (["Lee–Carter with one index for both sexes, fitted to \(history.file)"]
      + ["rates of \(history.groups.count) ages in \(history.rateYears.count) years: \(explained) % of the variance"]
      + ["", "response to the index, 1 at the mean cell"] + responses + [comparison]
      + ["", "index that gives the deaths of each year"] + indexes
      + ["", "the index as a random walk; standard errors in brackets"] + walks(through: last))
      .joined(separator: "\n")
  }

  private var responses: [String] {
    FitTable.lines(
      [["age"] + Self.ages.map { "\($0)" }]
        + Sex.allCases.map { sex in
          [sex.id]
            + Self.ages.map { FitTable.number(Double(Age.panelCount) * study.model.beta[Age.cell(sex, $0)], 2) }
        })
  }

  private var comparison: String {
    guard let held = study.held else { return "the place has no mortality-index.csv" }
    let unit = (0..<MortalityStudy.digits).reduce(1.0) { one, _ in 10 * one }
    let furthest = zip(held, study.printedBeta).map { ($0 * unit - Double($1)).magnitude }.max() ?? 0
    return furthest < 0.5
      ? "mortality-index.csv of the place holds these values to its last digit"
      : "mortality-index.csv of the place lies up to \(FitTable.number(furthest / unit, MortalityStudy.digits)) from these values"
  }

  private var indexes: [String] {
    let first = study.history.years.lowerBound
    return FitTable.lines(
      [["year", "index", "change"]]
        + study.index.enumerated().map { place, index in
          ["\(first + place)", FitTable.number(index, 1), place == 0 ? "" : FitTable.number(change(place), 3)]
        })
  }

  private func walks(through last: Int?) -> [String] {
    let years = study.history.years
    let kept = ([last, years.upperBound].compactMap { $0 }).compactMap { last in
      study.walk(through: last).map { (last, $0) }
    }
    return FitTable.lines(
      [["changes", "drift", "sd", "df"]]
        + kept.map { last, walk in
          [
            "\(years.lowerBound + 1)–\(last)", FitTable.number(walk.drift, error: walk.driftError, 3),
            FitTable.number(walk.deviation, error: walk.deviationError, 3), "\(walk.degreesOfFreedom)",
          ]
        })
  }

  private func change(_ place: Int) -> Double { study.index[place] - study.index[place - 1] }

  private func header(_ lines: [String]) -> String {
    let sources = FitTable.sources(
      study.history.sourceHeader, file: study.history.file, command: "fundcast fit mortality")
    return (lines + sources).map { "# \($0)\n" }.joined()
  }

  /// mortality-index.csv.
  var response: String {
    var text = header([
      "title: Response of mortality to its index by sex and age",
      "unit: change of the log death rate per unit of the index; sums to 1 over both sexes and all ages, so one unit is 0.5 % at the mean cell",
    ])
    text += "sex,age,log_rate_per_unit\n"
    for sex in Sex.allCases {
      for age in 0..<Age.count { text += "\(sex.id),\(age),\(decimal(study.printedBeta[Age.cell(sex, age)]))\n" }
    }
    return text
  }

  /// The index and its change by year.
  var indexByYear: String {
    var text = header([
      "title: Mortality index by year, as it gives the deaths of the year", "unit: that of mortality-index.csv",
    ])
    text += "year,index,change\n"
    for (place, index) in study.index.enumerated() {
      text += "\(study.history.years.lowerBound + place),\(FitTable.number(index, 6)),"
      text += place == 0 ? "\n" : "\(FitTable.number(change(place), 6))\n"
    }
    return text
  }

  /// A number of units of the last digit as a decimal.
  private func decimal(_ units: Int) -> String {
    let digits = "\(units.magnitude)"
    let padded = String(repeating: "0", count: max(0, MortalityStudy.digits + 1 - digits.count)) + digits
    return (units < 0 ? "-" : "") + padded.dropLast(MortalityStudy.digits) + "." + padded.suffix(MortalityStudy.digits)
  }
}
