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

  /// See the properties.
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

  /// See the properties.
  public init(hazard: ParameterID, price: ParameterID, elasticity: ParameterID) {
    self.hazard = hazard
    self.price = price
    self.elasticity = elasticity
  }

  /// What the hazard is multiplied by where the price is `price` instead of `baseline`; 1 where they are equal.
  public static func factor(elasticity: Double, price: Double, baseline: Double) -> Double {
    guard price != baseline else { return 1 }
    let relative = (price - baseline) / (price + baseline)
    return (1 + elasticity * relative) / (1 - elasticity * relative)
  }
}
