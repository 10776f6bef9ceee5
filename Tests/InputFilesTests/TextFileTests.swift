import Foundation
import Quantities
import Shapes
import Testing

@testable import InputFiles

@Suite struct TextFileTests {
  private func complaintOnFile(_ bytes: [UInt8], byteLimit: Int = TextFile.byteLimit) -> String {
    complaint { _ = try TextFile(name: "f", bytes: bytes, byteLimit: byteLimit) }
  }

  @Test func byteOrderMarkAndLineEndsAreBroughtToOneForm() throws {
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("a\r\nb\rc\n\r\nd".utf8)
    #expect(try TextFile(name: "f", bytes: bytes).text == "a\nb\nc\n\nd")
  }

  @Test func readsAFile() throws {
    try withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("a.csv")
      try Data("山东,1\n".utf8).write(to: url)
      let file = try TextFile(reading: url.path, name: "tables/a.csv")
      #expect(file.text == "山东,1\n")
      #expect(file.name == "tables/a.csv")
    }
  }

  @Test func aMissingFileIsAMissingInput() throws {
    try withTemporaryFolder { folder in
      let path = folder.appendingPathComponent("absent.csv").path
      let error = #expect(throws: FundcastError.self) { _ = try TextFile(reading: path, name: "absent.csv") }
      #expect(error?.category == .missingInput)
      #expect(error?.description == "absent.csv: there is no such file; check the spelling and the folder")
    }
  }

  @Test func aFolderIsRefused() throws {
    try withTemporaryFolder { folder in
      let text = complaint { _ = try TextFile(reading: folder.path, name: "tables") }
      #expect(text == "tables: this is a folder; name a file inside it")
    }
  }

  @Test func aDeviceIsRefused() {
    let text = complaint { _ = try TextFile(reading: "/dev/zero") }
    #expect(text == "/dev/zero: this is not an ordinary file; save the input as a file on disk")
  }

  @Test func aHugeFileIsRefusedUnread() throws {
    try withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("huge.csv")
      #expect(FileManager.default.createFile(atPath: url.path, contents: nil))
      // Sparse: a gigabyte that takes no room.
      let handle = try FileHandle(forWritingTo: url)
      try handle.truncate(atOffset: 1 << 30)
      try handle.close()
      let text = complaint { _ = try TextFile(reading: url.path, name: "huge.csv") }
      #expect(text == "huge.csv: the file is larger than 64 MiB; check that it is the right file, or split it")
      let yaml = complaint { _ = try PlaceSource(folder.path).yaml(url.path) }
      #expect(yaml == "\(url.path): the file is larger than 4 MiB; check that it is the right file, or split it")
    }
  }

  @Test func theLimitIsTheLastSizeAllowed() {
    #expect(complaintOnFile(Array("1234".utf8), byteLimit: 4) == "nothing")
    #expect(
      complaintOnFile(Array("12345".utf8), byteLimit: 4)
        == "f: the file is larger than 4 bytes; check that it is the right file, or split it")
  }

  @Test func anEmptyFileIsRefused() {
    #expect(complaintOnFile([]) == "f: the file is empty; check that it was saved completely")
    #expect(complaintOnFile([0xEF, 0xBB, 0xBF]) == "f: the file is empty; check that it was saved completely")
  }

  @Test func anotherEncodingIsRefused() {
    let gb18030: [UInt8] = Array("a\nb: ".utf8) + [0xD6, 0xD0]
    #expect(
      complaintOnFile(gb18030)
        == "f:2: the file is not UTF-8 (found \"0xD6\"); save it as UTF-8 (in Excel: CSV UTF-8)")
    #expect(
      complaintOnFile([0xFF, 0xFE, 0x61, 0x00])
        == "f:1: the file is UTF-16, not UTF-8; save it as UTF-8 (in Excel: CSV UTF-8)")
  }

  @Test func aFileCutInTheMiddleOfACharacterIsRefused() {
    #expect(
      complaintOnFile(Array("a\n".utf8) + [0xE5, 0xB1])
        == "f:2: the file is not UTF-8 (found \"0xE5\"); save it as UTF-8 (in Excel: CSV UTF-8)")
  }
}
