import Quantities
import SchemeModel

/// How a driver moves its levers.
public enum DriverEffect: String, Sendable, CaseIterable {
  /// value + x.
  case add
  /// value · exp(x).
  case scale
}

/// The autoregressive process of a driver, x, and what it does to values.
public struct DriverMotion: Sendable, Hashable {
  /// How x moves a value.
  public let effect: DriverEffect
  /// Whether values move by the sum of x over the years drawn so far, else by x of the year.
  public let isCumulated: Bool
  /// φ in x[t] = φ·x[t − 1] + ε[t].
  public let persistence: Double
  /// Standard deviation of ε.
  public let deviation: Double

  /// A motion in the unit of its effect: of the lever where x is added, of its logarithm where it scales.
  ///
  /// - Parameters:
  ///   - isCumulated: true where x is what a level grows by in a year.
  ///   - persistence: between −1 and 1.
  ///   - deviation: 0 or more; 0 switches the driver off.
  public init(_ effect: DriverEffect, isCumulated: Bool, persistence: Double, deviation: Double) {
    self.effect = effect
    self.isCumulated = isCumulated
    self.persistence = persistence
    self.deviation = deviation
  }
}

/// A source of uncertainty: an autoregressive process that moves levers. A path is the scenario one would get by writing its
/// values by hand.
public struct Driver: Sendable {
  /// The name in files.
  public let id: String
  /// The name in reports.
  public let title: LocalizedText
  /// What it moves.
  public let levers: [ParameterID]
  /// How.
  public let motion: DriverMotion
  /// Who says so.
  public let citation: Citation
  /// Whether it moves its levers; one that is switched off is still drawn, so that all others see the same futures.
  public let isActive: Bool

  /// A driver and its levers, which all move by the same x.
  ///
  /// - Parameter isActive: true unless said; a deviation of 0 switches off as well.
  public init(
    id: String, title: LocalizedText, levers: [ParameterID], motion: DriverMotion, citation: Citation,
    isActive: Bool = true
  ) {
    self.id = id
    self.title = title
    self.levers = levers
    self.motion = motion
    self.citation = citation
    self.isActive = isActive && motion.deviation > 0
  }

  /// How its levers move.
  public var effect: DriverEffect { motion.effect }
  /// Whether they move by the sum of x.
  public var isCumulated: Bool { motion.isCumulated }
  /// φ.
  public var persistence: Double { motion.persistence }
  /// Standard deviation of ε.
  public var deviation: Double { motion.deviation }
  /// Who says so.
  public var source: String { citation.source }
  /// How sure it is.
  public var confidence: Confidence { citation.confidence }
  /// Where it stands.
  public var location: SourceLocation { citation.location }
}

/// The section `draws:` of an assumptions file: what is uncertain, and how much.
public struct Draws: Sendable {
  /// The first calendar year that is drawn; the years before are known.
  public let firstYear: Int
  /// The drivers in declared order, which is the order of their random numbers.
  public let drivers: [Driver]
  /// Correlations of the innovations, `[driver][driver]`, flat; ones on the diagonal.
  public let correlations: [Double]

  /// All that is drawn together.
  ///
  /// - Parameters:
  ///   - firstYear: a calendar year.
  ///   - drivers: in another order they have other paths.
  ///   - correlations: `[driver][driver]`, symmetric; contradictions are found when a process is made of them.
  public init(firstYear: Int, drivers: [Driver], correlations: [Double]) {
    self.firstYear = firstYear
    self.drivers = drivers
    self.correlations = correlations
  }

  /// The same with some drivers switched off; everybody else's draws stay.
  public func without(_ ids: Set<String>) -> Draws {
    Draws(
      firstYear: firstYear,
      drivers: drivers.map { driver in
        guard ids.contains(driver.id) else { return driver }
        return Driver(
          id: driver.id, title: driver.title, levers: driver.levers, motion: driver.motion,
          citation: driver.citation, isActive: false)
      }, correlations: correlations)
  }
}
