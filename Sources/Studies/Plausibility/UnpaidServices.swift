import PolicyModel
import Quantities
import SchemeModel

extension FlowPlausibility {
  /// Services whose benefits no account pays: `utilisation.csv` would show a payment of the fund that no fund makes.
  func unpaidServices() -> [LocalizedText] {
    let scheme = result.scheme, paid = Set(scheme.lines.filter { $0.kind != .memo }.flatMap { branches(paidBy: $0) })
    return scheme.branches.enumerated().compactMap { index, branch -> LocalizedText? in
      guard !paid.contains(index) else { return nil }
      for year in 0..<timeline.reportedCount {
        let payment = branch.statuses.reduce(0) {
          $0 + outcome(0).utilisation(branch: index, status: $1, year: year).fund
        }
        guard payment > 0 else { continue }
        return warning(
          baseline.registry[branch.terms.benefits.reimbursementRate], nil,
          en:
            "\(money(payment)) is what the rules pay for \(branch.id) in \(timeline.baseYear + year), and no line of any account pays it: let one count it in the scheme, `payments: \(branch.id)` under the benefits of its fund",
          zh:
            "\(timeline.baseYear + year)年按规则支付\(branch.title.zh)\(moneyZh(payment))，但没有任何账户列支，请核对制度文件，在基金支出中增加`payments: \(branch.id)`"
        )
      }
      return nil
    }
  }

  /// The branches whose payments a line counts, by itself or in lines that it sums.
  private func branches(paidBy line: FlowLine) -> [Int] {
    switch line.source {
    case .people(.fundPayment(let branch), _): [branch]
    case .lines(let summed): summed.flatMap { branches(paidBy: result.scheme.lines[$0]) }
    default: []
    }
  }
}
