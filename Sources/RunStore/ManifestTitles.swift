import Quantities
import Studies

/// The names of what the tables call by id, in both languages, so that a folder of results can be read without the place it
/// was made from. Member `titles` of manifest.json, in the order in which the tables have them.
struct ManifestTitles {
  let run: PolicyRun

  init(_ run: PolicyRun) { self.run = run }

  var member: JSONText {
    let scheme = run.baseline.scheme
    return .object([
      ("place", both(run.baseline.title)),
      ("regions", named(run.regions.map { ($0.region.id, $0.region.title) })),
      ("scenarios", named(run.definitions.map { ($0.id, $0.title) })),
      ("funds", named(scheme.funds.map { ($0.id, $0.title) })),
      ("statuses", named(scheme.statuses.map { ($0.id, $0.title) })),
      // Statuses that no fund insures.
      ("uninsured", .strings(scheme.statuses.filter { $0.group == nil }.map(\.id))),
      ("layers", named([("basic", scheme.form.remarks.basic)] + scheme.layers.map { ($0.id, $0.title) })),
    ])
  }

  private func named(_ titles: [(id: String, title: LocalizedText)]) -> JSONText {
    .object(titles.map { ($0.id, both($0.title)) })
  }

  /// In the languages of the scheme.
  func both(_ title: LocalizedText) -> JSONText {
    .object(run.baseline.scheme.form.languages.map { ($0, .string(title[$0])) })
  }
}
