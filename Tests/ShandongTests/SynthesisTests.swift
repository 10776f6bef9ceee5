import Foundation
import InputFiles
import PlaceMaking
import Quantities
import Studies
import Testing
import _TestSupport

/// Synthetic places: people conserved, and the model itself where nothing is split.
@Suite struct SynthesisTests {
  /// Makes a place after the shipped province and runs `body` with its folder.
  static func with<Result>(
    _ regions: Int, _ bands: Int, spread: Double = 0.35, seed: UInt64 = 1, _ body: (String) throws -> Result
  ) throws -> Result {
    let scratch = FileManager.default.temporaryDirectory.appendingPathComponent(
      "fundcast-synthesis-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let folder = scratch.appendingPathComponent("place").path
    _ = try PlaceSynthesis.write(
      folder, from: Shandong.folder,
      SynthesisRequest(regions: regions, wageBands: bands, wageSpread: spread, seed: seed))
    return try body(folder)
  }

  static func run(_ folder: String, horizon: Int = 2026) throws -> PolicyRun {
    try PolicyStudy(Place(folder), horizon: horizon).run([])
  }

  static let model: Result<PolicyRun, any Error> = Result { try run(Shandong.folder) }

  @Test func peopleAreConserved() throws {
    let base = Timeline(baseYear: 2020, horizon: 2020)
    let model = try Place(Shandong.folder).tables(base)[0].population
    try Self.with(3, 2) { folder in
      let place = try Place(folder)
      #expect(
        place.baseline.scheme.statuses.map(\.id).filter { $0.hasPrefix("employee-") } == [
          "employee-active-1", "employee-active-2", "employee-flexible-1", "employee-flexible-2", "employee-retired",
        ])
      let tables = try place.tables(base)
      for cell in 0..<Age.panelCount {
        #expect(tables.reduce(0) { $0 + $1.population.values[cell] } == model.values[cell])
      }
      let run = try Self.run(folder), whole = try Self.model.get()
      #expect(run.regions.count == 3 && run.warnings.isEmpty, "\(run.warnings)")
      // Every status of the base year: the bands of all regions together are the model's.
      for (status, declared) in whole.result.scheme.statuses.enumerated() where declared.group != nil {
        let parts = run.result.scheme.statuses.indices.filter {
          let id = run.result.scheme.statuses[$0].id
          return id == declared.id || id.hasPrefix(declared.id + "-")
        }
        let sum = parts.reduce(0) { sum, part in
          (0..<3).reduce(sum) { $0 + run.result.persons(scenario: 0, region: $1, status: part, year: 0) }
        }
        #expect(
          abs(sum / whole.result.persons(scenario: 0, region: 0, status: status, year: 0) - 1) < Within.difference,
          "\(declared.id)")
      }
      // And so are the figures.
      for (index, target) in whole.baseline.targets.enumerated() where target.isWhole {
        let sum = run.regions.reduce(0) { $0 + $1.calibration.targets[index].achieved }
        #expect(abs(sum / target.value - 1) < Within.difference, "\(target.id)")
      }
      #expect(Set(run.regions.map { $0.calibration.targets[0].solved }).count == 3)
    }
  }

  @Test func oneRegionAndOneBandAreTheModel() throws {
    let model = try Self.model.get()
    for seed in [1, 77] as [UInt64] {
      let run = try Self.with(1, 1, seed: seed) { try Self.run($0) }
      #expect(RegionTests.amounts(run, 0) == RegionTests.amounts(model, 0))
      #expect(
        run.result.persons(scenario: 0, region: 0, year: 5) == model.result.persons(scenario: 0, region: 0, year: 5))
    }
  }

  /// Employee contributions are not proportional to wages between floor and cap, so that bands apart pay otherwise.
  @Test func bandsThatAreAlikeGiveTheSameFunds() throws {
    let model = try Self.model.get(), scheme = model.result.scheme
    let alike = try Self.with(1, 3, spread: 0) { try Self.run($0) }
    let apart = try Self.with(1, 3) { try Self.run($0) }
    var isElsewhere = false
    for fund in scheme.funds.indices {
      for year in 0..<model.result.timeline.count {
        let balance = model.result.balanceAtYearEnd(scenario: 0, region: 0, fund: fund, year: year)
        let own = alike.result.balanceAtYearEnd(scenario: 0, region: 0, fund: fund, year: year)
        // A fund that settles every year closes at nothing but rounding of what went through it.
        let gross = scheme.lines.indices.filter {
          [scheme.lines[$0].fund, scheme.lines[$0].counterpart].contains(fund)
        }
        .reduce(0) { $0 + abs(model.result.amount(scenario: 0, region: 0, line: $1, year: year)) }
        #expect(
          abs(own - balance) <= max(Within.solved * abs(balance), Within.roundoff * gross),
          "\(scheme.funds[fund].id) \(year)")
        let other = apart.result.balanceAtYearEnd(scenario: 0, region: 0, fund: fund, year: year)
        isElsewhere = isElsewhere || abs(other - balance) > Within.interpolated * abs(balance)
      }
    }
    #expect(isElsewhere)
    for (own, whole) in zip(alike.calibration.targets, model.calibration.targets) {
      #expect(abs(own.solved / whole.solved - 1) < Within.solved, "\(whole.target.id)")
    }
    // A reform of the floor reaches the bands.
    let study = try Self.with(1, 2) { try PolicyStudy(Place($0), horizon: 2023) }
    let floor = try #require(study.place.baseline.registry["employee-band-2.base-floor"]).id
    #expect(try study.resolve([], region: 0).parameters.value(floor, 3) == 0.6)
  }

  @Test func theSameSeedGivesTheSameBytes() throws {
    func files(_ seed: UInt64) throws -> [String: Data] {
      try Self.with(2, 2, seed: seed) { folder in
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
        return try Dictionary(
          uniqueKeysWithValues: names.filter { $0.contains(".") }.map {
            ($0, try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0)))
          })
      }
    }
    func plain(_ files: [String: Data]) -> [String: String] {
      files.mapValues { data in
        String(decoding: data, as: UTF8.self).split(separator: "/").filter { !$0.contains("fundcast-synthesis-") }
          .joined(separator: "/")
      }
    }
    let first = try files(5), again = try files(5), other = try files(6)
    #expect(first.count == 19)
    #expect(plain(first) == plain(again))
    #expect(first["tables/r001/population.csv"] != other["tables/r001/population.csv"])
    for (name, data) in first where name != "README.md" {
      #expect(String(decoding: data, as: UTF8.self).hasPrefix("# synthetic, not data: "), "\(name)")
    }
  }
}
