import PolicyModel
import Quantities
import SchemeModel
import Studies

/// What `fundcast check` says of a sound place.
struct CheckText {
  private let study: PolicyStudy
  private let stacks: [[Reform]]

  init(_ study: PolicyStudy, _ stacks: [[Reform]]) {
    self.study = study
    self.stacks = stacks
  }

  private var baseline: Baseline { study.place.baseline }
  private var form: SchemeForm { baseline.scheme.form }
  private var isRegional: Bool { study.place.isRegional }
  private var defaults: [Lever] {
    baseline.registry.levers.filter { baseline.series[$0.id.index] == nil && $0.lagOf == nil }
  }

  /// A line each of the place, its scheme, its values, its figures and its reforms.
  var counts: [String] {
    let scheme = baseline.scheme, omitted = baseline.registry.omitted.count
    let ids = stacks.map { $0.map(\.id).joined(separator: "+") }, shown = 6
    return [
      "\(baseline.title.both): base year \(baseline.baseYear), horizon \(baseline.defaultHorizon), at most \(study.place.lastHorizon)",
      "\(scheme.statuses.count) statuses, \(scheme.branches.count) branches, \(scheme.funds.count) funds, \(scheme.lines.count) lines"
        + (omitted == 0 ? "" : "; \(omitted) parts of the scheme left out, of which the place gives no value"),
      "\(baseline.series.count { $0 != nil }) series read, \(defaults.count) levers at their default; \(study.place.inputs.count) files",
      (isRegional ? "\(study.place.regions.count) regions; " : "")
        + "\(study.calibration.targets.count) figures of the base year met\(isRegional ? " in each" : "")\(draws)",
      ids.isEmpty
        ? "no reforms"
        : "\(ids.count) \(ids.count == 1 ? "reform" : "reforms"): " + ids.prefix(shown).joined(separator: ", ")
          + (ids.count > shown ? ", …" : ""),
    ]
  }

  /// What is drawn on paths; nothing where nothing is uncertain.
  private var draws: String {
    guard let draws = baseline.draws else { return "" }
    return "; \(draws.drivers.count { $0.isActive }) of \(draws.drivers.count) drivers drawn from \(draws.firstYear) on"
  }

  /// What was assumed to read tables by groups of ages, what the rules of thresholds and the fits warn of, and which inputs
  /// nobody may have meant.
  func warnings(_ found: [[LocalizedText]]) -> [String] {
    baseline.tableNotes.map { "\(form.shown("assumed", "推定")): \(form.shown($0))" }
      + (stacks.joined().compactMap { $0.misnamedPolicies(baseline.registry) } + baseline.thresholdWarnings).map(
        form.shown)
      + zip(study.place.regions, found).flatMap { region, texts in
        texts.map { form.shown(isRegional ? $0.of(region) : $0) }
      }
  }

  /// Every default, part left out, region, figure, reform and file.
  var details: [String] {
    let omitted = baseline.registry.omitted
    return ["levers at their default:"]
      + defaults.map {
        "  \($0.path) = \(LeverText.defaultValue($0, baseline.registry) ?? "?") \($0.unitText)"
      }
      + (omitted.isEmpty ? [] : ["parts of the scheme left out:"]) + omitted.map { "  \($0.path): \($0.title.slashed)" }
      + regions + ["figures of the base year met\(isRegional ? " in each region, values from … to …" : ""):"] + figures
      + stacks.joined().map { "reform \($0.id): \($0.changes.count) levers changed" }
      + study.place.inputs.map { "read \($0.file)" }
  }

  private var regions: [String] {
    guard isRegional else { return [] }
    return ["regions:"]
      + study.place.regions.enumerated().map { index, region in
        let own = study.place.ownTables(region: index).compactMap { $0.split(separator: "/").last.map(String.init) }
        return
          "  \(region.id): \(region.title.both), share \(LeverText.number(region.share)), tables of its own: \(own.isEmpty ? "none" : own.joined(separator: ", "))"
      }
  }

  /// A figure of another year than the base year says which.
  private var figures: [String] {
    study.calibration.targets.enumerated().map { index, entry in
      let target = entry.target
      let solved = study.calibrations.map { $0.targets[index].solved }
      let range = Set([solved.min(), solved.max()].compactMap { $0 }).sorted().map(LeverText.number)
      return
        "  \(target.id)\(target.year == baseline.baseYear ? "" : " \(target.year)"): \(baseline.registry[target.unknown].path) = \(range.joined(separator: " … "))"
    }
  }
}
