/// So many persons a year who move, whatever the hazard: an enrolment drive, a cohort of students, transfers between schemes.
///
/// They are solved once on the central path of the baseline into a hazard, hazard[t] = persons[t] ÷ Σ profile · people in the
/// statuses left at the beginning of the year, which then acts unchanged on every scenario and path (<doc:Membership>).
public struct Inflow: Sendable {
  /// The path of `persons`, for messages.
  public let id: String
  /// Persons a year who are to move.
  public let persons: ParameterID
  /// The hazard solved from them; moves of the scheme read it.
  public let hazard: ParameterID

  /// An inflow with its two levers.
  ///
  /// - Parameters:
  ///   - persons: a year, of all sexes and ages.
  ///   - hazard: written, never read from a file: a rate a year by which the profile of each move is multiplied.
  public init(id: String, persons: ParameterID, hazard: ParameterID) {
    self.id = id
    self.persons = persons
    self.hazard = hazard
  }
}

/// How a hazard answers a price: as an arc elasticity of the price against that of the baseline in the same year,
/// (1 + ε·ρ) ÷ (1 − ε·ρ) with ρ = (p − p₀) ÷ (p + p₀), the form of the demand response of <doc:Care>.
public struct PriceResponse: Sendable {
  /// What answers.
  public let hazard: ParameterID
  /// What it answers to.
  public let price: ParameterID
  /// ε, zero for no response.
  public let elasticity: ParameterID

  /// A response with its three levers.
  ///
  /// - Parameters:
  ///   - hazard: a rate a year, which moves of the scheme read.
  ///   - price: an amount in the currency.
  ///   - elasticity: below zero where fewer move as the price rises.
  public init(hazard: ParameterID, price: ParameterID, elasticity: ParameterID) {
    self.hazard = hazard
    self.price = price
    self.elasticity = elasticity
  }

  /// What the hazard is multiplied by; 1 where both prices are equal.
  ///
  /// - Parameters:
  ///   - elasticity: ε, below zero where fewer move as the price rises.
  ///   - price: that of the scenario, in the same unit as `baseline`.
  public static func factor(elasticity: Double, price: Double, baseline: Double) -> Double {
    guard price != baseline else { return 1 }
    let relative = (price - baseline) / (price + baseline)
    return (1 + elasticity * relative) / (1 - elasticity * relative)
  }
}
