import Quantities

/// A text of a document: words that read the same in every language, and titles in two, side by side or one above the other.
///
/// A phrase is written as a literal: `"\(both("Income", "收入")) (\(units.money.name))"`. Which languages are printed is the
/// document's business.
package struct Phrase: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// How the two languages of a title stand to each other.
  package enum Setting: Sendable, Hashable {
    /// One after the other, a blank between them.
    case beside
    /// One after the other, further apart, as in headings.
    case apart
    /// The other language on a line of its own.
    case stacked
    /// The head of a narrow column, as high as those beside it.
    case narrow
    /// The head of a narrow column whose other language is set in lines already.
    case broken
  }

  package enum Fragment: Sendable, Hashable {
    case plain(String)
    case title(LocalizedText, Setting)
  }

  package var fragments: [Fragment]

  package init(_ fragments: [Fragment]) { self.fragments = fragments }

  /// Words that read the same in every language.
  package init(_ text: String) { fragments = [.plain(text)] }

  /// A title.
  package init(_ title: LocalizedText, _ setting: Setting = .beside) { fragments = [.title(title, setting)] }

  package init(stringLiteral value: String) { self.init(value) }

  package init(stringInterpolation: StringInterpolation) { fragments = stringInterpolation.fragments }

  package struct StringInterpolation: StringInterpolationProtocol {
    var fragments: [Fragment] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { fragments.append(.plain(literal)) }
    }
    package mutating func appendInterpolation(_ text: String) { appendLiteral(text) }
    package mutating func appendInterpolation(_ number: Int) { appendLiteral("\(number)") }
    package mutating func appendInterpolation(_ title: LocalizedText) { fragments.append(.title(title, .beside)) }
    package mutating func appendInterpolation(_ phrase: Phrase) { fragments += phrase.fragments }
  }

  package static func + (one: Phrase, other: Phrase) -> Phrase { Phrase(one.fragments + other.fragments) }
}

extension Sequence where Element == Phrase {
  /// The phrases in a row.
  package func joined(separator: String) -> Phrase {
    Phrase(Array(map(\.fragments).joined(separator: [.plain(separator)])))
  }
}

/// English and Chinese side by side.
package func both(_ en: String, _ zh: String) -> Phrase { Phrase(LocalizedText(en: en, zh: zh)) }
/// The same further apart: a heading.
package func apart(_ en: String, _ zh: String) -> Phrase { Phrase(LocalizedText(en: en, zh: zh), .apart) }
/// The Chinese on a line of its own: the head of a column.
package func stacked(_ en: String, _ zh: String) -> Phrase { Phrase(LocalizedText(en: en, zh: zh), .stacked) }
