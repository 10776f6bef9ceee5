/// A file as it was read: what a digest of the inputs of a run must be taken of.
///
/// The bytes are kept, a few megabytes for a place, because a file that is read a second time for its digest may be
/// another by then.
public struct InputRecord: Sendable, Hashable {
  /// The file, as the user named it.
  public let file: String
  /// Everything that was read of it.
  public let bytes: [UInt8]

  /// All bytes of a file, under the name the user gave it.
  public init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
  }
}
