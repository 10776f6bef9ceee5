import Quantities

/// Gathers what is wrong with one file, so that all independent faults are told at once.
///
/// Readers report here and hand back nil; the caller goes on as far as it can and ends with ``throwIfAny()``.
package final class DiagnosticCollector {
  /// Faults kept; a file with more is wrong as a whole.
  package static let limit = 1000

  /// The file the reports are about, as the user named it.
  package let file: String
  /// The languages of titles in the file, English first: those of the program until a form says others.
  package var languages = ["en", "zh"]
  private var collected: [Diagnostic] = []
  private var collectedData = false
  private var pending: [() -> Void] = []
  /// The text the reports are about, where it is at hand: characters that cannot be seen are looked up in it.
  private var source: [UInt8] = []
  private lazy var lines = source.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)

  /// A collector for the file called `file`.
  package init(file: String) {
    self.file = file
  }

  /// Has reports name the columns of characters that cannot be seen in `bytes`.
  package func reads(_ bytes: [UInt8]) { if source.isEmpty { source = bytes } }

  /// The number of lines of the text.
  package var lineCount: Int { lines.count }

  /// A line of the text, from 1.
  package func text(ofLine number: Int) -> String? {
    lines.indices.contains(number - 1) ? String(decoding: lines[number - 1], as: UTF8.self) : nil
  }

  /// Whether nothing has been reported. Keys found missing by a reader that is not finished count as reports.
  package var isEmpty: Bool {
    flush()
    return collected.isEmpty
  }

  /// Whether so much is wrong that going on is no use.
  package var isFull: Bool { collected.count >= Self.limit }

  /// The reports in the order of their lines.
  package var diagnostics: [Diagnostic] {
    flush()
    let ordered = collected.enumerated().sorted { left, right in
      // A collector may hold the faults of several files: each file's stay together.
      let sameFile = left.element.file == right.element.file && left.element.file == file
      guard sameFile else { return left.offset < right.offset }
      return (left.element.line ?? 0, left.offset) < (right.element.line ?? 0, right.offset)
    }
    return ordered.map(\.element)
  }

  /// Reports one fault of ``file``; long and unprintable values are shortened and escaped, and characters that mislead are
  /// named with their column.
  ///
  /// - Parameter isLineSuspect: whether such a character anywhere in the line may be the cause.
  package func report(
    _ message: String, line: Int? = nil, key: String? = nil, value: String? = nil, remedy: String? = nil,
    isLineSuspect: Bool = false
  ) {
    guard !isFull else { return }
    collectedData = true
    var message = message, line = line, remedy = remedy
    if let strange = strangeness(value: value, key: key, line: line, isLineSuspect: isLineSuspect) {
      message += strange.sentence
      line = strange.line
      if let cleaned = strange.cleaned, !cleaned.isEmpty, !(remedy ?? "").contains("\"\(cleaned)\""),
        remedy != "write \(DecimalNumber.ungrouped(cleaned))"
      {
        remedy = "write \(Self.printable(cleaned))" + (remedy.map { "; \($0)" } ?? "")
      } else if remedy?.hasPrefix("write ") != true {
        remedy = "type it anew" + (remedy.map { "; \($0)" } ?? "")
      }
    }
    let fault = Diagnostic(
      message, file: file, line: line, key: key.map(Self.printable), value: value.map(Self.printable), remedy: remedy)
    // What is declared once and read for several groups is wrong once.
    if !collected.contains(fault) { collected.append(fault) }
  }

  /// Runs `body`; the faults it throws join the reports and the result is nil.
  package func collect<Result>(_ body: () throws -> Result) throws -> Result? {
    do {
      return try body()
    } catch let error as FundcastError {
      collected.append(contentsOf: error.diagnostics.prefix(max(0, Self.limit - collected.count)))
      if error.category != .missingInput { collectedData = true }
      return nil
    }
  }

  /// Throws everything reported, if anything was: `missingInput` when files are missing and nothing else is wrong.
  package func throwIfAny() throws {
    let diagnostics = diagnostics
    if !diagnostics.isEmpty { throw FundcastError(collectedData ? .data : .missingInput, diagnostics) }
  }

  /// Has `report` run before the reports are next looked at.
  package func beforeReading(_ report: @escaping () -> Void) {
    pending.append(report)
  }

  private func flush() {
    let waiting = pending
    pending = []
    for report in waiting { report() }
  }

  /// `text` fit for one line of a message: at most 60 characters, control characters escaped.
  package static func printable(_ text: String) -> String {
    let longest = 60
    var result = ""
    for scalar in text.unicodeScalars.prefix(longest) {
      switch scalar {
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _ where scalar.properties.generalCategory == .control || isUnseen(scalar):
        result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return text.unicodeScalars.dropFirst(longest).isEmpty ? result : result + "…"
  }

  private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .format, .lineSeparator, .paragraphSeparator: true
    case .spaceSeparator: scalar != " "
    default: false
    }
  }
}
