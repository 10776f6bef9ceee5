/// One thing that is wrong, said so that the reader can mend it.
public struct Diagnostic: Sendable, Hashable, CustomStringConvertible {
  /// The file, as the user named it, if the fault lies in one.
  public var file: String?
  /// The line in that file, counted from 1.
  public var line: Int?
  /// The key, column or option at fault.
  public var key: String?
  /// The value as it was read.
  public var value: String?
  /// What is wrong, a sentence without a full stop.
  public var message: String
  /// The way out: what a right value looks like.
  public var remedy: String?
  /// What it is about; nil where it was found in the file it names.
  public var subject: FaultSubject?
  /// The scenario, the region and the year it is of; not printed by itself.
  public var scope = FaultScope()

  /// What is wrong with something whose place in the files is not known here; its key is the name of the subject.
  ///
  /// - Parameters:
  ///   - message: a sentence without a full stop.
  ///   - subject: found in the files by whoever read them.
  ///   - scope: of all scenarios, regions and years unless said.
  ///   - value: as it was read.
  ///   - remedy: what a right value looks like.
  public init(
    _ message: String, of subject: FaultSubject, in scope: FaultScope = FaultScope(), value: String? = nil,
    remedy: String? = nil
  ) {
    self.init(message, key: subject.name.isEmpty ? nil : subject.name, value: value, remedy: remedy)
    self.subject = subject
    self.scope = scope
  }

  /// What is wrong in a file or on the command line; leave out what does not apply.
  ///
  /// - Parameters:
  ///   - message: a sentence without a full stop.
  ///   - file: as the user named it.
  ///   - line: counted from 1.
  ///   - key: the key, column or option at fault.
  ///   - value: as it was read.
  ///   - remedy: what a right value looks like.
  public init(
    _ message: String, file: String? = nil, line: Int? = nil, key: String? = nil, value: String? = nil,
    remedy: String? = nil
  ) {
    self.message = message
    self.file = file
    self.line = line
    self.key = key
    self.value = value
    self.remedy = remedy
  }

  /// `file:line: key: message (found "value"); remedy`.
  public var description: String {
    var text = ""
    if let file { text += file + (line.map { ":\($0)" } ?? "") + ": " }
    if let key { text += key + ": " }
    text += message
    if let value { text += " (found \"\(value)\")" }
    if let remedy { text += "; " + remedy }
    return text
  }
}

/// The error every part of Fundcast throws: a category that decides the exit code, and all independent faults found.
public struct FundcastError: Error, Sendable, CustomStringConvertible {
  /// What kind of fault it is; the raw value is the exit code (BSD sysexits).
  public enum Category: Int32, Sendable {
    /// The command was called wrongly.
    case usage = 64
    /// An input is wrong.
    case data = 65
    /// An input is missing.
    case missingInput = 66
    /// Output could not be written.
    case output = 73
  }

  /// Decides the exit code.
  public let category: Category
  /// At least one diagnostic.
  public let diagnostics: [Diagnostic]

  /// Several faults at once, found independently of one another.
  ///
  /// - Parameters:
  ///   - category: that of all of them: it is the exit code.
  ///   - diagnostics: at least one, in the order in which they shall be read.
  public init(_ category: Category, _ diagnostics: [Diagnostic]) {
    self.category = category
    self.diagnostics = diagnostics
  }

  /// One fault.
  public init(_ category: Category, _ diagnostic: Diagnostic) {
    self.init(category, [diagnostic])
  }

  /// One line per diagnostic, at most twenty.
  public var description: String {
    let limit = 20
    var lines = diagnostics.prefix(limit).map(\.description)
    if diagnostics.count > limit { lines.append("… and \(diagnostics.count - limit) more") }
    return lines.joined(separator: "\n")
  }
}

extension FundcastError {
  /// The same faults, those without a file of this one: of a table that belongs to no place.
  public func inFile(_ file: String) -> FundcastError {
    FundcastError(
      category,
      diagnostics.map { fault in
        var fault = fault
        fault.file = fault.file ?? file
        return fault
      })
  }

  /// Runs `body`; what the scope of its faults leaves open is that of `scope`.
  ///
  /// - Throws: what `body` throws; other errors than ``FundcastError`` as they are.
  public static func scoping<Value>(_ scope: FaultScope, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as FundcastError {
      throw FundcastError(
        error.category,
        error.diagnostics.map { fault in
          var fault = fault
          fault.scope = fault.scope.within(scope)
          return fault
        })
    }
  }

  /// Runs `body`, which knows rows and not the table they are of.
  ///
  /// - Parameters:
  ///   - table: the file without its folder, given to the cells among the subjects of the faults.
  ///   - suffix: ends their messages (when and where).
  ///   - scope: what theirs leaves open.
  /// - Throws: what `body` throws; other errors than ``FundcastError`` as they are.
  public static func locating<Value>(
    table: String, suffix: String = "", in scope: FaultScope = FaultScope(), _ body: () throws -> Value
  ) throws -> Value {
    do {
      return try scoping(scope, body)
    } catch let error as FundcastError {
      throw FundcastError(
        error.category,
        error.diagnostics.map { fault in
          var fault = fault
          fault.message += suffix
          if case .cell(var cell) = fault.subject ?? .cell(TableCell()) {
            cell.table = cell.table ?? table
            cell.year = cell.year ?? fault.scope.year
            fault.subject = .cell(cell)
          }
          return fault
        })
    }
  }
}
