/// How many months of reserve a fund has, in words. Officially six to nine months are normal for a resident fund and fewer than
/// three are an alert (recalled: Ministry of Human Resources and Social Security, document 67 of 2009); here whatever is not
/// normal is an alert, and below the lower bound a severe one.
public enum WarningLevel: String, Sendable, CaseIterable {
  case normal
  case alert
  case severe

  /// The level of `months` of reserve; what rounds to a bound reaches it.
  public init(months: Double, normal: Double, severe: Double) {
    let months = months + 1e-6
    self = months < severe ? .severe : months < normal ? .alert : .normal
  }
}
