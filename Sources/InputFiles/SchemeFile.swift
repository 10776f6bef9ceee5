import PolicyModel
import Quantities
import SchemeModel

/// A scheme file: statuses, entities with their rules, transitions, branches, funds and lines, all declared once and shared
/// by places. It gives the structure and the registry of levers.
struct SchemeFile: Sendable {
  let title: LocalizedText
  let scheme: Scheme
  let registry: LeverRegistry
  /// Names of hazard profiles, in the order the scheme refers to them.
  let hazardProfiles: [String]
  /// Names of earnings rules, in order.
  let earningsNames: [String]
  /// The file as it was read.
  let record: InputRecord

  /// The sections of a scheme file.
  private static let sections = [
    "scheme", "title", "statuses", "axes", "newborn", "entities", "derived", "worker-types", "transitions", "responses",
    "earnings", "components", "settings", "services", "branches", "covers", "bundles", "funds", "lines", "policies",
  ]

  /// Understands a scheme file and reports everything that is wrong with it.
  ///
  /// - Parameter given: paths of keys in a place's rules and assumptions; optional entities of which none is given are left out.
  init(_ text: YAMLSource, given: Set<String>) throws {
    let (document, collector, path) = (text.document, text.collector, text.document.file)
    var pruning = SchemePruning(document.root, given: given)
    guard let root = MappingReader(pruning.pruned(document.root), collector: collector) else {
      try collector.throwIfAny()
      throw FundcastError(.data, Diagnostic("the file is no scheme", file: path, remedy: "write `key: value` lines"))
    }
    // A section of another name looks like one that is missing, and takes all that needs it along: it is told first.
    let sections = document.root.keys.filter { !Self.sections.contains($0.key) }
    for section in sections {
      collector.report(
        "unknown key", line: section.line, key: section.key,
        remedy: Suggestion.remedy(for: section.key, in: Self.sections))
    }
    try collector.throwIfAny()
    // Each missing entity once: one mistake takes several lines along.
    var told: Set<String> = []
    for fault in pruning.severed where told.insert(fault.missing).inserted {
      collector.report(
        "the place gives values of \(fault.given) but none of \(fault.missing), and would lose both here",
        key: fault.at,
        value: fault.missing,
        remedy:
          "give \(fault.missing) its values in the rules or assumptions of the place, or leave those of \(fault.given) out too"
      )
    }
    try collector.throwIfAny()
    var builder = SchemeBuilder(
      record: document.record, root: root, collector: collector, omitted: pruning.omitted)
    let parts = builder.build()
    root.finish()
    try collector.throwIfAny()
    guard let parts else {
      throw FundcastError(
        .data, Diagnostic("the scheme is not complete", file: path, remedy: "compare it with a shipped one"))
    }
    self = parts
  }

  init(
    title: LocalizedText, scheme: Scheme, registry: LeverRegistry, hazardProfiles: [String], earningsNames: [String],
    record: InputRecord
  ) {
    self.title = title
    self.scheme = scheme
    self.registry = registry
    self.hazardProfiles = hazardProfiles
    self.earningsNames = earningsNames
    self.record = record
  }
}
