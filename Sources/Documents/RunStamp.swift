/// Which program made a report, from which inputs: printed in its head, so that a page without its folder can be told from another.
public struct RunStamp: Sendable {
  package init(version: String, inputsDigest: String) {
    self.version = version
    self.inputsDigest = inputsDigest
  }

  /// The version of the program.
  package let version: String
  /// SHA-256 of all inputs together; see ``together(_:)``.
  package let inputsDigest: String

  /// How many digits of the digest a report shows.
  static let shortDigits = 12

  /// The first digits of the digest.
  package var short: String { String(inputsDigest.prefix(Self.shortDigits)) }
}
