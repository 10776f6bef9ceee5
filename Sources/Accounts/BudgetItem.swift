import Quantities

/// How a line enters the account of a fund.
public enum AccountSide: Sendable, Hashable {
  /// Income and transfers in.
  case inflow
  /// Expenditure and transfers out.
  case outflow
  /// The prior-year adjustment.
  case adjustment
  /// A stock that arrives from another fund: no flow of the year.
  case stockIn
  /// A stock that leaves for another fund.
  case stockOut

  /// What a yuan of it does to the closing balance.
  public var effect: Double { self == .outflow || self == .stockOut ? -1 : 1 }

  /// Whether it is a flow of the year, part of its current balance.
  public var isCurrent: Bool { self == .inflow || self == .outflow }
}

/// The rows of a fund's budget in the order of the form: ``OfficialItem`` with what comes in and what goes out apart, and the
/// form's three sums.
public enum BudgetItem: String, CaseIterable, Sendable {
  case opening
  case premiums
  case subsidies
  case interest
  case otherIncome = "other-income"
  case transfersIn = "transfers-in"
  case remittancesIn = "remittances-in"
  case totalIncome = "total-income"
  case benefits
  case criticalIllnessPurchase = "critical-illness-purchase"
  case accountSpending = "account-spending"
  case otherExpenditure = "other-expenditure"
  case transfersOut = "transfers-out"
  case remittancesOut = "remittances-out"
  case totalExpenditure = "total-expenditure"
  case adjustment
  case stocksMoved = "stocks-moved"
  case balance
  case closing

  /// The row of a line; nil for the two stocks, to which no line can belong.
  ///
  /// - Parameters:
  ///   - item: of the line.
  ///   - side: in the account in question. The ledger's adjustment is the form's, whatever its item.
  ///   - fromAnotherFund: the line belongs to another fund, which names its own item: here it is a transfer or remittance in.
  public init?(_ item: OfficialItem, side: AccountSide, fromAnotherFund: Bool = false) {
    if item == .opening || item == .closing { return nil }
    if side == .stockIn || side == .stockOut {
      self = .stocksMoved
      return
    }
    if fromAnotherFund {
      self =
        side == .outflow
        ? (item == .remittances ? .remittancesOut : .transfersOut)
        : (item == .remittances ? .remittancesIn : .transfersIn)
      return
    }
    if side == .adjustment {
      self = .adjustment
      return
    }
    switch item {
    case .opening, .closing: return nil
    case .premiums: self = .premiums
    case .subsidies: self = .subsidies
    case .interest: self = .interest
    case .otherIncome: self = .otherIncome
    case .transfers: self = side == .inflow ? .transfersIn : .transfersOut
    case .remittances: self = side == .inflow ? .remittancesIn : .remittancesOut
    case .benefits: self = .benefits
    case .criticalIllnessPurchase: self = .criticalIllnessPurchase
    case .accountSpending: self = .accountSpending
    case .otherExpenditure: self = .otherExpenditure
    case .adjustment: self = .adjustment
    }
  }

  /// The side a positive amount of the row stands on; nil for stocks and sums.
  public var side: AccountSide? {
    switch self {
    case .premiums, .subsidies, .interest, .otherIncome, .transfersIn, .remittancesIn: .inflow
    case .benefits, .criticalIllnessPurchase, .accountSpending, .otherExpenditure, .transfersOut, .remittancesOut:
      .outflow
    case .adjustment, .stocksMoved: .adjustment
    case .opening, .totalIncome, .totalExpenditure, .balance, .closing: nil
    }
  }

  /// A short English name and the name on the form.
  public var title: LocalizedText {
    switch self {
    case .opening: LocalizedText(en: "Brought forward", zh: "上年结余")
    case .premiums: LocalizedText(en: "Premiums", zh: "保险费收入")
    case .subsidies: LocalizedText(en: "Subsidies", zh: "财政补贴收入")
    case .interest: LocalizedText(en: "Interest", zh: "利息收入")
    case .otherIncome: LocalizedText(en: "Other income", zh: "其他收入")
    case .transfersIn: LocalizedText(en: "Transfers in", zh: "转移收入")
    case .remittancesIn: LocalizedText(en: "Remittances in", zh: "上解下拨收入")
    case .totalIncome: LocalizedText(en: "Total income", zh: "本年收入合计")
    case .benefits: LocalizedText(en: "Benefits", zh: "待遇支出")
    case .criticalIllnessPurchase: LocalizedText(en: "Critical-illness cover bought", zh: "购买大病保险支出")
    case .accountSpending: LocalizedText(en: "Account spending", zh: "个人账户支出")
    case .otherExpenditure: LocalizedText(en: "Other expenditure", zh: "其他支出")
    case .transfersOut: LocalizedText(en: "Transfers out", zh: "转移支出")
    case .remittancesOut: LocalizedText(en: "Remittances out", zh: "上解下拨支出")
    case .totalExpenditure: LocalizedText(en: "Total expenditure", zh: "本年支出合计")
    case .adjustment: LocalizedText(en: "Adjustment", zh: "以前年度调整")
    case .stocksMoved: LocalizedText(en: "Stocks moved between funds", zh: "基金间结余划转")
    case .balance: LocalizedText(en: "Balance of the year", zh: "本年收支结余")
    case .closing: LocalizedText(en: "Carried forward", zh: "年末滚存结余")
    }
  }
}
