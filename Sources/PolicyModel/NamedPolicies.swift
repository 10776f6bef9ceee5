import Quantities

extension Reform {
  /// A warning where `levers:` names policies that none of the changes moves: the ids are labels and change no number, but a reader who
  /// looks for a policy would be led astray. Nil where all are carried.
  public func misnamedPolicies(_ registry: LeverRegistry) -> LocalizedText? {
    let carried = Set(changes.flatMap { registry[$0.lever].leverIDs })
    let idle = leverIDs.filter { !carried.contains($0) }
    guard !idle.isEmpty else { return nil }
    let names = idle.joined(separator: ", "), own = carried.sorted().joined(separator: ", ")
    return LocalizedText(
      en:
        "\(file): levers: no change of the reform moves a lever of \(names); its changes carry \(own.isEmpty ? "no id" : own): "
        + "name some of these, or leave the line out",
      zh: "\(file)：levers所列\(names)与方案改动不符；改动涉及\(own.isEmpty ? "无编号参数" : own)，请改正或删去此行。")
  }
}
