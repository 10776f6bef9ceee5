/// How large a part of a size a difference may be, by the reason for it: for tests that state the size themselves, and for
/// ratios to 1. ``Tolerance`` has the reasons that know their size. No test has a number of its own.
public enum Within {
  /// A few operations, each rounded: some units in the last place.
  public static let rounding = 1e-15
  /// Closed forms with powers and roots, or short sums: some tens of units in the last place.
  public static let closedForm = 1e-14
  /// Sums of a hundred terms in another order.
  public static let shortSum = 1e-13
  /// Sums of some thousand terms in another order, as ``Tolerance/roundoff(gross:)``.
  public static let roundoff = 1e-12
  /// Two ways of adding thousands of terms that take exponentials and error functions from different libraries.
  public static let twin = 1e-11
  /// A few linear equations of mixed sizes solved, decades of years each of which carries the roundings of the one before, or
  /// groups whose bounds an iteration finds.
  public static let chained = 1e-10
  /// What an iteration meets (fits stop at 1e-10 of a figure, hazards likewise), and everything that leans on it.
  public static let solved = 1e-9
  /// An integral over the bills of two branches, as a part of the bill (<doc:Invariants>).
  public static let quadrature = 1e-9
  /// Two such integrals that are compared with each other.
  public static let twoQuadratures = 2e-9
  /// A difference of two runs that lean on what an iteration meets, in accounts some ten times as large as the difference.
  public static let difference = 1e-8
  /// The same in accounts some hundred times as large.
  public static let smallDifference = 1e-7
  /// What lies between nodes of an interpolation, as a part of the gross flows; and limits taken by a small step.
  public static let interpolated = 1e-6
  /// The part of a whole that first-order effects explain: what they set in motion themselves is left out.
  public static let firstOrder = 1e-3
}

/// Differences that nobody can see, in the unit of what is compared.
public enum Unseen {
  /// A tenth of a cent, in yuan; tables print cents.
  public static let yuan = 1e-3
  /// A cent: amounts of a path that are sums over paths or years, each with its own rounding.
  public static let sumOfYuan = 1e-2
  /// A yuan, of accounts of thousands of millions that lean on what an iteration meets.
  public static let wholeYuan = 1.0
  /// A tenth of a person, as people are printed.
  public static let persons = 0.1
  /// A millionth of a person: rounding moves a cell of some ten thousand people no further.
  public static let partOfAPerson = 1e-6
  /// A unit of the last printed digit of a golden: the last bits decide which way a half is rounded.
  public static let lastGoldenDigit = 1.01
  /// A hundredth of the cent that is printed: what is read back from text was rounded by half a cent itself.
  public static let readBack = 1e-6
}
