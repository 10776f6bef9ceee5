/// A text in English and Chinese.
public struct LocalizedText: Sendable, Hashable {
  /// The English text.
  public let en: String
  /// The Chinese text.
  public let zh: String

  /// Both texts.
  public init(en: String, zh: String) {
    self.en = en
    self.zh = zh
  }
}
