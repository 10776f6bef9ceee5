import Stochastics
import InputFiles
import PolicyModel
import Quantities

/// The drivers of a place fitted to their history, beside what the place holds.
public struct DriverStudy: Sendable {
  /// A column of the history and its fit.
  public struct Row: Sendable {
    /// The series.
    public let column: DriverHistory.Column
    /// The process fitted to it.
    public let fit: DriverFit
    /// The drivers of the place that it stands for.
    public let drivers: [Driver]

    /// The years observed.
    public var years: ClosedRange<Int> { (fit.deviations.keys.min() ?? 0)...(fit.deviations.keys.max() ?? 0) }
  }

  /// The innovations of two rows together.
  public struct Pair: Sendable {
    /// The places of the rows.
    public let rows: (Int, Int)
    /// Their correlation.
    public let correlation: DriverCorrelation
    /// Whether a correlation as large would come up between independent drivers in fewer than one of twenty histories.
    public var isSignificant: Bool { correlation.probability.map { $0 < 0.05 } ?? false }
  }

  /// The place.
  public let place: Place
  /// The history.
  public let history: DriverHistory
  /// A row for each column.
  public let rows: [Row]
  /// Every two rows that share three years or more.
  public let pairs: [Pair]

  /// Fits every column of a history.
  ///
  /// - Throws: ``FundcastError`` where the place draws nothing, the history is at fault, a series gives no stationary process,
  ///   or the correlations contradict each other.
  public init(_ place: Place, reading path: String) throws {
    guard let draws = place.baseline.draws else {
      throw FundcastError(
        .data,
        Diagnostic(
          "the place has no drivers to fit", file: place.path, key: "draws",
          remedy: "add the section `draws:` to its assumptions, as scenarios/shandong has it"))
    }
    let history = try DriverHistory(reading: path, known: draws.drivers.map(\.id))
    self.place = place
    self.history = history
    var faults: [Diagnostic] = []
    rows = history.columns.compactMap { column in
      do {
        let fit = try DriverFit(column.series)
        if let fault = Self.explosive(fit) { throw fault }
        return Row(column: column, fit: fit, drivers: draws.drivers.filter { column.drivers.contains($0.id) })
      } catch {
        let (message, remedy) = Self.words(error)
        faults.append(
          Diagnostic(
            message, file: history.file, line: history.fitLine, key: column.name, value: column.fit, remedy: remedy))
        return nil
      }
    }
    guard faults.isEmpty else { throw FundcastError(.data, faults) }
    var pairs: [Pair] = []
    for one in rows.indices {
      for other in rows.indices.dropFirst(one + 1) {
        guard let correlation = DriverCorrelation(rows[one].fit, rows[other].fit) else { continue }
        pairs.append(Pair(rows: (one, other), correlation: correlation))
      }
    }
    self.pairs = pairs
    try checkCorrelations()
  }

  /// The standard deviations that the values of the place imply for its drivers after so many drawn years, of x or of its
  /// sum, as the driver acts.
  public func implied(_ driver: Driver, after years: [Int]) -> [Double] {
    let process = try? DriverProcess(
      persistence: [driver.persistence], innovationDeviation: [driver.deviation], innovationCorrelation: [1])
    guard let process else { return years.map { _ in .nan } }
    let deviations = process.deviations(years: years.max() ?? 0)
    return years.map { (driver.isCumulated ? deviations.cumulated : deviations.level)[$0 - 1] }
  }

  /// What a place that took `text` into its section `draws:` would draw: read and checked as a place is.
  ///
  /// - Parameter name: the file the text is to stand in.
  public func draws(reading text: String, named name: String) throws -> Draws {
    let draws = try place.draws(reading: text, named: name)
    _ = try draws.process()
    return draws
  }

  /// The most a persistence may be, as `draws:` takes it.
  private static let mostPersistence = 0.999
  /// Likewise a correlation; beyond it too little of a driver is its own.
  public static let mostCorrelation = 0.999

  private struct Explosive: Error { let text: String }

  private static func explosive(_ fit: DriverFit) -> Explosive? {
    guard !(fit.persistence.magnitude <= mostPersistence) else { return nil }
    return Explosive(text: ShortNumber.text(fit.persistence, digits: 4))
  }

  /// A sentence and a way out.
  private static func words(_ error: any Error) -> (String, String) {
    switch error {
    case DriverFitError.tooFewYears(let needed, let found):
      (
        "\(found) years are too few for this trend and a persistence: \(needed) are needed, one after the other",
        "add years, or take off less: constant, or none"
      )
    case DriverFitError.trend:
      (
        "the parts of the trend cannot be told apart",
        "let a step begin after the first and before the last year that counts"
      )
    case DriverFitError.noDeviations:
      ("the series lies on its trend in every year", "take off less, or give the series with more digits")
    case let fault as Explosive:
      (
        "the series does not come back to this trend: persistence \(fault.text)",
        "take off more (linear, quadratic), or give yearly changes of a driver that is cumulated"
      )
    default: ("\(error)", "check the series")
    }
  }

  /// The significant correlations together must be those of some numbers.
  private func checkCorrelations() throws {
    var table = [Double](repeating: 0, count: rows.count * rows.count)
    for row in rows.indices { table[row * (rows.count + 1)] = 1 }
    for pair in pairs where pair.isSignificant {
      let (one, other) = pair.rows
      table[one * rows.count + other] = pair.correlation.value
      table[other * rows.count + one] = pair.correlation.value
    }
    // Persistences, deviations and the table are as a process takes them: nothing but this can be wrong.
    let process = Result<DriverProcess, DriverProcessError> { () throws(DriverProcessError) in
      try DriverProcess(
        persistence: table.map { _ in 0 }, innovationDeviation: rows.map { _ in 1 }, innovationCorrelation: table)
    }
    let row: Int?
    switch process {
    case .success(let process):
      let own = (1 - Self.mostCorrelation * Self.mostCorrelation).squareRoot()
      row = rows.indices.first { process.innovation[$0 * (rows.count + 1)] < own }
    case .failure(.notPositiveDefinite(let driver)): row = driver
    case .failure: row = nil
    }
    guard let row else { return }
    let partners = pairs.filter { $0.isSignificant && $0.rows.1 == row }.map { rows[$0.rows.0].column.name }
    throw FundcastError(
      .data,
      Diagnostic(
        "the innovations of this driver follow from those of \(partners.joined(separator: ", ")): their covariance is singular",
        file: history.file, line: history.headerLine, key: rows[row].column.name,
        remedy: "delete the column, or join the drivers in one column by +"))
  }
}
