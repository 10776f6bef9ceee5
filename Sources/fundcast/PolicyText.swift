import InputFiles
import PolicyModel
import Quantities
import SchemeModel

/// What `fundcast levers` says of policies, before their levers.
struct PolicyText {
  private let folder: Place
  private let policies: [PolicyLever]
  private let search: LeverSearch
  private var form: SchemeForm { folder.baseline.scheme.form }
  private var missing: String { form.shown("not modelled yet", "尚未建模") }

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
        return ["\(name): \(missing) (\(policy.id)) \(form.shown("but for a part", "仅部分")): \(form.shown(lacking))"]
          + nearest(policy)
      case .moneyless(let why):
        return ["\(name): \(missing) (\(policy.id)), \(form.shown("and moves no money", "无资金流")): \(form.shown(why))"]
      case .missing: return ["\(name): \(missing) (\(policy.id))"] + nearest(policy)
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
      levers.isEmpty ? nil : "  \(form.shown("nearest", "最接近")): \(levers.joined(separator: ", "))",
      policy.remark.map { "  \(form.shown($0))" },
      reforms.isEmpty ? nil : "  \(form.shown("a reform that shows it", "示例")): \(reforms.joined(separator: ", "))",
    ].compactMap { $0 }
  }
}
