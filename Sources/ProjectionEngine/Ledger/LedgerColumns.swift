import Quantities
import SchemeModel

/// The accounts of some columns from year to year: what was posted last, what mechanisms took along, the balances, and whether a
/// rule that reacts to them acts.
struct LedgerColumns: Sendable {
  private let step: LedgerStep
  private let reactions: [Reaction?]
  /// Amounts of the year, `[line][column]`; empty before the base year.
  private(set) var amounts: [Double] = []
  /// The year between posting and closing.
  private var open: LedgerStep.Open?
  /// What mechanisms take along into next year, `[number][column]`.
  private var memory: [Double]
  /// Balances at the end of the year, `[fund][column]`, and at that of the year before.
  private(set) var balances: [Double]
  private(set) var openings: [Double]
  /// Whether the reaction of each column acts in the year to come.
  private(set) var acts: [Bool]

  /// - Parameters:
  ///   - opening: by column, what a balance or memory opens with, by its lever.
  ///   - reactions: the rule of each column; nil for none.
  init(_ scheme: Scheme, _ opening: (ParameterID) -> [Double], reactions: [Reaction?]) {
    step = LedgerStep(scheme, columns: reactions.count)
    self.reactions = reactions
    openings = scheme.funds.flatMap { opening($0.openingBalance) }
    balances = openings
    memory = scheme.memory.flatMap { opening($0.opening) }
    acts = reactions.map { _ in false }
  }

  /// Posts a year up to the settlement of results.
  ///
  /// - Parameter inputs: what the year takes from parameters and people.
  /// - Throws: ``FundcastError`` where lines read one another in a circle.
  mutating func post(_ inputs: LedgerStep.Inputs) throws {
    open = try step.open(opening: balances, memory: memory, inputs)
  }

  /// Closes the year that is posted.
  ///
  /// - Parameter used: columns from here on are padding.
  /// - Throws: ``LedgerStep/Overdrawn``.
  mutating func close(used: Int) throws(LedgerStep.Overdrawn) {
    guard let year = open else { preconditionFailure("a year is posted before it is closed") }
    let posted = try step.close(year, opening: balances, used: used)
    open = nil
    openings = balances
    (amounts, balances, memory) = (posted.amounts, posted.closing, posted.memory)
    let columns = reactions.count
    for (column, reaction) in reactions.enumerated() {
      guard let reaction else { continue }
      acts[column] = reaction.acts(
        scheme: step.scheme, stock: { balances[$0 * columns + column] }, amount: { amounts[$0 * columns + column] })
    }
  }
}
