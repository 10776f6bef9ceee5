import Documents
import Arrays
import Calibration
import PolicyModel
import SchemeModel
import Studies
import Tables

/// manifest.json: what made a run, so that a result can be recomputed and compared years later. Keys are in a fixed order;
/// no time and no machine name stands in it, only the BLAS kernels, on which the last bits depend.
struct Manifest: Sendable {
  /// Names and SHA-256 of files.
  typealias Digests = [(file: String, sha256: String)]

  /// All but the outputs.
  private let members: [(key: String, value: JSONText)]

  /// - Parameters:
  ///   - stamp: version of the program, and the digest of all inputs together.
  ///   - inputs: files read, with digests of the bytes that were read.
  init(_ run: PolicyRun, stamp: RunStamp, inputs: Digests) {
    let timeline = run.result.timeline
    var members: [(key: String, value: JSONText)] = [
      ("program", .object([("name", .string("fundcast")), ("version", .string(stamp.version))])),
      ("openblas", .object([("core", .string(BLAS.coreName)), ("threads", .integer(BLAS.threads))])),
      ("run", Self.request(run.request)),
      ("place", .string(run.baseline.place)),
      ("scheme", .string(run.baseline.scheme.id)),
      ("base-year", .integer(timeline.baseYear)),
      ("horizon", .integer(timeline.horizon)),
      ("scenarios", .array(run.definitions.map(Self.scenario))),
      ("titles", ManifestTitles(run).member),
      ("units", ManifestUnits(run.baseline.scheme.form).member),
      ("columns", Self.columns(run)),
    ]
    members += ManifestLeftOut(run).members
    members +=
      run.isRegional
      ? ManifestRegions(run).members
      : [
        ("calibration", Self.calibration(run.regions[0])),
        ("parameters", Self.parameters(run).asMember),
      ]
    members.append(("inputs-sha256", .string(stamp.inputsDigest)))
    members.append(("inputs", Self.digests(inputs)))
    self.members = members
  }

  /// The bytes of manifest.json beside these files.
  func bytes(outputs: Digests) -> [UInt8] { JSONText.object(members + [("outputs", Self.digests(outputs))]).bytes }

  /// The columns of every table: header, unit and titles. What they mean: `fundcast dictionary`.
  private static func columns(_ run: PolicyRun) -> JSONText {
    let form = run.result.scheme.form, titles = ManifestTitles(run)
    return .object(
      RunTable.written(for: run.request).map { table in
        let columns = table.shape.columns.map { column in
          JSONText.object([
            ("name", .string(column.header(form))),
            ("unit", .string(column.unit == .money ? form.currency.id : column.unit.rawValue)),
            ("title", titles.both(column.title)),
          ])
        }
        return (table.file, .array(columns))
      })
  }

  /// What to ask for to get the same results. Relative paths are as seen from the folder the program was called in.
  private static func request(_ request: RunRequest) -> JSONText {
    func change(_ change: RunRequest.Change) -> JSONText {
      switch change {
      case .file(let path): .object([("file", .string(path))])
      case .setting(let text): .object([("set", .string(text))])
      }
    }
    var members: [(key: String, value: JSONText)] = [
      ("place", .string(request.place)), ("horizon", .integer(request.horizon)),
      ("scenarios", .array(request.scenarios.map { .array($0.map(change)) })),
    ]
    if let name = request.name { members.append(("name", .string(name))) }
    members.append(("tables", .strings(RunTable.written(for: request).map(\.rawValue))))
    if request.output.byteOrderMark { members.append(("bom", .bool(true))) }
    if request.deciles { members.append(("deciles", .bool(true))) }
    if let years = request.options.years { members.append(("years", .integers(years))) }
    if let date = request.options.valuationDate { members.append(("valuation-date", .string(date.text))) }
    if let paths = request.paths {
      members.append(
        (
          "paths",
          .object([
            ("count", .integer(paths.paths)), ("seed", .string(String(paths.seed))),
            ("without", .strings(paths.without)), ("antithetic", .bool(paths.isAntithetic)),
            ("kept", .bool(paths.keepsPaths)), ("memory", paths.memory.map { .integer($0) } ?? .null),
          ])
        ))
    }
    return .object(members)
  }

