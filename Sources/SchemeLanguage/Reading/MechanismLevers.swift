import PolicyModel
import SchemeModel
import Shapes

/// What a mechanism gives levers for.
extension MechanismReading {
  /// The levers that its entity gets.
  func rules(_ own: DeclaredNode) -> [RuleKind] {
    let kind = MechanismKind.named(own.text("is"))
    guard kind?.name != ClaimsRunOff.kind else { return RuleKind.claimsLag(years: years(own)).map { [$0] } ?? [] }
    return kind?.levers.flatMap(RuleKind.named).map { [$0] } ?? []
  }

  /// Over how many years claims are paid after their own: one for each line that puts some off.
  func years(_ own: DeclaredNode) -> Int { max(1, own.value("posts")?.value("deferred")?.items.count ?? 1) }
}
