import Accounts
import Quantities

extension TextReport {
  /// What an actuarial balance is made of, in both languages.
  static func presentValues(_ balance: ActuarialBalance, _ account: FundAccount) -> String {
    let rate = ReportFormat.percent(account.discountRates[0])
    let of = account.base.isPayroll ? ("payroll, 亿元", "缴费基数") : ("万 person-years", "万人年")
    func yi(_ value: Double) -> String { ReportFormat.yi(value) }
    let base = account.base.isPayroll ? yi(balance.presentBase) : ReportFormat.wan(balance.presentBase)
    let parts = (
      yi(balance.presentIncome), yi(balance.opening), yi(balance.presentCost), yi(balance.presentTarget)
    )
    return
      "Present values at the start of the base year (亿元), discounted at \(account.isOwnInterest ? "the fund's own interest" : "a stated rate"), \(rate) in the base year: (income \(parts.0) + opening balance \(parts.1) − cost \(parts.2) − target reserve \(parts.3)) ÷ base \(base) (\(of.0))."
      + " 期初现值（亿元），按\(account.isOwnInterest ? "基金自身利率" : "给定贴现率")贴现（基年\(rate)）：（收入\(parts.0)＋期初结余\(parts.1)－支出\(parts.2)－目标结余\(parts.3)）÷\(of.1)\(base)。"
  }
}
