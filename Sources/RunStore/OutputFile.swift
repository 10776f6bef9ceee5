import Tables

/// A file that can be rendered: its name and how to make its bytes, a piece at a time.
public struct OutputFile: Sendable {
  package let name: String
  package let render: @Sendable (@escaping ByteSink) throws -> Void

  package init(_ name: String, _ render: @escaping @Sendable (@escaping ByteSink) throws -> Void) {
    self.name = name
    self.render = render
  }

  /// The same, with a byte order mark before the first byte where one is wanted.
  package init(_ name: String, byteOrderMark: Bool, _ render: @escaping @Sendable (@escaping ByteSink) throws -> Void) {
    self.init(name) { sink in
      if byteOrderMark { try [UInt8]([0xEF, 0xBB, 0xBF]).withUnsafeBytes(sink) }
      try render(sink)
    }
  }

  /// A file whose bytes are made at once.
  package init(_ name: String, bytes: @escaping @Sendable () throws -> [UInt8]) {
    self.init(name) { sink in try bytes().withUnsafeBytes(sink) }
  }

  /// Renders the file into nothing and returns the SHA-256 of its bytes.
  func digest() throws -> String {
    let digest = try SHA256Digest()
    try render { try digest.update($0) }
    return try digest.finish()
  }
}
