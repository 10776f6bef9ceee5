/// How the deductible of a branch counts.
public enum DeductibleBasis: String, Sendable {
  /// Once for every admission; the bill of a year with n admissions carries n deductibles.
  case admission
  /// Once a year, on the bill of the year.
  case year
}

/// Where the payments of a branch begin and end.
public struct BranchThresholds: Sendable, RoledParameters {
  /// How the deductible counts.
  public let basis: DeductibleBasis
  /// Deductible, money per admission or year, on eligible expense.
  public let deductible: ParameterID
  /// Deductible of every further admission of a year to that of the first; nil for the same.
  public let laterShare: ParameterID?
  /// Most the fund pays for a person in a year.
  public let ceiling: ParameterID

  /// Thresholds on eligible expense, amounts in the currency.
  ///
  /// - Parameters:
  ///   - basis: whether the deductible is due for each admission or once a year.
  ///   - laterShare: a share, 0…1, for the second and every further admission of a year; nil for 1.
  ///   - ceiling: for a person and year, whatever the basis.
  public init(
    basis: DeductibleBasis, deductible: ParameterID, laterShare: ParameterID? = nil, ceiling: ParameterID
  ) {
    self.basis = basis
    self.deductible = deductible
    self.laterShare = laterShare
    self.ceiling = ceiling
  }

  /// Its parameters with their roles.
  public var roles: [(id: ParameterID, role: FlowRole)] {
    [(deductible, .threshold), (ceiling, .threshold)] + [laterShare].compactMap { $0 }.map { ($0, .share) }
  }
}

/// What part of a bill of a branch counts, and is paid.
public struct BranchShares: Sendable, RoledParameters {
  /// Share of the bill inside the benefit lists (政策范围内).
  public let eligible: ParameterID
  /// Share paid between deductible and ceiling.
  public let paid: ParameterID

  /// Two shares, each 0…1: `eligible` of the bill, and `paid` of what is eligible between deductible and ceiling.
  public init(eligible: ParameterID, paid: ParameterID) {
    self.eligible = eligible
    self.paid = paid
  }

  /// Its parameters with their roles.
  public var roles: [(id: ParameterID, role: FlowRole)] { [(eligible, .share), (paid, .share)] }
}
