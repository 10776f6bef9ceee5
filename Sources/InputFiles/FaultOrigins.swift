import PolicyModel
import Quantities
import SchemeModel

/// Where what faults are about stands in the files that were read: the fit and the engine know none.
public struct FaultOrigins {
  let place: Place
  /// The region the faults are of; nil for that of their scope.
  let region: Int?
  /// The scenarios, whose changes are the likely cause of faults of their own; the first is the baseline.
  let definitions: [ScenarioDefinition]

  /// Origins in the files of a place.
  ///
  /// - Parameters:
  ///   - region: the index of the region that faults are of; nil where their scope says which.
  ///   - definitions: the scenarios of the run, the baseline first; none where nothing but the place was read.
  public init(_ place: Place, region: Int? = nil, definitions: [ScenarioDefinition] = []) {
    self.place = place
    self.region = region
    self.definitions = definitions
  }

  /// Runs `body`; the faults it throws are located. Those that name no scenario are of `scenario`.
  ///
  /// - Throws: what `body` throws; faults that stand on the command line alone are of its category.
  public func locating<Result>(under scenario: String? = nil, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as FundcastError where error.category == .data {
      let faults = error.diagnostics.map { fault in
        var fault = fault
        fault.scope = fault.scope.within(FaultScope(scenario: scenario))
        return located(fault)
      }
      throw FundcastError(faults.allSatisfy { $0.file == "--set" } ? .usage : .data, faults)
    }
  }

  /// The fault with the file and, where it stands in one, the line of its subject: in the changes of its scenario, or else in the
  /// files of the place. What has a file already keeps it.
  public func located(_ fault: Diagnostic) -> Diagnostic {
    var fault = fault
    let region = self.region ?? place.regions.firstIndex { $0.id == fault.scope.region }
    if fault.file == nil {
      if let own = definitions.dropFirst().first(where: { $0.id == fault.scope.scenario }),
        let blamed = blamed(fault, in: own, region)
      {
        fault = blamed
        if !fault.message.contains("scenario \(own.id)") { fault.message += ", scenario \(own.id)" }
      } else {
        if case .driven(let path)? = fault.subject, let driver = driver(behind: path, region) {
          fault.key = "draws.drivers.\(driver.id)"
        }
        let origin = fault.subject.flatMap { self.origin(of: $0, region) }
        (fault.file, fault.line) = (origin?.file ?? fault.subject.flatMap(home) ?? place.baselinePath, origin?.line)
        fault.remedy = fault.remedy ?? "check the values it is made of"
      }
    }
    // Of a place of several regions the message says which one it is about.
    if let region, place.isRegional, !fault.message.contains("region \(place.regions[region].id)") {
      fault.message += ", region \(place.regions[region].id)"
    }
    return fault
  }

  private func baseline(_ region: Int?) -> Baseline { region.map { place.regions[$0].baseline } ?? place.baseline }

  // MARK: - In the files of the place

  /// The file in which a lever stands that has no value yet, where that is not the baseline.
  private func home(of subject: FaultSubject) -> String? {
    guard case .lever(let path) = subject, let lever = place.baseline.registry[path], lever.spec.role != .provision
    else { return nil }
    return place.written.assumptions?.file
  }

  private func origin(of subject: FaultSubject, _ region: Int?) -> (file: String, line: Int?)? {
    let baseline = baseline(region)
    let location: SourceLocation?
    switch subject {
    case .cell(let cell): return place.origin(of: cell, region: region)
    case .lever, .line, .fund: location = origin(of: subject, drawnIn: baseline)
    case .moves(let names):
      let moves = moves(names, baseline)
      guard let own = origin(of: moves.flatMap { Self.levers($0) }, baseline) else {
        // What no lever moves is a profile of a table.
        return moves.lazy.compactMap { place.origin(of: $0, region: region) }.first
      }
      location = own
    case .figure(let name): location = baseline.targets.first { $0.id == name }?.location
    case .persons(let status):
      location =
        baseline.membershipTargets.first {
          status == nil || $0.id == status
        }?.location
    case .driven(let path):
      location = driver(behind: path, region)?.location ?? origin(of: levers(subject, baseline), baseline)
    case .draws: location = baseline.draws?.drivers.first?.location
    }
    return location.map { ($0.file, $0.line) }
  }

  /// Where a lever stands; one that no file gives a value of, and a driver moves, where that driver does.
  private func origin(of subject: FaultSubject, drawnIn baseline: Baseline) -> SourceLocation? {
    let levers = levers(subject, baseline)
    return origin(of: levers, baseline)
      ?? baseline.draws?.drivers.first { !Set($0.levers).isDisjoint(with: levers) }?.location
  }

