import Accounts
import PolicyModel
import Quantities
import Results
import SchemeModel

// What the report calls things that files know by id.

/// The names of the scenarios of a run; where two have the same one, with the id in files.
struct ScenarioTitles {
  private let titles: [LocalizedText]
  private let ids: [String?]

  init(_ definitions: [ScenarioDefinition]) {
    let titles = definitions.enumerated().map { index, definition in
      index == 0 ? LocalizedText(en: "Baseline", zh: "基准方案") : definition.title
    }
    self.titles = titles
    ids = titles.indices.map { index in
      titles.count { $0 == titles[index] } > 1 && index > 0 ? definitions[index].id : nil
    }
  }

  /// In one line.
  subscript(_ scenario: Int) -> Phrase {
    Phrase(titles[scenario]) + Phrase(ids[scenario].map { " [\($0)]" } ?? "")
  }

  /// The same as plain text, for sentences that are in one language anyway.
  func text(_ scenario: Int) -> String { titles[scenario].both + (ids[scenario].map { " [\($0)]" } ?? "") }

  /// In both languages, for sentences in each.
  func title(_ scenario: Int) -> LocalizedText {
    guard let id = ids[scenario] else { return titles[scenario] }
    return titles[scenario].joined(LocalizedText("\(id)]"), en: " [", local: " [")
  }

  /// For a column.
  func cell(_ scenario: Int) -> DocumentCell { .named(titles[scenario], path: ids[scenario]) }
}

extension InsuredGroup {
  /// The name in reports: that of the entity of the same path, the id where the scheme has none.
  func title(_ registry: LeverRegistry) -> LocalizedText {
    registry.title(ofEntity: id) ?? LocalizedText(en: id, zh: id)
  }
}

extension LineKind {
  /// The kind in reports.
  var title: LocalizedText {
    switch self {
    case .income: LocalizedText(en: "income", zh: "收入")
    case .transferIn: LocalizedText(en: "transfer in", zh: "转入")
    case .expenditure: LocalizedText(en: "expenditure", zh: "支出")
    case .transferOut: LocalizedText(en: "transfer out", zh: "转出")
    case .adjustment: LocalizedText(en: "adjustment", zh: "调整")
    case .stockOut: LocalizedText(en: "stock moved out", zh: "结余划出")
    case .stockIn: LocalizedText(en: "stock moved in", zh: "结余划入")
    case .memo: LocalizedText(en: "memo, in no account", zh: "备查，不入账")
    }
  }
}

extension Confidence {
  /// How sure, in reports.
  var title: LocalizedText {
    switch self {
    case .high: LocalizedText(en: "high", zh: "高")
    case .medium: LocalizedText(en: "medium", zh: "中")
    case .low: LocalizedText(en: "low", zh: "低")
    case .judgement: LocalizedText(en: "judgement", zh: "判断")
    }
  }
}

extension WarningLevel {
  /// The level in reports.
  var title: LocalizedText {
    switch self {
    case .severe: LocalizedText(en: "SEVERE ALERT", zh: "严重预警")
    case .alert: LocalizedText(en: "ALERT", zh: "预警")
    case .normal: LocalizedText(en: "normal", zh: "正常")
    case .high: LocalizedText(en: "high", zh: "结余过多")
    }
  }
}

extension ReferenceYear.Event {
  /// The event in reports.
  var title: LocalizedText {
    switch self {
    case .firstCurrentDeficit: LocalizedText(en: "first current deficit", zh: "首次当期赤字")
    case .depletion: LocalizedText(en: "depletion", zh: "基金穿底")
    }
  }
}
