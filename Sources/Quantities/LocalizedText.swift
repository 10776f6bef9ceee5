/// A text in English and in one other language: Chinese where the program wrote it, the language of its form where a scheme or a
/// place did.
///
/// The program itself speaks English and Chinese. A place whose form declares `[en, ko]` gives its own titles in English and Korean;
/// of the program's texts it prints the English ones (``within(_:)``).
public struct LocalizedText: Sendable, Hashable {
  /// The English text.
  public let en: String
  /// The text in the other language; the English one where there is but one.
  public let local: String
  /// The code of the other language, `zh`; `en` where there is none.
  public let language: String

  /// The Chinese text; the English one where the other language is not Chinese.
  public var zh: String { self["zh"] }

  /// Whether one text stands for both languages.
  public var isOneText: Bool { en == local }
  /// Both texts, or the one there is.
  public var both: String { isOneText ? en : "\(en) \(local)" }

  /// The same with a slash between them.
  public var slashed: String { isOneText ? en : "\(en) / \(local)" }

  /// The text in English and Chinese.
  public init(en: String, zh: String) {
    self.init(en: en, local: zh, language: "zh")
  }

  /// The text in English and in the language of this code; the same in both is one text for all languages.
  public init(en: String, local: String, language: String) {
    self.en = en
    self.local = local
    self.language = en == local ? "en" : language
  }

  /// One text for all languages.
  public init(_ text: String) {
    self.init(en: text, local: text, language: "en")
  }

  /// The text in a language, English where it has none.
  public subscript(language: String) -> String { language == self.language ? local : en }

  /// The text where only these languages are read: the English one alone where the other is not among them.
  public func within(_ languages: [String]) -> LocalizedText {
    isOneText || languages.contains(language) ? self : LocalizedText(en)
  }

  /// What is called `other` of this: `Employees: Premium rate`, 职工医保：费率.
  public func named(_ other: LocalizedText) -> LocalizedText {
    joined(other, en: ": ", local: language == "zh" || isOneText && other.language == "zh" ? "：" : ": ")
  }

  /// A text made of this one and a second one with these signs between them, in English and in the other language. Where they are in
  /// two other languages it is in English alone, as half a title in each can be read by nobody. Two texts for all languages make one.
  public func joined(_ other: LocalizedText, en: String, local: String, end: String = "") -> LocalizedText {
    let language = isOneText ? other.language : self.language
    guard language != "en", isOneText || other.isOneText || other.language == language else {
      return LocalizedText(self.en + en + other.en)
    }
    return LocalizedText(
      en: self.en + en + other.en, local: self[language] + local + other[language] + end, language: language)
  }
}
