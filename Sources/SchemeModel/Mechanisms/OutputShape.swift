/// What the factors of a line multiply where it posts an output of a mechanism: when it moves within the year follows from it.
public enum OutputBasis: Sendable, Hashable {
  /// One: the factors are the amount.
  case unit
  /// The sum of lines of the year.
  case lines([Int])
  /// A line of the year within a bound: it falls into the same months.
  case bounded(Int)
  /// A stock that moves to another fund, in the months in which its share rises.
  case stock
  /// Something known for the year as a whole: a balance, a result, or what is left of last year.
  case balance
}

/// How the lines must look that post an output, so that a mechanism holds what it promises: money that is put off comes back on
/// the same side, a stock that leaves a fund arrives in another, and a factor that nothing reads is not there.
public struct OutputShape: Sendable, Hashable {
  /// Which factors a line may have.
  public enum Factors: Sendable {
    /// Any: they are parameters of the mechanism.
    case own
    /// None: what is posted follows from the rest.
    case none
    /// −1 alone: the line counts others with the sign turned.
    case reversed
  }

  /// The name of the output.
  public let name: String
  /// The kinds its lines may have in the account of the mechanism's fund.
  public let kinds: [LineKind]
  /// Whether what leaves the fund must arrive in another.
  public let hasCounterpart: Bool
  /// Which factors its lines may have.
  public let factors: Factors

  /// - Parameters:
  ///   - hasCounterpart: no matter unless said.
  ///   - factors: any unless said.
  public init(_ name: String, _ kinds: [LineKind], hasCounterpart: Bool = false, factors: Factors = .own) {
    self.name = name
    self.kinds = kinds
    self.hasCounterpart = hasCounterpart
    self.factors = factors
  }

  /// - Throws: ``MechanismFault`` where `line`, of which the factors of the output multiply `basis`, does not have the shape.
  func check(_ line: FlowLine, fund: Int, basis: OutputBasis) throws(MechanismFault) {
    guard line.fund == fund else {
      throw MechanismFault(
        "\(line.id) posts its \(name) in another fund", remedy: "let it stand in the mechanism's own")
    }
    guard kinds.contains(line.kind) else {
      throw MechanismFault(
        "\(line.id) posts its \(name) as \(line.kind.rawValue)",
        remedy: "let it be \(kinds.map(\.rawValue).joined(separator: " or "))")
    }
    guard !hasCounterpart || line.counterpart != nil else {
      throw MechanismFault(
        "what \(line.id) takes from its fund arrives nowhere", remedy: "name the fund that it goes to: counterpart")
    }
    switch (factors, line.product.factors) {
    case (.own, _), (.none, []), (.reversed, [.constant(-1)]): break
    case (.none, _):
      throw MechanismFault(
        "\(line.id) has factors, but its \(name) follows from other lines", remedy: "leave its factors out")
    case (.reversed, _):
      throw MechanismFault(
        "\(line.id) counts other lines with the sign turned, and nothing else", remedy: "let -1 be its only factor")
    }
    guard basis != .stock || line.monthlyProfile == LineMonths.december else {
      throw MechanismFault(
        "\(line.id) moves a stock, in the months in which its share rises, whatever its own months",
        remedy: "give it December alone, whose share is that of the year: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]")
    }
    switch (line.source, basis) {
    case (.amount, _): break
    case (.lines(let own), .lines(let counted)) where Set(own) == Set(counted): break
    default:
      throw MechanismFault(
        "\(line.id) counts something of its own, which its \(name) would not contain",
        remedy: basis == .unit ? "let it be an amount: `source: amount`" : "let it count what the mechanism gives")
    }
  }
}
