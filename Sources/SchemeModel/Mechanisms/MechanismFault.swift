/// A declaration that is no mechanism.
public struct MechanismFault: Error, Hashable {
  /// What is wrong.
  public let message: String
  /// The way out.
  public let remedy: String
  /// The place of the declaration among those that were linked; nil where one was looked at alone.
  public private(set) var declaration: Int?
  /// The place of the line it is about; nil for the mechanism as a whole.
  public private(set) var line: Int?

  /// A fault of a declaration; whoever links declarations adds which.
  ///
  /// - Parameters:
  ///   - message: without a full stop; it calls the mechanism "it".
  ///   - remedy: what to write instead.
  public init(_ message: String, remedy: String) {
    self.message = message
    self.remedy = remedy
  }

  /// The same, of a declaration and a line of it.
  func of(_ declaration: Int, line: Int? = nil) -> MechanismFault {
    var fault = self
    fault.declaration = declaration
    fault.line = line
    return fault
  }
}
