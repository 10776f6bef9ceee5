import Foundation

/// What a folder of results holds. Each kind has one file that says who wrote the folder and which files belong to it;
/// a folder without it is somebody else's.
enum OutputKind: Sendable {
  /// The results of a run.
  case run
  /// The arrays of a plan.
  case plan

  /// The file that tells.
  var mark: String {
    switch self {
    case .run: "manifest.json"
    case .plan: "plan.json"
    }
  }

  /// The command that writes such folders.
  var command: String {
    switch self {
    case .run: "fundcast run"
    case .plan: "fundcast plan"
    }
  }

  /// The files that belong to a folder of this kind, the mark included; nil where it is no such folder.
  func files(in folder: String) -> Set<String>? {
    guard let bytes = try? DiskFile.bytes(folder + "/" + mark) else { return nil }
    let names: [String]?
    switch self {
    case .run:
      let manifest = try? JSONDecoder().decode(ManifestRecord.Files.self, from: Data(bytes))
      names = manifest?.program.name == "fundcast" ? manifest?.outputs.map(\.file) : nil
    case .plan:
      let plan = try? JSONDecoder().decode(PlanFiles.self, from: Data(bytes))
      names = plan?.format.hasPrefix("fundcast-plan-") == true ? plan?.arrays.map(\.file) : nil
    }
    return names.map { Set($0).union([mark]) }
  }

  /// What of plan.json names its files.
  private struct PlanFiles: Decodable {
    struct Entry: Decodable { let file: String }
    let format: String
    let arrays: [Entry]
  }
}
