/// Contributions that are put off until next year (<doc:Ledgers>), equations in ``CarriedAmount``. Rank 0.
///
/// Its line `granted` has the factors −A·s (the amount and the share of it that falls into next year), `receivable` counts D and
/// has the factor −1, `settled` has 1 − d. It opens with D[b − 1]. Σ posted + lost = D[b − 1] − D[T].
package struct Deferral: CarryingMechanism {
  package static let kind = "deferral"
  package static let side = LineKind.income

  package let declaration: MechanismDeclaration
  package let carried: CarriedLines

  package init(_ declaration: MechanismDeclaration) throws(MechanismFault) {
    self.declaration = declaration
    carried = try CarriedLines(declaration)
  }
}
