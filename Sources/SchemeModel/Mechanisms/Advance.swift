/// Money paid to hospitals ahead of the bills it settles (<doc:Ledgers>): cash that moves, and no cost of the year it
/// leaves in. Equations in ``CarriedAmount``, as of a deferral, but its lines are adjustments: the accrual account does
/// not move. Rank 0.
///
/// Its line `granted` has the factors −A·s, `receivable` counts P and has the factor −1, `settled` has 1 − d. It opens with
/// P[b − 1]. Σ posted + lost = P[b − 1] − P[T].
package struct Advance: CarryingMechanism {
  package static let kind = "advance"
  package static let side = LineKind.adjustment

  package let declaration: MechanismDeclaration
  package let carried: CarriedLines

  package init(_ declaration: MechanismDeclaration) throws(MechanismFault) {
    self.declaration = declaration
    carried = try CarriedLines(declaration)
  }
}