  private static func digests(_ files: Digests) -> JSONText {
    .array(files.map { .object([("file", .string($0.file)), ("sha256", .string($0.sha256))]) })
  }

  private static func scenario(_ definition: ScenarioDefinition) -> JSONText {
    .object([
      ("id", .string(definition.id)),
      ("title", .string(definition.title.en)),
      (
        "reforms",
        .array(
          (definition.reforms + (definition.reacting.map { [$0] } ?? [])).map {
            .object([
              ("id", .string($0.id)), ("file", .string($0.file)), ("levers", .strings($0.leverIDs)),
              ("source", .string($0.source)),
              (
                "when",
                $0.reaction.map {
                  .object([("fund", .string($0.fund)), ("reserve-months-below", .number($0.months))])
                } ?? .null
              ),
            ])
          })
      ),
    ])
  }

  /// What the base year of a place or of one of its regions fixed.
  static func calibration(_ region: RegionRun) -> JSONText {
    let result = region.calibration, baseline = region.region.baseline
    let registry = baseline.registry
    return .object([
      (
        "targets",
        .array(
          result.targets.map {
            .object([
              ("id", .string($0.target.id)), ("year", .integer($0.target.year)),
              ("lever", .string(registry[$0.target.unknown].path)),
              ("kind", .string($0.target.kind.rawValue)), ("value", .number($0.target.value)),
              ("achieved", .number($0.achieved)),
              ("solved", .number($0.solved)),
            ])
          })
      ),
      (
        "statuses",
        .array(
          result.statuses.map {
            .object([
              ("status", .string($0.counted.id)),
              ("kind", $0.target.map { .string($0.kind.rawValue) } ?? .null),
              ("target", $0.target.map { .number($0.persons) } ?? .null), ("achieved", .number($0.achieved)),
              ("logit-shift", $0.logitShift.isFinite ? .number($0.logitShift) : .null),
            ])
          })
      ),
      ("solver-iterations", .integer(result.iterations.solver)),
      ("alignment-iterations", .integer(result.iterations.alignment)),
      ("warnings", .strings((result.warnings + region.implausible).map(\.both))),
    ])
  }

  /// Every lever of the baseline and, for each other scenario, those whose values differ. Years of the first axis are in
  /// `years`, the hidden one included; where a value moves within a year its twelve months are given.
  private static func parameters(_ run: PolicyRun) -> JSONText {
    let timeline = run.result.timeline
    var members: [(key: String, value: JSONText)] = [("years", .integers(Array(timeline.years)))]
    for (scenario, definition) in run.definitions.enumerated() {
      let levers = run.baseline.registry.levers.filter { lever in
        scenario == 0 || run.resolved[scenario].parameters[lever.id] != run.resolved[0].parameters[lever.id]
      }
      members.append(
        (
          definition.id,
          .object(levers.map { ($0.path, path(run.resolved[scenario].parameters[$0.id], $0, timeline.baseYear)) })
        ))
    }
    return .object(members)
  }

  /// The values of one lever.
  static func path(_ path: ParameterPath, _ lever: Lever, _ baseYear: Int) -> JSONText {
    var members: [(key: String, value: JSONText)] = [
      ("unit", .string(lever.unitText)), ("values", .numbers(path.annual)),
    ]
    if let monthly = path.monthly {
      let moving = path.annual.indices.filter { year in
        (1..<12).contains { monthly[year * 12 + $0] != monthly[year * 12] }
      }
      members.append(
        (
          "months",
          .object(moving.map { ("\(baseYear + $0)", .numbers(Array(monthly[($0 * 12)..<($0 * 12 + 12)]))) })
        ))
    }
    return .object(members)
  }
}
