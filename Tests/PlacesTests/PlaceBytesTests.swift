import Foundation
import InputFiles
import PolicyModel
import Quantities
import SchemeModel
import Testing

/// A place is a value: read from bytes it is the one that its folder holds, and is refused alike.
@Suite struct PlaceBytesTests {
  private static let places = ["dongtou", "jiangsu", "korea", "national", "shandong", "taiyuan"]
  private static let scenarios = ShippedPlace.root.appendingPathComponent("scenarios").path

  /// The files of a place and of its scheme, by their paths from the folder `root`.
  private static func files(of place: String, under root: String) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for folder in [place, "schemes"] {
      for case let name as String in try #require(FileManager.default.enumerator(atPath: scenarios + "/" + folder)) {
        let path = "\(folder)/\(name)"
        // No file of a place begins with a dot, and folders have no bytes.
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: "\(scenarios)/\(path)")) else { continue }
        files[root + path] = [UInt8](data)
      }
    }
    return files
  }

  /// All that is known of a place, levers and tables included.
  private static func told(_ place: Place) throws -> [String] {
    let baseline = place.baseline, last = Timeline(baseYear: baseline.baseYear, horizon: place.lastHorizon)
    return [
      "\(baseline.title) \(baseline.place) \(baseline.baseYear) \(baseline.defaultHorizon) \(place.lastHorizon)",
      baseline.registry.levers.map { "\($0.path) \($0.title) \($0.spec) \($0.kind) \($0.leverIDs)" }.joined(
        separator: "\n"),
      "\(baseline.registry.omitted)", "\(baseline.scheme)", "\(baseline.series)",
      "\(String(describing: baseline.draws))",
      "\(baseline.targets) \(baseline.membershipTargets) \(baseline.published) \(baseline.references) \(baseline.remarks)",
      "\(place.regions.map(\.id)) \(place.reformPaths) \(place.leverReformPaths) \(place.draftPaths)",
      "\(try place.tables(last))",
      "\(try (place.reformPaths + place.leverReformPaths).map(place.reforms))",
    ]
  }

  @Test(arguments: places) func aPlaceFromBytesIsThatOfItsFolder(name: String) throws {
    let folder = "\(Self.scenarios)/\(name)"
    let disk = try Place(folder)
    let memory = try Place(PlaceSource(folder, files: Self.files(of: name, under: Self.scenarios + "/")))
    #expect(memory.inputs == disk.inputs)
    let (held, read) = (try Self.told(memory), try Self.told(disk))
    #expect(read.allSatisfy { $0.count > 1 } && read.joined().utf8.count > 300_000)
    for (held, read) in zip(held, read) { #expect(held == read) }
  }

  /// The same place has no folder at all: its paths are only names.
  @Test func pathsAreNames() throws {
    let place = try Place(PlaceSource("taiyuan", files: Self.files(of: "taiyuan", under: "")))
    #expect(place.baselinePath == "taiyuan/baseline.yaml")
    #expect(
      place.inputs.prefix(3).map(\.file) == ["taiyuan/baseline.yaml", "schemes/china.yaml", "taiyuan/assumptions.yaml"])
  }

  @Test(arguments: [
    "taiyuan/baseline.yaml", "taiyuan/assumptions.yaml", "taiyuan/tables/mortality.csv", "schemes/china.yaml",
    "schemes/china.levers.yaml",
  ])
  func aMissingFileIsRefusedAlike(missing: String) throws {
    var files = try Self.files(of: "taiyuan", under: "")
    files[missing] = nil
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("bytes-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: root) }
    for (path, bytes) in files {
      let url = URL(fileURLWithPath: "\(root)/\(path)")
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
    }
    let held = Dictionary(uniqueKeysWithValues: files.map { ("\(root)/\($0.key)", $0.value) })
    let disk = #expect(throws: FundcastError.self) { try Place("\(root)/taiyuan") }
    let memory = #expect(throws: FundcastError.self) { try Place(PlaceSource("\(root)/taiyuan", files: held)) }
    #expect(disk?.category == .missingInput && memory?.category == .missingInput)
    #expect(disk?.description == memory?.description)
    #expect(disk?.description.contains("\(missing): there is no such file") == true)
  }

  @Test func aFaultInBytesHasItsFileAndLine() throws {
    var files = try Self.files(of: "taiyuan", under: "")
    let text = String(decoding: try #require(files["taiyuan/baseline.yaml"]), as: UTF8.self)
    files["taiyuan/baseline.yaml"] = Array(text.replacing("base-year:", with: "base-yaer:").utf8)
    let fault = #expect(throws: FundcastError.self) { try Place(PlaceSource("taiyuan", files: files)) }
    #expect(fault?.category == .data)
    #expect(
      fault?.description.contains("taiyuan/baseline.yaml:6: base-yaer: unknown key; did you mean \"base-year\"?")
        == true)
  }
}
