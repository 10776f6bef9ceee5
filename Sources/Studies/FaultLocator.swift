import InputFiles
import PolicyModel
import Quantities
import SchemeModel

/// The fit and the engine know no files: this names, for each of their faults, the file and the line it most likely comes
/// from.
struct FaultLocator {
  let place: PlaceFolder
  /// The region the faults are of; nil for all of them.
  let region: Int?
  /// The scenarios, whose changes are the likely cause of faults of their own.
  let definitions: [ScenarioDefinition]

  init(_ place: PlaceFolder, region: Int? = nil, definitions: [ScenarioDefinition] = []) {
    self.place = place
    self.region = region
    self.definitions = definitions
  }

  /// Runs `body`; the faults it throws are located. Those that name no scenario are of `scenario`.
  func locating<Result>(under scenario: String? = nil, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as FundcastError where error.category == .data {
      let faults = error.diagnostics.map { located($0, under: $0.scenario ?? scenario) }.map(named)
      throw FundcastError(faults.allSatisfy { $0.file == "--set" } ? .usage : .data, faults)
    }
  }

  private func located(_ fault: Diagnostic, under scenario: String?) -> Diagnostic {
    var fault = fault
    // Located once: what is thrown again is not looked for in other scenarios.
    let region = self.region ?? place.regions.firstIndex { $0.id == fault.region }
    (fault.scenario, fault.region) = (nil, nil)
    if let own = definitions.dropFirst().first(where: { $0.id == scenario }),
      let blamed = blamed(fault, in: own, region)
    {
      fault = blamed
      if !fault.message.contains("scenario \(own.id)") { fault.message += ", scenario \(own.id)" }
      return fault
    }
    if let file = fault.file {
      // A table is known to the fit by its name alone.
      guard file.hasSuffix(".csv"), !file.contains("/") else { return fault }
      let own = region.map { place.ownTables(region: $0) } ?? []
      fault.file = (own + place.inputs.map(\.file)).first { $0.hasSuffix("/" + file) } ?? file
    } else if let location = location(of: fault.key ?? "", region) {
      fault.file = location.file
      fault.line = location.line
    } else {
      fault.file = place.baselinePath
    }
    fault.remedy = fault.remedy ?? "check the values it is made of"
    return fault
  }

  /// Of a place of several regions the message says which one it is about.
  private func named(_ fault: Diagnostic) -> Diagnostic {
    guard let region, place.isRegional, !fault.message.contains("region \(place.regions[region].id)") else {
      return fault
    }
    var fault = fault
    fault.message += ", region \(place.regions[region].id)"
    return fault
  }

  /// The levers that `key` names: their paths, moves whose hazards they are, lines they are factors of, or funds they belong to,
  /// with commas between them.
  private func levers(_ key: String, _ baseline: Baseline) -> [ParameterID] {
    let moves = baseline.scheme.stages.flatMap(\.moves)
    return key.split(separator: ",").map { String($0.drop { $0 == " " }) }.flatMap { name -> [ParameterID] in
      if let lever = baseline.registry[name] { return [lever.id] }
      if let move = moves.first(where: { $0.id == name }), case .rate(let id, _) = move.hazard { return [id] }
      if let line = baseline.scheme.lines.first(where: { $0.id == name }) { return line.product.parameters }
      return baseline.registry.levers.filter { $0.path.hasPrefix("funds.\(name).") }.map(\.id)
    }
  }

  private func baseline(_ region: Int?) -> Baseline { region.map { place.regions[$0].baseline } ?? place.baseline }

  private func location(of key: String, _ region: Int?) -> SourceLocation? {
    let baseline = baseline(region)
    return levers(key, baseline).lazy.compactMap { baseline.series[$0.index]?.location }.first
  }

  /// The fault as one of a scenario's own changes: of the levers it names or of those they follow, with the line; or else of the
  /// last reform's file, of whose changes it follows. Nil where the scenario changes nothing, or nothing a table is read with.
  private func blamed(_ fault: Diagnostic, in scenario: ScenarioDefinition, _ region: Int?) -> Diagnostic? {
    let baseline = baseline(region), blame = Blame(baseline, scenario)
    var fault = fault
    if let file = fault.file {
      guard let levers = Self.levers(ofTable: file, baseline), let change = blame.change(of: levers) else { return nil }
      fault.message = (fault.key.map { "\($0): " } ?? "") + fault.message
      fault.key = baseline.registry[change.lever].path
      (fault.file, fault.line) = (change.location.file, change.location.line)
      fault.remedy = fault.remedy ?? "change it less, or check \(file)"
      return fault
    }
    if let change = blame.change(of: levers(fault.key ?? "", baseline)) {
      (fault.file, fault.line) = (change.location.file, change.location.line)
      return fault
    }
    let changes = (scenario.reforms + [scenario.reacting].compactMap { $0 }).flatMap(\.changes)
    guard let last = changes.last else { return nil }
    let isAlone = changes.count == 1
    (fault.file, fault.line) = (last.location.file, isAlone ? last.location.line : nil)
    return fault
  }

  /// The levers that a table known to the engine by its name is multiplied by.
  private static func levers(ofTable name: String, _ baseline: Baseline) -> [ParameterID]? {
    let common = baseline.scheme.common
    return [
      "mortality.csv": [common.mortalityFactor, common.mortalityIndex], "fertility.csv": [common.fertilityFactor],
      "migration-profile.csv": [common.netMigration],
    ][name]
  }
}
