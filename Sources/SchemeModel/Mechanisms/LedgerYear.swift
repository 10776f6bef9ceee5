/// A year of every account while its lines are posted: what lines and mechanisms read, and what has been posted so far. Vectors
/// over columns; a column is a scenario or a path of one.
public struct LedgerYear: Sendable {
  /// Rate, timing and whether negative balances bear interest, by column.
  public typealias InterestRule = (rate: [Double], timing: [Double], onNegative: [Double])

  /// The lines of the scheme.
  public let lines: [FlowLine]
  /// The number of columns.
  public let columns: Int
  /// The rule of interest.
  public let interest: InterestRule
  /// Balances at the end of last year, `[fund][column]`.
  private let opening: [Double]
  /// Scalar products of the lines, `[line][column]`.
  private let terms: [Double]
  /// Of dated lines, the part of the year they earn interest for, `[line][column]`.
  private let weights: [Double]
  /// Amounts, `[line][column]`; those of lines that are not posted yet are never read.
  public private(set) var amounts: [Double]
  private var isPosted: [Bool]
  private var moved: [DatedAmounts?]

  /// A year in which nothing is posted.
  ///
  /// - Parameters:
  ///   - opening: balances at the end of last year, `[fund][column]`.
  ///   - terms: scalar products of the lines, `[line][column]`.
  ///   - weights: of dated lines, the part of the year they earn interest for, `[line][column]`.
  public init(
    _ lines: [FlowLine], columns: Int, opening: [Double], terms: [Double], weights: [Double], interest: InterestRule
  ) {
    self.lines = lines
    self.columns = columns
    self.opening = opening
    self.terms = terms
    self.weights = weights
    self.interest = interest
    amounts = [Double](repeating: 0, count: lines.count * columns)
    isPosted = [Bool](repeating: false, count: lines.count)
    moved = [DatedAmounts?](repeating: nil, count: lines.count)
  }

  private func range(_ place: Int) -> Range<Int> { (place * columns)..<((place + 1) * columns) }

  /// The scalar product of a line, by column.
  public func term(_ line: Int) -> [Double] { Array(terms[range(line)]) }

  /// The balance of a fund at the end of last year, by column, in the currency.
  public func opening(of fund: Int) -> [Double] { Array(opening[range(fund)]) }

  /// The sum of lines.
  ///
  /// - Precondition: all are posted: a mechanism declares what it reads.
  public func sum(_ lines: [Int]) -> [Double] {
    var total = [Double](repeating: 0, count: columns)
    for line in lines {
      precondition(isPosted[line], "a line is read before it is posted")
      for column in 0..<columns { total[column] += amounts[line * columns + column] }
    }
    return total
  }

  /// What some lines bring to a fund and take from it.
  ///
  /// - Precondition: all are posted.
  public func flows(of fund: Int, _ lines: [Int]) -> FundFlows {
    var flows = FundFlows(columns: columns)
    for line in lines {
      guard let kind = self.lines[line].kind(in: fund) else { continue }
      precondition(isPosted[line], "a line is read before it is posted")
      flows.enter(amounts[range(line)], kind, moved[line])
    }
    return flows
  }

  /// Amounts of a line, by column, each times the part of the year for which it earns interest.
  ///
  /// - Parameter line: a dated one: others have no such part.
  public func weighted(_ amount: [Double], as line: Int) -> DatedAmounts {
    DatedAmounts(amounts: amount, weighted: (0..<columns).map { amount[$0] * weights[line * columns + $0] })
  }

  /// Posts a line.
  ///
  /// - Parameter dated: what of it is moved in months; nil: all of it where the line is dated, else nothing.
  /// - Precondition: an amount for each column, and once a year.
  public mutating func post(_ line: Int, _ amount: [Double], dated: DatedAmounts? = nil) {
    precondition(amount.count == columns && !isPosted[line], "a line is posted once, in every column")
    isPosted[line] = true
    amounts.replaceSubrange(range(line), with: amount)
    moved[line] = dated ?? (lines[line].isDated ? weighted(amount, as: line) : nil)
  }
}
