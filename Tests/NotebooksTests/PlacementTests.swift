import Foundation
@testable import Notebooks
import Quantities
import Testing

/// Where a notebook goes, and what it does not replace.
@Suite struct PlacementTests {
  private func refusal(
    _ folder: String, _ output: String? = nil, _ category: FundcastError.Category, _ words: String,
    _ source: SourceLocation = #_sourceLocation
  ) {
    let error = #expect(throws: FundcastError.self, sourceLocation: source) {
      try NotebookWriter(folder: folder, language: .en, output: output).write()
    }
    #expect(error?.category == category, sourceLocation: source)
    #expect(error?.diagnostics.count == 1, sourceLocation: source)
    #expect(error?.description.contains(words) == true, "\(String(describing: error))", sourceLocation: source)
  }

  @Test func folderAndNotebookMoveTogether() throws {
    try NotebookTests.withFolder { folder in
      try NotebookTests.results(folder + "/a/out")
      try FileManager.default.createDirectory(atPath: folder + "/b/c", withIntermediateDirectories: true)
      for (output, way) in [
        (folder + "/a/x.ipynb", "out"), (folder + "/b/c/x.ipynb", "../../a/out"), (folder + "/x.ipynb", "a/out"),
      ] {
        try NotebookWriter(folder: folder + "/a/out/", language: .en, output: output).write()
        #expect(try NotebookTests.cells(output)[1].source.contains("FOLDER = \"\(way)\"\n"))
      }
      // A folder named by a link is found where it is.
      try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: folder + "/a/out")
      let writer = try NotebookWriter(folder: folder + "/link", language: .en)
      try writer.write()
      #expect(writer.output == folder + "/link.ipynb")
      #expect(try NotebookTests.cells(writer.output)[1].source.contains("FOLDER = \"a/out\"\n"))
    }
  }

  @Test func noFolderOfResultsTakesIt() throws {
    try NotebookTests.withFolder { folder in
      try NotebookTests.results(folder + "/out")
      try NotebookTests.results(folder + "/other")
      try FileManager.default.createDirectory(atPath: folder + "/other/deep", withIntermediateDirectories: true)
      for place in ["/out/x.ipynb", "/other/x.ipynb", "/other/deep/x.ipynb"] {
        refusal(folder + "/out", folder + place, .usage, "holds results of fundcast run")
      }
      refusal(folder + "/out", folder + "/other", .usage, "this is a folder")
      refusal(folder + "/out", folder + "/none/x.ipynb", .usage, "there is no folder")
      refusal(folder + "/out", folder + "/", .usage, "this names no file")
      refusal(folder + "/out", "", .usage, "this names no file")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["other", "out"])
    }
  }

  @Test func whatSomebodyWroteStays() throws {
    try NotebookTests.withFolder { folder in
      try NotebookTests.results(folder + "/out")
      let path = folder + "/out.ipynb"
      func write() throws { try NotebookWriter(folder: folder + "/out", language: .en).write() }
      try write()
      let text = try String(contentsOfFile: path, encoding: .utf8)

      // Run and saved by Jupyter: outputs came, and one source became one text.
      var notebook = try NotebookTests.json(path)
      var cells = try #require(notebook["cells"] as? [[String: Any]])
      cells[1]["outputs"] = [["output_type": "stream", "name": "stdout", "text": "x"]]
      cells[1]["source"] = (cells[1]["source"] as? [String])?.joined()
      notebook["cells"] = cells
      try JSONSerialization.data(withJSONObject: notebook).write(to: URL(fileURLWithPath: path))
      try write()
      #expect(try String(contentsOfFile: path, encoding: .utf8) == text)

      let edited = text.replacingOccurrences(of: "SCENARIO = \\\"baseline\\\"", with: "SCENARIO = \\\"reform-0\\\"")
      #expect(edited != text)
      for other in [edited, "", "{}", "my notes"] {
        try Data(other.utf8).write(to: URL(fileURLWithPath: path))
        refusal(folder + "/out", nil, .usage, "was edited since")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == other)
      }
    }
  }

  @Test func onlyRunsHaveNotebooks() throws {
    try NotebookTests.withFolder { folder in
      refusal(folder + "/none", nil, .missingInput, "there is no such folder")
      refusal(folder, nil, .missingInput, "there is no manifest")
      try NotebookTests.results(folder + "/old", titles: false)
      refusal(folder + "/old", nil, .data, "an older version wrote it")
      try NotebookTests.results(folder + "/out")
      try FileManager.default.createDirectory(atPath: folder + "/out.ipynb", withIntermediateDirectories: true)
      refusal(folder + "/out", nil, .usage, "this is a folder")
    }
  }
}
