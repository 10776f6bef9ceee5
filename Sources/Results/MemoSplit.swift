import SchemeModel

/// Where the money of a memo line went: the lines of its item move by just as much, the other way, over several funds. Relief
/// granted is such a line: what is not levied is missing in each fund that shares the contribution.
public struct MemoSplit: Sendable {
  /// What the reform does to the memo line over all reported years.
  public let change: Double
  /// What it does to the lines of the same item in each fund that it moves, money on the balance.
  public let shares: [(fund: Int, effect: Double)]

  /// Nil where the line is no memo line, does not move, or its money did not go to several funds.
  ///
  /// - Parameter visible: the smallest change that shows.
  public init?(_ outcome: Outcome, line memo: Int, visible: Double) {
    let scheme = outcome.scheme, baseline = outcome.baseline
    guard scheme.lines[memo].kind == .memo else { return nil }
    func total(_ line: Int) -> Double {
      (0..<outcome.timeline.reportedCount).reduce(0) {
        $0 + outcome.amount(line: line, year: $1) - baseline.amount(line: line, year: $1)
      }
    }
    let change = total(memo)
    guard change.magnitude >= visible else { return nil }
    let effects = scheme.accounts.map { account in
      account.entries.filter { $0.line.officialItem == scheme.lines[memo].officialItem }
        .reduce(0) { $0 + ($1.kind.side?.effect ?? 0) * total($1.index) }
    }
    let shares = effects.enumerated().filter { $0.element.magnitude >= visible }
    guard shares.count > 1, (effects.reduce(0, +) + change).magnitude <= 1e-6 * change.magnitude else { return nil }
    self.change = change
    self.shares = shares.map { ($0.offset, $0.element) }
  }
}
