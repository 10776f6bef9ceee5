import InputFiles
import PolicyModel
import Quantities
import SchemeModel

/// The fit and the engine know no files: this names, for each of their faults, the file and the line it most likely comes
/// from.
struct FaultLocator {
  let place: PlaceFolder

  init(_ place: PlaceFolder) { self.place = place }

  /// Runs `body`; the faults it throws are located.
  func locating<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as FundcastError where error.category == .data {
      throw FundcastError(error.category, error.diagnostics.map(located))
    }
  }

  private func located(_ fault: Diagnostic) -> Diagnostic {
    var fault = fault
    if let file = fault.file {
      // A table is known to the fit by its name alone.
      fault.file = place.inputs.first { $0.file.hasSuffix("/" + file) }?.file ?? file
    } else if let location = location(of: fault.key ?? "") {
      fault.file = location.file
      fault.line = location.line
    } else {
      fault.file = place.baselinePath
    }
    fault.remedy = fault.remedy ?? "check the values it is made of"
    return fault
  }

  /// `key` holds paths of levers or names of moves, with commas between them.
  private func location(of key: String) -> SourceLocation? {
    let baseline = place.baseline
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
