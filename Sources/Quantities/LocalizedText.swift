/// A text in English and Chinese.
public struct LocalizedText: Sendable, Hashable {
  /// The English text.
  public let en: String
  /// The Chinese text.
  public let zh: String

  /// Whether one text stands for both languages.
  public var isOneText: Bool { en == zh }
  /// Both texts, or the one there is.
  public var both: String { isOneText ? en : "\(en) \(zh)" }

  /// The same with a slash between them.
  public var slashed: String { isOneText ? en : "\(en) / \(zh)" }

  /// Both texts.
  public init(en: String, zh: String) {
    self.en = en
    self.zh = zh
  }
}
