/// Which program made a report, from which inputs: printed in its head, so that a page without its folder can be told from another.
struct RunStamp: Sendable {
  /// The version of the program.
  let version: String
  /// SHA-256 of all inputs together; see ``together(_:)``.
  let inputsDigest: String

  /// How many digits of the digest a report shows.
  static let shortDigits = 12

  /// The first digits of the digest.
  var short: String { String(inputsDigest.prefix(Self.shortDigits)) }

  /// One digest of many files: SHA-256 of their digests in hexadecimal, in order, each on a line. Paths do not enter it, so that
  /// it does not depend on the folder in which the program was called. By hand:
  /// `jq -r '.inputs[].sha256' manifest.json | sha256sum`.
  static func together(_ digests: [String]) throws -> String {
    try SHA256Digest.hex(Array(digests.map { $0 + "\n" }.joined().utf8))
  }
}
