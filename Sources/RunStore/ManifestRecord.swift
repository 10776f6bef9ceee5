import Foundation
import Quantities
import Studies
import Tables

/// What of a manifest.json is needed to check a run and to run it again.
struct ManifestRecord: Decodable {
  /// The least a manifest says: who wrote the folder and which files belong to it. Older ones say no more.
  struct Files: Decodable {
    let program: Program
    let outputs: [File]
  }

  struct Program: Decodable {
    let name: String
    let version: String
  }

  struct OpenBLAS: Decodable {
    let core: String
    let threads: Int
  }

  struct File: Decodable {
    let file: String
    let sha256: String
  }

  struct Run: Decodable {
    let place: String
    let horizon: Int
    let scenarios: [[Change]]
    let paths: Paths?
    let deciles: Bool?
    let name: String?
    let tables: [String]?
    let bom: Bool?
    let years: [Int]?
    let valuationDate: String?

    private enum CodingKeys: String, CodingKey {
      case place, horizon, scenarios, paths, deciles, name, tables, bom, years
      case valuationDate = "valuation-date"
    }
  }

  struct Paths: Decodable {
    let count: Int
    /// As text: JSON numbers lose digits.
    let seed: String
    let without: [String]
    let antithetic: Bool
    let kept: Bool
    let memory: Int?
  }

  /// A file or a setting, whichever is given.
  struct Change: Decodable {
    let file: String?
    let set: String?
  }

  let program: Program
  let openblas: OpenBLAS
  let inputs: [File]
  /// One digest of all inputs; nil where an older version wrote the folder.
  let inputsDigest: String?
  let outputs: [File]

  /// What to run again.
  let request: RunRequest

  private enum CodingKeys: String, CodingKey {
    case program, openblas, run, inputs, outputs
    case inputsDigest = "inputs-sha256"
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    program = try values.decode(Program.self, forKey: .program)
    openblas = try values.decode(OpenBLAS.self, forKey: .openblas)
    let run = try values.decode(Run.self, forKey: .run)
    inputs = try values.decode([File].self, forKey: .inputs)
    inputsDigest = try values.decodeIfPresent(String.self, forKey: .inputsDigest)
    outputs = try values.decode([File].self, forKey: .outputs)
    let scenarios = try run.scenarios.map { stack in
      try stack.map { change -> RunRequest.Change in
        switch (change.file, change.set) {
        case (let file?, nil): return .file(file)
        case (nil, let text?): return .setting(text)
        default: throw Fault("run.scenarios: each change must have either a file or a setting")
        }
      }
    }
    let paths = try run.paths.map { paths in
      guard let seed = UInt64(paths.seed) else { throw Fault("run.paths.seed: it is no number") }
      return PathRequest(
        paths: paths.count, seed: seed, without: paths.without, isAntithetic: paths.antithetic, keepsPaths: paths.kept,
        memory: paths.memory)
    }
    let date = try run.valuationDate.map { text in
      guard let date = try? ValuationDate(text) else { throw Fault("run.valuation-date: it is no date") }
      return date
    }
    // A manifest of before names tables only where some were left out.
    let tables =
      run.tables ?? RunTable.of(paths: paths != nil, kept: paths?.keepsPaths ?? false).map(\.rawValue)
    request = RunRequest(
      place: run.place, horizon: run.horizon, scenarios: scenarios, name: run.name, paths: paths,
      output: OutputRequest(
        tables: tables, byteOrderMark: run.bom ?? false, deciles: run.deciles ?? false,
        options: ReportOptions(years: run.years, valuationDate: date)))
    guard program.name == "fundcast" else { throw Fault("program.name: the folder was written by another program") }
    for output in outputs where output.file.contains("/") || output.file.isEmpty || output.file == ".." {
      throw Fault("outputs: \"\(output.file)\" is no name of a file in the folder")
    }
  }

  private struct Fault: Error {
    let message: String

    init(_ message: String) { self.message = message }
  }

  /// Reads the manifest of a folder.
  ///
  /// - Throws: ``FundcastError`` with one diagnostic, `missingInput` where there is no folder or no manifest.
  init(folder: String) throws {
    let path = folder + "/manifest.json"
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
      throw FundcastError(
        .missingInput,
        Diagnostic(
          FileManager.default.fileExists(atPath: folder) ? "this is a file, not a folder" : "there is no such folder",
          file: folder, remedy: "name a folder written by fundcast run"))
    }
    func broken(_ message: String) -> FundcastError {
      FundcastError(
        .data,
        Diagnostic(
          "this is not a whole manifest of fundcast run: \(message)", file: path,
          remedy: "bring it back from a copy, or run again into a new folder"))
    }
    do {
      self = try JSONDecoder().decode(ManifestRecord.self, from: Data(DiskFile.bytes(path)))
    } catch let fault as DiskFile.Fault {
      throw FundcastError(
        .missingInput,
        Diagnostic(
          fault.isMissing ? "there is no manifest" : "the manifest cannot be read: \(fault)", file: path,
          remedy: "name a folder written by fundcast run"))
    } catch let fault as Fault {
      throw broken(fault.message)
    } catch let error as DecodingError {
      throw broken(Self.describe(error))
    }
  }

  /// Where decoding failed, in a few words.
  private static func describe(_ error: DecodingError) -> String {
    func path(_ keys: [any CodingKey]) -> String {
      keys.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
    }
    switch error {
    case .keyNotFound(let key, let context): return "\(path(context.codingPath + [key])) is missing"
    case .valueNotFound(_, let context): return "\(path(context.codingPath)) has no value"
    case .typeMismatch(_, let context): return "\(path(context.codingPath)) has the wrong type"
    case .dataCorrupted: return "it is no valid JSON"
    @unknown default: return "it cannot be read"
    }
  }
}
