import CLibCrypto
import Quantities

/// SHA-256 of bytes that come in pieces (FIPS 180-4), through libcrypto.
package final class SHA256Digest {
  private let context: OpaquePointer

  init() throws {
    guard let context = EVP_MD_CTX_new() else { throw Self.failure("no memory for a digest") }
    self.context = context
    guard EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else { throw Self.failure("SHA-256 is not available") }
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Takes the next bytes.
  func update(_ bytes: UnsafeRawBufferPointer) throws {
    guard EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1 else { throw Self.failure("SHA-256 failed") }
  }

  /// The digest in lower-case hexadecimal; call it once, last.
  func finish() throws -> String {
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var length: UInt32 = 0
    guard EVP_DigestFinal_ex(context, &digest, &length) == 1 else { throw Self.failure("SHA-256 failed") }
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: digest.prefix(Int(length)).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The digest of bytes at hand.
  package static func hex(_ bytes: [UInt8]) throws -> String {
    let digest = try SHA256Digest()
    try bytes.withUnsafeBytes(digest.update)
    return try digest.finish()
  }

  private static func failure(_ message: String) -> FundcastError {
    FundcastError(.output, Diagnostic(message, remedy: "check the installed libcrypto"))
  }
}