  /// The driver that moves a lever, or else one that this lever follows.
  private func driver(behind path: String, _ region: Int?) -> Driver? {
    let baseline = baseline(region)
    guard let lever = baseline.registry[path]?.id, let drivers = baseline.draws?.drivers else { return nil }
    let behind = Blame(baseline, .baseline(baseline.title)).followed(by: [lever])
    return drivers.first { $0.levers.contains(lever) } ?? drivers.first { !behind.isDisjoint(with: $0.levers) }
  }

  /// Where the values of levers stand: what the region gives itself before what it has of the place.
  private func origin(of levers: [ParameterID], _ baseline: Baseline) -> SourceLocation? {
    Blame(baseline, .baseline(baseline.title)).cause(of: levers)?.location
  }

  // MARK: - In the changes of a scenario

  /// The fault as one of a scenario's own changes: of the levers it is about or of those they follow, with the line; or else of the
  /// last reform's file, of whose changes it follows. Nil where the scenario changes nothing, or nothing a table is read with.
  private func blamed(_ fault: Diagnostic, in scenario: ScenarioDefinition, _ region: Int?) -> Diagnostic? {
    let baseline = baseline(region)
    var fault = fault
    let change = Blame(baseline, scenario).change(of: fault.subject.map { levers($0, baseline) } ?? [])
    if case .driven(let path)? = fault.subject { fault.key = path }
    if case .cell(let cell)? = fault.subject {
      guard let change else { return nil }
      fault.message = (fault.key.map { "\($0): " } ?? "") + fault.message
      fault.key = baseline.registry[change.lever].path
      fault.remedy = fault.remedy ?? "change it less, or check \(cell.table ?? "the table")"
    }
    if let change {
      (fault.file, fault.line) = (change.location.file, change.location.line)
      return fault
    }
    let changes = (scenario.reforms + [scenario.reacting].compactMap { $0 }).flatMap(\.changes)
    guard let last = changes.last else { return nil }
    (fault.file, fault.line) = (last.location.file, changes.count == 1 ? last.location.line : nil)
    return fault
  }

  /// The levers of a subject: itself, hazards of moves, factors of a line, all that belong to a fund, what a table is multiplied by.
  private func levers(_ subject: FaultSubject, _ baseline: Baseline) -> [ParameterID] {
    let scheme = baseline.scheme, registry = baseline.registry
    switch subject {
    case .lever(let path), .driven(let path): return registry[path].map { [$0.id] } ?? []
    case .moves(let names): return moves(names, baseline).flatMap { Self.levers($0) }
    case .line(let name): return scheme.lines.first { $0.id == name }?.product.parameters ?? []
    case .fund(let name):
      guard let fund = scheme.funds.first(where: { $0.id == name }) else { return [] }
      let opening = registry[fund.openingBalance]
      let entity = opening.path.dropLast(opening.spec.name.count)
      return registry.levers.filter { $0.path.hasPrefix(entity) }.map(\.id)
    case .cell(let cell):
      let common = scheme.common
      switch cell.table {
      case "mortality.csv": return [common.mortalityFactor, common.mortalityIndex]
      case "fertility.csv": return [common.fertilityFactor]
      case "migration-profile.csv": return [common.netMigration]
      default: return []
      }
    case .figure, .persons, .draws: return []
    }
  }

  private func moves(_ names: [String], _ baseline: Baseline) -> [Move] {
    let moves = baseline.scheme.stages.flatMap(\.moves)
    return names.compactMap { name in moves.first { $0.id == name } }
  }

  private static func levers(_ move: Move) -> [ParameterID] {
    if case .rate(let id, _) = move.hazard { [id] } else { [] }
  }
}

extension Place {
  /// Where a row of a table stands, of a region's own table where it has one.
  fileprivate func origin(of cell: TableCell, region: Int?) -> (file: String, line: Int?)? {
    let own = isRegional ? region.flatMap { regionTables[$0] } : nil
    return (own ?? tables).place(of: cell)
  }

  fileprivate func origin(of move: Move, region: Int?) -> (file: String, line: Int?)? {
    guard case .profile(let profile) = move.hazard, hazardProfiles.indices.contains(profile) else { return nil }
    return origin(of: TableCell("hazard-profiles.csv", words: [hazardProfiles[profile]]), region: region)
  }
}
