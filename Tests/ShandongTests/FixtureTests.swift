import Foundation
import InputFiles
import PolicyModel
import Quantities
import Studies
import Testing

/// What the fuzzer found once (Tests/InputFilesTests/Fixtures) is projected, or refused with a file and a way out.
///
/// A fixture names a file of the shipped scenarios and, for each line changed, the old line behind `-` and the new ones behind
/// `+`; or it holds a `--set`.
@Suite struct FixtureTests {
  static let folder = Shandong.root.appendingPathComponent("Tests/InputFilesTests/Fixtures")

  static var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".case") }
      .sorted()
  }

  private struct Fixture {
    var file = ""
    var isCut = false
    var edits: [(old: [UInt8]?, new: [[UInt8]])] = []

    init(_ text: String) {
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        if line.hasPrefix("file: ") { file = String(line.dropFirst(6)) }
        if line == "cut: true" { isCut = true }
        if line.hasPrefix("@ ") { edits.append((nil, [])) }
        guard !edits.isEmpty else { continue }
        if line.hasPrefix("-") { edits[edits.count - 1].old = unescaped(line.dropFirst()) }
        if line.hasPrefix("+") { edits[edits.count - 1].new.append(unescaped(line.dropFirst())) }
      }
    }

    /// Only what the fuzzer writes: a doubled backslash and `\\xNN`.
    private func unescaped(_ text: Substring) -> [UInt8] {
      let bytes = Array(text.utf8)
      var result: [UInt8] = []
      var index = 0
      while index < bytes.count {
        let isEscape = bytes[index] == UInt8(ascii: "\\") && index + 1 < bytes.count
        if isEscape, bytes[index + 1] == UInt8(ascii: "x"), index + 3 < bytes.count {
          result.append(UInt8(String(decoding: bytes[(index + 2)...(index + 3)], as: UTF8.self), radix: 16) ?? 0)
          index += 4
        } else {
          result.append(bytes[isEscape ? index + 1 : index])
          index += isEscape ? 2 : 1
        }
      }
      return result
    }

    func applied(to data: Data) throws -> Data {
      var lines = data.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
      var cut: Int?
      for edit in edits {
        guard let old = edit.old else {
          lines += edit.new
          continue
        }
        // Tables were shortened for the fuzzer: there the keys at the beginning of a line name it.
        let isTable = file.hasSuffix(".csv")
        let start = Array(
          old.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).prefix(3).joined(separator: [44]))
        let place = try #require(
          lines.firstIndex { $0 == old } ?? (isTable ? lines.firstIndex { $0.starts(with: start) } : nil),
          "the line this fixture changes is no longer in \(file): write it anew")
        lines.replaceSubrange(place...place, with: edit.new)
        cut = place + edit.new.count
      }
      if isCut, let cut { lines = Array(lines.prefix(cut)) }
      return Data(lines.joined(separator: [10]))
    }
  }

  @Test(arguments: names) func isProjectedOrRefused(_ name: String) throws {
    let fixture = Fixture(try String(contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8))
    let folder = try BrokenPlaceTests.copy()
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      if fixture.file == "--set" {
        let study = try Shandong.study.get()
        let setting = String(decoding: fixture.edits.first?.new.first ?? [], as: UTF8.self)
        let reform = try ReformFile.parse(setting: setting, registry: study.place.baseline.registry, id: "set-1")
        _ = try study.run([[reform]])
        return
      }
      let file = folder.appendingPathComponent(fixture.file)
      try fixture.applied(to: Data(contentsOf: file)).write(to: file)
      let study = try PolicyStudy(try Place(folder.appendingPathComponent("shandong").path), horizon: 2024)
      let reforms =
        fixture.file.contains("/reforms/")
        ? [
          [
            try study.place.reform(file.path)
          ]
        ] : []
      _ = try study.run(reforms)
    } catch let error as FundcastError {
      #expect(!error.diagnostics.isEmpty && error.category != .output)
      for fault in error.diagnostics {
        #expect(fault.file != nil || fault.key?.hasPrefix("--") == true, "\(fault)")
        #expect(fault.remedy?.isEmpty == false, "\(fault)")
        #expect(fault.description.utf8.count < 4000)
      }
    }
  }
}
