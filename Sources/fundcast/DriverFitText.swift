import Stochastics
import PolicyModel
import Quantities
import Studies

/// What `fundcast fit drivers` says and writes.
struct DriverFitText {
  private let study: DriverStudy

  /// Drawn years after which implied deviations are shown.
  private static let horizons = [1, 10, 20, 35]

  init(_ study: DriverStudy) { self.study = study }

  /// The fits, what the place holds beside them, and the correlations.
  var tables: String {
    var lines = ["x[t] = p x[t-1] + e[t] about a trend, fitted to \(study.history.file); standard errors in brackets"]
    lines += fits
    lines += ["", "fitted beside what the place holds, and the sd this implies after so many drawn years"] + held
    if !study.pairs.isEmpty {
      lines += ["", "correlations of e over shared years; * where as large a one is rarer than 1 in 20 by chance"]
      lines += correlations
      let count = study.pairs.count
      lines.append(
        "  \(count) \(count == 1 ? "pair" : "pairs") looked at: chance alone would mark \(FitTable.number(Double(count) / 20, 1))"
      )
    }
    return lines.joined(separator: "\n")
  }

  /// A series by its first driver.
  private func name(_ row: DriverStudy.Row) -> String {
    row.drivers.count > 1 ? "\(row.drivers[0].id) and \(row.drivers.count - 1) more" : row.column.name
  }

  private var fits: [String] {
    let header = ["series", "fit", "years", "sd about it (df)", "p", "sd of e", "df"]
    return FitTable.lines(
      [header]
        + study.rows.map { row in
          let fit = row.fit
          return [
            name(row), row.column.fit, "\(row.years.lowerBound)–\(row.years.upperBound): \(fit.deviations.count)",
            "\(FitTable.number(fit.deviation, 4)) (\(fit.deviationFreedom))",
            FitTable.number(fit.persistence, error: fit.persistenceError, 3),
            "\(FitTable.size(fit.innovation)) (\(FitTable.size(fit.innovationError)))", "\(fit.degreesOfFreedom)",
          ]
        })
  }

  private var held: [String] {
    let header = ["driver", "p", "held", "sd of e", "held", "acts"] + Self.horizons.map { "\($0)" }
    return FitTable.lines(
      [header]
        + study.rows.flatMap { row in
          row.drivers.map { driver in
            [
              driver.id, FitTable.number(row.fit.persistence, 3), "\(driver.persistence)",
              FitTable.size(row.fit.innovation), "\(driver.deviation)", driver.isCumulated ? "cumulated" : "level",
            ] + study.implied(driver, after: Self.horizons).map { FitTable.number($0, 4) }
          }
        })
  }

  private var correlations: [String] {
    let draws = study.place.baseline.draws
    func held(_ pair: DriverStudy.Pair) -> String {
      let places = [pair.rows.0, pair.rows.1].compactMap { row in
        draws?.drivers.firstIndex { $0.id == study.rows[row].drivers.first?.id }
      }
      guard let draws, places.count == 2 else { return "" }
      return "\(draws.correlations[places[0] * draws.drivers.count + places[1]])"
    }
    return FitTable.lines(
      [["series", "r", "years", "df", "chance", "held"]]
        + study.pairs.map { pair in
          let names = [pair.rows.0, pair.rows.1].map { name(study.rows[$0]) }
          return [
            names.joined(separator: ", "), FitTable.number(pair.correlation.value, 2), "\(pair.correlation.years)",
            "\(pair.correlation.freedom)", Self.chance(pair) + (pair.isSignificant ? " *" : "  "), held(pair),
          ]
        })
  }

  private static func chance(_ pair: DriverStudy.Pair) -> String {
    pair.correlation.probability.map { FitTable.number($0, 3) } ?? "–"
  }

  /// The fitted drivers as `draws:` takes them.
  var yaml: String {
    let header = FitTable.sources(
      study.history.sourceHeader, file: study.history.file, command: "fundcast fit drivers")
    return header.map { "# \($0)\n" }.joined() + "drivers:\n" + study.rows.flatMap(entries).joined()
      + correlationLines
  }

  private func title(_ title: LocalizedText) -> String {
    title.isOneText
      ? quoted(title.en) : "{ en: \(quoted(title.en)), \(title.language): \(quoted(title.local)) }"
  }

  private func entries(_ row: DriverStudy.Row) -> [String] {
    let fit = row.fit
    let source =
      "fitted to \(row.years.lowerBound)–\(row.years.upperBound), \(row.column.fit): persistence "
      + "\(FitTable.number(fit.persistence, 3)) (se \(FitTable.number(fit.persistenceError, 3))), sd "
      + "\(FitTable.size(fit.innovation)) (se \(FitTable.size(fit.innovationError))), df \(fit.degreesOfFreedom)"
    let registry = study.place.baseline.registry
    return row.drivers.map { driver in
      """
        \(driver.id):
          title: \(title(driver.title))
          levers: [\(driver.levers.map { registry[$0].path }.joined(separator: ", "))]
          effect: \(driver.effect.rawValue)
          cumulated: \(driver.isCumulated)
          persistence: \(FitTable.number(fit.persistence, 3))
          deviation: \(FitTable.size(fit.innovation))
          source: \(quoted(source))
          confidence: \(driver.confidence.rawValue)

      """
    }
  }

  /// Drivers that share a series move together: as independent ones their basket would move less than the series did.
  private var correlationLines: String {
    func line(_ drivers: [Driver], _ value: Double, _ source: String) -> String {
      let most = DriverStudy.mostCorrelation, written = FitTable.number(min(most, max(-most, value)), 3)
      let names = drivers.map(\.id).joined(separator: ", ")
      return "  - { between: [\(names)], value: \(written), source: \(quoted(source)) }\n"
    }
    let joined = study.rows.filter { $0.drivers.count > 1 }.map { line($0.drivers, 1, "one series for all") }
    let fitted = study.pairs.filter(\.isSignificant).flatMap { pair in
      study.rows[pair.rows.0].drivers.flatMap { one in
        study.rows[pair.rows.1].drivers.map { other in
          line(
            [one, other], pair.correlation.value,
            "\(pair.correlation.years) years, df \(pair.correlation.freedom), by chance \(Self.chance(pair))")
        }
      }
    }
    let lines = joined + fitted
    return lines.isEmpty ? "" : "correlations:\n" + lines.joined()
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: " ") + "\""
  }
}
