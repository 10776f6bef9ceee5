import Quantities
import SchemeModel

/// The accounts of some columns from year to year: what was posted last, the balances, and whether a rule that reacts to them acts.
struct LedgerColumns: Sendable {
  private let step: LedgerStep
  private let reactions: [Reaction?]
  /// Amounts of the year, `[line][column]`; empty before the base year.
  private(set) var amounts: [Double] = []
  /// Balances at the end of the year, `[fund][column]`, and at that of the year before.
  private(set) var balances: [Double]
  private(set) var openings: [Double]
  /// Whether the reaction of each column acts in the year to come.
  private(set) var acts: [Bool]

  /// - Parameters:
  ///   - openings: balances at the end of the year before the base year, `[fund][column]`.
  ///   - reactions: the rule of each column; nil for none.
  init(_ scheme: Scheme, openings: [Double], reactions: [Reaction?]) {
    step = LedgerStep(scheme, columns: reactions.count)
    self.reactions = reactions
    self.openings = openings
    balances = openings
    acts = reactions.map { _ in false }
  }

  /// Posts a year.
  ///
  /// - Parameters:
  ///   - inputs: what the year takes from parameters and people; amounts of last year are filled in here.
  ///   - used: columns from here on are padding.
  /// - Throws: ``LedgerStep/Overdrawn``.
  mutating func post(_ inputs: LedgerStep.Inputs, used: Int) throws {
    var inputs = inputs
    inputs.lastAmounts = amounts.isEmpty ? nil : amounts
    let posted = try step.run(opening: balances, inputs, used: used)
    openings = balances
    (amounts, balances) = posted
    let columns = reactions.count
    for (column, reaction) in reactions.enumerated() {
      guard let reaction else { continue }
      acts[column] = reaction.acts(
        scheme: step.scheme, stock: { balances[$0 * columns + column] }, amount: { amounts[$0 * columns + column] })
    }
  }
}
