import Foundation

/// What goes to standard error.
enum Console {
  /// A warning, on a line of its own.
  static func warn(_ text: String) {
    fflush(nil)
    FileHandle.standardError.write(Data(("warning: " + text + "\n").utf8))
  }

  /// Warnings, the first ten one by one: a place of hundreds of regions may have hundreds.
  static func warn(_ texts: [String]) {
    let shown = 10
    for text in texts.prefix(shown) { warn(text) }
    if texts.count > shown { warn("… and \(texts.count - shown) more") }
  }
}
