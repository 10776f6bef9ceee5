/// The unit of a parameter, as written after `unit:`.
public enum Unit: String, Sendable, CaseIterable {
  case yuan
  case yuanPerYear = "yuan/year"
  case yuanPerPersonYear = "yuan/person/year"
  case yuanPerService = "yuan/service"
  case share
  case sharePerYear = "share/year"
  case factor
  case persons
  case personsPerYear = "persons/year"
  case servicesPerPersonYear = "services/person/year"
  case age = "years of age"
  case calendarYear = "calendar year"
  case months
  case elasticity
  case number
  case yesNo = "0 or 1"
}
