import Testing

/// Files are short enough to be read at one go, and comments say something.
@Suite struct FileStyleTests {
  @Test(arguments: [("Sources", 250), ("Tests", 400)]) func filesAreShort(folder: String, most: Int) throws {
    let files = try SourceFile.whole(in: folder)
    #expect(files.count > 100)
    for file in files { #expect(file.lines <= most, "\(file.path)") }
  }

  @Test(arguments: ["Sources", "Tests/_TestSupport"]) func commentsSayWhatIsPassed(folder: String) throws {
    for file in try SourceFile.whole(in: folder) {
      #expect(file.emptyComments.isEmpty, "\(file.path)")
    }
  }

  /// The reading by itself: what a wrong reading would let through.
  @Test func readsLinesAndComments() {
    let file = SourceFile(
      path: "x",
      text: "/// See the properties.\n\n  /// A fund; see the property.\n// see the properties\n/// A fund.\n")
    #expect(file.lines == 5)
    #expect(file.emptyComments == [1, 3])
  }
}
