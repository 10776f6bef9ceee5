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

  /// What the mark of a folder says, and which file it was.
  struct Contents: Sendable {
    /// Device, number, size and time of change of the mark.
    let identity: [Int]
    /// The files that belong to the folder, the mark included.
    let files: Set<String>
  }

  /// What belongs to a folder of this kind; nil where it is no such folder. `seen` is what it held before.
  func contents(of folder: String, seen: Contents? = nil) -> Contents? {
    let path = folder + "/" + mark
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    let identity = [
      Int(status.st_dev), Int(status.st_ino), Int(status.st_size), status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
    ]
    if let seen, seen.identity == identity { return seen }
    return files(path).map { Contents(identity: identity, files: $0) }
  }

  /// The files a mark names, itself included; nil where nobody of this kind wrote it.
  private func files(_ path: String) -> Set<String>? {
    guard let bytes = try? DiskFile.bytes(path) else { return nil }
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
