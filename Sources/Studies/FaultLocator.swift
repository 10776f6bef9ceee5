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

  init(_ place: PlaceFolder, region: Int? = nil) {
    self.place = place
    self.region = region
  }

  private var baseline: Baseline { region.map { place.regions[$0].baseline } ?? place.baseline }

  /// Runs `body`; the faults it throws are located.
  func locating<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as FundcastError where error.category == .data {
      throw FundcastError(error.category, error.diagnostics.map(located).map(named))
    }
  }

  private func located(_ fault: Diagnostic) -> Diagnostic {
    var fault = fault
    if let file = fault.file {
      // A table is known to the fit by its name alone.
      let own = region.map { place.ownTables(region: $0) } ?? []
      fault.file = (own + place.inputs.map(\.file)).first { $0.hasSuffix("/" + file) } ?? file
    } else if let location = location(of: fault.key ?? "") {
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

  /// `key` holds paths of levers or names of moves, with commas between them.
  private func location(of key: String) -> SourceLocation? {
    let names = key.split(separator: ",").map { String($0.drop { $0 == " " }) }
    let moves = baseline.scheme.stages.flatMap(\.moves)
    for name in names {
      if let lever = baseline.registry[name], let series = baseline.series[lever.id.index] { return series.location }
      if let move = moves.first(where: { $0.id == name }), case .rate(let id, _) = move.hazard,
        let series = baseline.series[id.index]
      {
        return series.location
      }
    }
    return nil
  }
}
