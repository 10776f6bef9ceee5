import InputFiles
import PolicyModel
import Quantities

/// What `fundcast levers` says of policies, before their levers.
struct PolicyText {
  private let folder: Place
  private let policies: [PolicyLever]
  private let search: LeverSearch

  init(_ folder: Place, _ policies: [PolicyLever]) {
    self.folder = folder
    self.policies = policies
    search = LeverSearch(folder.baseline.registry)
  }

  /// Every policy that was asked for by id; of those that words named, the ones that are not modelled, or not wholly.
  func text(of answer: LeverSearch.Answer, isID: Bool) -> String? {
    let lines = policies.flatMap { policy -> [String] in
      let name = "\(policy.id) \(policy.title.both)"
      switch search.standing(of: policy) {
      case .modelled, .omitted: return isID ? [name] : []
      case .partly(let lacking):
        return ["\(name): not modelled yet 尚未建模 (\(policy.id)) but for a part 仅部分: \(lacking.both)"] + nearest(policy)
      case .moneyless(let why):
        return ["\(name): not modelled yet 尚未建模 (\(policy.id)), and moves no money 无资金流: \(why.both)"]
      case .missing: return ["\(name): not modelled yet 尚未建模 (\(policy.id))"] + nearest(policy)
      }
    }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  private func nearest(_ policy: PolicyLever) -> [String] {
    let registry = folder.baseline.registry
    let levers = policy.nearest.filter { registry[$0] != nil }
    let reforms = (folder.reformPaths + folder.leverReformPaths).filter { path in
      policy.reforms.contains { path.hasSuffix("/\($0).yaml") }
    }
    return [
      levers.isEmpty ? nil : "  nearest 最接近: \(levers.joined(separator: ", "))",
      policy.remark.map { "  \($0.both)" },
      reforms.isEmpty ? nil : "  a reform that shows it 示例: \(reforms.joined(separator: ", "))",
    ].compactMap { $0 }
  }
}
