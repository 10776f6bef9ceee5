import Accounts
import Quantities
import Results

extension Report {
  /// What an actuarial balance is made of.
  static func presentValues(
    _ balance: ActuarialBalance, _ account: FundAccount, _ units: ReportUnits
  ) -> LocalizedText {
    let rate = ReportFormat.percent(account.discountRates[0]), money = units.money
    let base =
      account.base.isPayroll
      ? LocalizedText(
        en: "\(money.text(balance.presentBase)) (payroll, \(money.name))", zh: "缴费基数\(money.text(balance.presentBase))")
      : LocalizedText(
        en: "\(units.people(balance.presentBase)) (person-years, \(units.people.name))",
        zh: "人年数\(units.people(balance.presentBase))（\(units.people.name)年）")
    let income = money.text(balance.presentIncome), opening = money.text(balance.opening)
    let cost = money.text(balance.presentCost), target = money.text(balance.presentTarget)
    return LocalizedText(
      en: "Present values at the start of the base year (\(money.name)), discounted at"
        + " \(account.isOwnInterest ? "the fund's own interest" : "a stated rate"), \(rate) in the base year: (income \(income)"
        + " + opening balance \(opening) − cost \(cost) − target reserve \(target)) ÷ base \(base.en).",
      zh: "期初现值（\(money.name)），按\(account.isOwnInterest ? "基金自身利率" : "给定贴现率")贴现（基年\(rate)）：（收入\(income)＋期初结余\(opening)"
        + "－支出\(cost)－目标结余\(target)）÷\(base.zh)。")
  }
}
