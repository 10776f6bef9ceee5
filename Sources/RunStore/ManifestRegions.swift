import PolicyModel
import SchemeModel
import Studies

/// What manifest.json says of a place of several regions: the fit of each, and the values of every lever. Those that are the
/// same in all regions stand once, under `parameters`; a region has those that are not.
struct ManifestRegions {
  let run: PolicyRun

  init(_ run: PolicyRun) { self.run = run }

  var members: [(key: String, value: JSONText)] {
    let timeline = run.result.timeline
    let shared = run.definitions.indices.map { scenario in
      run.baseline.registry.levers.filter { isShared($0, scenario) }.map(\.id)
    }
    var common: [(key: String, value: JSONText)] = [("years", .integers(Array(timeline.years)))]
    for (scenario, definition) in run.definitions.enumerated() {
      common.append((definition.id, values(shared[scenario], scenario, run.regions[0])))
    }
    let own = shared.map(Set.init)
    let regions = run.regions.map { region -> JSONText in
      .object([
        ("id", .string(region.region.id)), ("share", .number(region.region.share)),
        ("calibration", Manifest.calibration(region)),
        (
          "parameters",
          .object(
            run.definitions.indices.map { scenario in
              let levers = run.baseline.registry.levers.map(\.id).filter { !own[scenario].contains($0) }
              return (run.definitions[scenario].id, values(levers, scenario, region))
            })
        ),
      ])
    }
    return [("parameters", .object(common)), ("regions", .array(regions))]
  }

  /// Whether a lever has the same values in all regions.
  private func isShared(_ lever: Lever, _ scenario: Int) -> Bool {
    let first = run.regions[0].resolved[scenario].parameters[lever.id]
    return run.regions.dropFirst().allSatisfy { $0.resolved[scenario].parameters[lever.id] == first }
  }

  /// Levers of a scenario in one region; beside the baseline only those that differ from it.
  private func values(_ levers: [ParameterID], _ scenario: Int, _ region: RegionRun) -> JSONText {
    let parameters = region.resolved[scenario].parameters, baseline = region.resolved[0].parameters
    return .object(
      levers.filter { scenario == 0 || parameters[$0] != baseline[$0] }.map { id in
        let lever = run.baseline.registry[id]
        return (lever.path, Manifest.path(parameters[id], lever, run.result.timeline.baseYear))
      })
  }
}
