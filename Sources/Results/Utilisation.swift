import SchemeModel

/// Use of a branch by one status in a year, and what it costs.
public struct Utilisation: Sendable, Hashable {
  /// Services.
  public let services: Double
  /// Bills.
  public let bill: Double
  /// The part of them inside the benefit lists.
  public let eligible: Double
  /// What the basic scheme pays.
  public let fund: Double

  /// The bill less that payment, whoever pays it.
  public var own: Double { bill - fund }
}

/// What part of a branch's services and bills a setting has in a year.
public struct SettingShare: Sendable, Hashable {
  /// Of services.
  public let services: Double
  /// Of bills.
  public let bill: Double

  /// All of a branch.
  public static let whole = SettingShare(services: 1, bill: 1)

  /// The shares of all settings of a branch in their order; where values move within the year, the means of its months.
  ///
  /// - Returns: shares that sum to one over the settings; none where the branch tells none apart.
  public static func all(_ branch: Branch, _ parameters: ParameterSet, year: Int) -> [SettingShare] {
    let months = parameters.movesWithin(year, branch.settings.flatMap { [$0.share, $0.costRatio] }) ? 12 : 1
    return branch.settings.indices.map { place in
      var services = 0.0, bill = 0.0
      for month in 0..<months {
        let values = branch.settings.map {
          (
            share: parameters[$0.share].value(year: year, month: month),
            ratio: parameters[$0.costRatio].value(year: year, month: month)
          )
        }
        let mean = values.reduce(0) { $0 + $1.share * $1.ratio }
        services += values[place].share
        bill += mean > 0 ? values[place].share * values[place].ratio / mean : 0
      }
      return SettingShare(services: services / Double(months), bill: bill / Double(months))
    }
  }
}

extension Outcome {
  /// Use of a branch by one status, both by index, in a year; zero where nobody of the status uses it.
  public func utilisation(branch: Int, status: Int, year: Int) -> Utilisation {
    func value(_ quantity: Quantity) -> Double { self.quantity(quantity, status: status, year: year) ?? 0 }
    return Utilisation(
      services: value(.services(branch)), bill: value(.bill(branch)), eligible: value(.eligible(branch)),
      fund: value(.fundPayment(branch)))
  }
}
