import Foundation
import PolicyModel
import Quantities
import Rendering
@testable import RunStore
import Studies
import Testing

@Suite struct RunWriterTests {
  private func read(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }

  private func manifest(_ folder: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/manifest.json"))
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func manifestNamesEveryFile() throws {
    try withTemporaryFolder { folder in
      // The digest is of the bytes that were read, whatever has become of the file.
      let input = folder + "/input.yaml"
      let out = folder + "/a/b"
      try RunFiles.writer(version: "1.2.3").write(
        TinyRun.make(inputs: [InputRecord(file: input, bytes: Array("abc".utf8))]), to: RunWriter.check(out))
      let manifest = try manifest(out)
      let inputs = try #require(manifest["inputs"] as? [[String: String]])
      #expect(
        inputs == [
          ["file": input, "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"]
        ])
      let outputs = try #require(manifest["outputs"] as? [[String: String]])
      let names = Set(try FileManager.default.contentsOfDirectory(atPath: out))
      #expect(Set(outputs.compactMap { $0["file"] }).union(["manifest.json"]) == names)
      #expect(names.count == 12)
      for output in outputs {
        #expect(try SHA256Digest.hex(read(out + "/" + (output["file"] ?? ""))) == output["sha256"])
      }
      #expect((manifest["program"] as? [String: String])?["version"] == "1.2.3")
    }
  }

  @Test func manifestHoldsResolvedParameters() throws {
    try withTemporaryFolder { folder in
      try RunFiles.writer(version: "1").write(TinyRun.make(), to: RunWriter.check(folder))
      let parameters = try #require(try manifest(folder)["parameters"] as? [String: Any])
      #expect(parameters["years"] as? [Int] == [2020, 2021, 2022, 2023, 2024])
      let baseline = try #require(parameters["baseline"] as? [String: [String: Any]])
      #expect(baseline.count == TinyRun.registry.count)
      #expect(baseline["resident.premium"]?["values"] as? [Double] == [280, 310, 340, 370, 400])
      #expect(baseline["resident.premium"]?["unit"] as? String == "yuan/person/year")
      #expect((parameters["nothing"] as? [String: Any])?.isEmpty == true)
      let reform = try #require(parameters["more-money"] as? [String: [String: Any]])
      #expect(Set(reform.keys) == ["employee.employer-rate", "resident.premium"])
      #expect(reform["resident.premium"]?["values"] as? [Double] == [280, 900, 900, 900, 900])
    }
  }

  @Test func sameRunSameBytes() throws {
    try withTemporaryFolder { folder in
      try RunFiles.writer(version: "1").write(TinyRun.make(), to: RunWriter.check(folder + "/1"))
      try RunFiles.writer(version: "1").write(TinyRun.make(), to: RunWriter.check(folder + "/2"))
      for name in try FileManager.default.contentsOfDirectory(atPath: folder + "/1") {
        #expect(try read(folder + "/1/" + name) == read(folder + "/2/" + name), "\(name)")
      }
    }
  }

  @Test func faultsAreSaid() throws {
    try withTemporaryFolder { folder in
      try Data().write(to: URL(fileURLWithPath: folder + "/file"))
      let run = try TinyRun.make()
      let error = #expect(throws: FundcastError.self) {
        try RunFiles.writer(version: "1").write(run, to: RunWriter.check(folder + "/file"))
      }
      #expect(error?.category == .usage)
      #expect(error?.description.hasPrefix(folder + "/file: this is a file, not a folder; ") == true)
    }
  }

  @Test func planNamesItsArrays() throws {
    try withTemporaryFolder { folder in
      try PlanExport.export(TinyRun.make().result.input, to: PlanExport.check(folder))
      let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/plan.json"))
      let plan = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
      let arrays = try #require(plan["arrays"] as? [[String: Any]])
      let names = Set(try FileManager.default.contentsOfDirectory(atPath: folder))
      #expect(Set(arrays.compactMap { $0["file"] as? String }).union(["plan.json"]) == names)
      for array in arrays {
        let shape = try #require(array["shape"] as? [Int])
        #expect((array["axes"] as? [String])?.count == shape.count)
        let bytes = try read(folder + "/" + (array["file"] as? String ?? ""))
        #expect(bytes.count % 64 == 8 * shape.reduce(1, *) % 64)
      }
      #expect((plan["lines"] as? [[String: Any]])?.count == TinyRun.scheme.lines.count)
      // Three scenarios move people alike, two differ in money only.
      let regions = try #require(plan["regions"] as? [[String: Any]])
      #expect(regions[0]["membership-of-scenario"] as? [Int] == [0, 0, 0])
    }
  }
}
