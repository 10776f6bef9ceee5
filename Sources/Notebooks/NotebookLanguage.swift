import Quantities

/// The language of texts and pictures.
public enum NotebookLanguage: String, CaseIterable, Sendable {
  case en
  case zh
}

extension LocalizedText {
  /// The text in one language.
  func text(_ language: NotebookLanguage) -> String {
    switch language {
    case .en: en
    case .zh: zh
    }
  }
}
