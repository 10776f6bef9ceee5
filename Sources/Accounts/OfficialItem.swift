import Quantities

/// The items of the official budget of social insurance funds, in their order on the form.
public enum OfficialItem: String, CaseIterable, Sendable {
  case opening
  case premiums
  case subsidies
  case interest
  case otherIncome = "other-income"
  case transfers
  case remittances
  case benefits
  case criticalIllnessPurchase = "critical-illness-purchase"
  case accountSpending = "account-spending"
  case otherExpenditure = "other-expenditure"
  case adjustment
  case closing

  /// The names in files of those that lines belong to: balances follow from them.
  public static let ofLines = allCases.filter { $0 != .opening && $0 != .closing }.map(\.rawValue)

  /// The name on the form.
  public var title: LocalizedText {
    switch self {
    case .opening: LocalizedText(en: "Balance brought forward", zh: "上年结余")
    case .premiums: LocalizedText(en: "Premiums", zh: "保险费收入")
    case .subsidies: LocalizedText(en: "Government subsidies", zh: "财政补贴收入")
    case .interest: LocalizedText(en: "Interest", zh: "利息收入")
    case .otherIncome: LocalizedText(en: "Other income", zh: "其他收入")
    case .transfers: LocalizedText(en: "Transfers", zh: "转移收支")
    case .remittances: LocalizedText(en: "Remittances between levels", zh: "上解/下拨")
    case .benefits: LocalizedText(en: "Benefits", zh: "待遇支出")
    case .criticalIllnessPurchase: LocalizedText(en: "Critical-illness cover bought", zh: "购买大病保险支出")
    case .accountSpending: LocalizedText(en: "Spending from personal accounts", zh: "个人账户支出")
    case .otherExpenditure: LocalizedText(en: "Other expenditure", zh: "其他支出")
    case .adjustment: LocalizedText(en: "Prior-year adjustment", zh: "以前年度调整")
    case .closing: LocalizedText(en: "Balance carried forward", zh: "年末滚存结余")
    }
  }
}
