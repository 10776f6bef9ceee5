/// When persons are counted in a year (<doc:Time>).
public enum CountBasis: String, Sendable, CaseIterable {
  /// Exposure, ½(opening + closing) of the cell: what is paid month by month is due on it.
  case personYears = "person-years"
  /// Persons on the books of the year: what a premium or a subsidy of the year is due on. Everybody counts once whom the year's
  /// moves leave in the status, those who die before its end and the newborn among them; who joins counts whole, who leaves not
  /// at all. Migrants are moves too: both halves of the year's net migrants are on the books, those who come late like those who
  /// come early, so that the books are the stock at the end of the year and the deaths of the year, at the age reached, and over
  /// all statuses opening + births + net migrants.
  case annual
  /// The stock at 31 December.
  case yearEnd = "year-end"
}

/// What is counted, person by person, before a line's scalar factors: one value for every sex, age and status.
public enum Quantity: Sendable, Hashable {
  /// Persons.
  case persons(CountBasis)
  /// Persons × prevalence of dependency.
  case dependents(CountBasis)
  /// Person-years × contribution base of the ``EarningsRule`` at this index.
  case contributionBase(Int)
  /// Services used in the ``Branch`` at this index.
  case services(Int)
  /// Bills of the branch.
  case bill(Int)
  /// Eligible part of the bills of the branch.
  case eligible(Int)
  /// What the fund pays of them.
  case fundPayment(Int)
  /// What the ``Layer`` at this index pays.
  case layerPayment(Int)
  /// Persons × the share of them who join the ``Cover`` at this index.
  case covered(Int, CountBasis)

  /// Person-years of exposure.
  public static let personYears = Quantity.persons(.personYears)
  /// Persons at 31 December.
  public static let yearEnd = Quantity.persons(.yearEnd)

  /// Whether it is a number of persons, counted on a declared basis.
  public var countsPersons: Bool {
    switch self {
    case .persons, .dependents, .covered: true
    case .contributionBase, .services, .bill, .eligible, .fundPayment, .layerPayment: false
    }
  }

  /// When the people behind it are counted: earnings, care and what is paid for it follow exposure.
  public var basis: CountBasis {
    switch self {
    case .persons(let basis), .dependents(let basis), .covered(_, let basis): basis
    case .contributionBase, .services, .bill, .eligible, .fundPayment, .layerPayment: .personYears
    }
  }
}
