import Foundation
import InputFiles

/// Shipped places and files made for a test.
enum Places {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("scenarios")

  /// A place with drivers and a mortality index.
  static func shandong() throws -> Place { try Place(root.appendingPathComponent("shandong").path) }

  /// A table of it.
  static func table(_ name: String) -> String { root.appendingPathComponent("shandong/tables/\(name)").path }

  /// Runs `body` with the path of a file that holds `text`.
  static func file<Result>(_ text: String, _ body: (String) throws -> Result) throws -> Result {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("fundcast-\(UUID().uuidString).csv")
    try Data(text.utf8).write(to: path)
    defer { try? FileManager.default.removeItem(at: path) }
    return try body(path.path)
  }
}
