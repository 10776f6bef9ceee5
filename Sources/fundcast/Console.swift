import Foundation

/// What goes to standard error.
enum Console {
  /// A warning, on a line of its own.
  static func warn(_ text: String) {
    FileHandle.standardError.write(Data(("warning: " + text + "\n").utf8))
  }
}
