import Quantities

/// A report, or a page on the terminal, before anybody lays it out: headings, sentences, tables of typed cells, and series by year,
/// in the order in which they are read.
package struct Document: Sendable {
  /// The languages that are printed; English is always among them.
  package let languages: [String]
  /// In which units amounts and people are printed; where there are none, in the smallest.
  package let units: ReportUnits?
  package private(set) var blocks: [DocumentBlock] = []

  package init(languages: [String], units: ReportUnits? = nil) {
    self.languages = languages
    self.units = units
  }

  /// The first line.
  package mutating func title(_ text: Phrase) { blocks.append(.title(text)) }

  /// A numbered heading.
  package mutating func heading(_ text: Phrase) { blocks.append(.heading(text)) }

  /// What the next block is about.
  package mutating func subheading(_ text: Phrase) { blocks.append(.subheading(text)) }

  /// What stands above a table.
  package mutating func caption(_ text: Phrase) { blocks.append(.caption(text)) }

  /// A paragraph; `hanging` lines after the first are set in further.
  package mutating func paragraph(_ text: Phrase, indent: Int = 0, hanging: Int = 0) {
    blocks.append(.paragraph(.phrase(text), indent: indent, hanging: hanging))
  }

  /// A paragraph in two languages, one below the other.
  package mutating func paragraph(_ text: LocalizedText, indent: Int = 0) {
    blocks.append(.paragraph(.pair(text), indent: indent, hanging: 0))
  }

  /// An item of a list.
  package mutating func item(_ text: Phrase) { blocks.append(.item(.phrase(text))) }

  /// An item in two languages, one below the other.
  package mutating func item(_ text: LocalizedText) { blocks.append(.item(.pair(text))) }

  package mutating func table(_ table: DocumentTable) { blocks.append(.table(table)) }

  package mutating func series(_ series: DocumentSeries) { blocks.append(.series(series)) }

  /// What another document has, behind what this one has.
  package mutating func append(_ other: Document) { blocks += other.blocks }

  /// Room between two blocks.
  package mutating func gap() { blocks.append(.gap) }
}

/// A part of a document.
package enum DocumentBlock: Sendable {
  case title(Phrase)
  case heading(Phrase)
  case subheading(Phrase)
  case caption(Phrase)
  case paragraph(DocumentWords, indent: Int, hanging: Int)
  case item(DocumentWords)
  case table(DocumentTable)
  case series(DocumentSeries)
  case gap
}

/// Running text.
package enum DocumentWords: Sendable {
  /// One text, in which titles may stand in two languages.
  case phrase(Phrase)
  /// A sentence in each of two languages, one below the other.
  case pair(LocalizedText)
}
