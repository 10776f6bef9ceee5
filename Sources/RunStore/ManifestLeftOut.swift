import PolicyModel
import Quantities
import Studies

/// The member of a manifest that says what is missing.
struct ManifestLeftOut {
  private let run: PolicyRun

  init(_ run: PolicyRun) { self.run = run }

  /// None where nothing is missing.
  var members: [(key: String, value: JSONText)] {
    guard !run.leftOut.isEmpty else { return [] }
    return [
      (
        "left-out",
        .array(
          run.leftOut.map {
            .object([("ids", .strings($0.ids)), ("faults", .strings($0.faults.map(\.description)))])
          })
      )
    ]
  }
}
