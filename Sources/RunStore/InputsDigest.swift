import Documents

extension RunStamp {
  /// One digest of many files: SHA-256 of their digests in hexadecimal, in order, each on a line. Paths do not enter it, so that
  /// it does not depend on the folder in which the program was called. By hand:
  /// `jq -r '.inputs[].sha256' manifest.json | sha256sum`.
  static func together(_ digests: [String]) throws -> String {
    try SHA256Digest.hex(Array(digests.map { $0 + "\n" }.joined().utf8))
  }
}
