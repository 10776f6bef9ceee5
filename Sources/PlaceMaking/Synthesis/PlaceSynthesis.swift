import InputFiles
import PolicyModel
import Quantities

/// What `fundcast synthesize` was asked for.
public struct SynthesisRequest: Sendable, Hashable {
  /// The number of regions.
  public let regions: Int
  /// Bands into which the statuses of people at work are split; 1 splits none.
  public let wageBands: Int
  /// Standard deviation of the logarithm of the bands' wages; 0 makes them alike.
  public let wageSpread: Double
  /// Decides every draw.
  public let seed: UInt64

  /// The most regions.
  public static let mostRegions = 1000
  /// The most wage bands.
  public static let mostBands = 16
  /// The widest spread of wages.
  public static let widestSpread = 1.0

  /// A request of up to ``mostRegions``, ``mostBands`` and ``widestSpread``, checked when the place is written.
  public init(regions: Int, wageBands: Int, wageSpread: Double = 0.35, seed: UInt64 = 1) {
    self.regions = regions
    self.wageBands = wageBands
    self.wageSpread = wageSpread
    self.seed = seed
  }

  /// - Throws: ``FundcastError`` where a count cannot be.
  func check() throws {
    func check(_ isRight: Bool, _ message: String, _ option: String, _ value: String, _ remedy: String) -> Diagnostic? {
      isRight ? nil : Diagnostic(message, key: option, value: value, remedy: remedy)
    }
    let faults = [
      check(
        (1...Self.mostRegions).contains(regions), "so many regions cannot be made", "--regions", "\(regions)",
        "choose 1 to \(Self.mostRegions)"),
      check(
        (1...Self.mostBands).contains(wageBands), "so many wage bands cannot be made", "--wage-bands", "\(wageBands)",
        "choose 1 to \(Self.mostBands)"),
      check(
        (0...Self.widestSpread).contains(wageSpread), "wages of bands cannot be spread like this", "--wage-spread",
        "\(wageSpread)", "choose 0 to \(Self.widestSpread)"),
    ].compactMap { $0 }
    if !faults.isEmpty { throw FundcastError(.usage, faults) }
  }
}

/// A place of many synthetic regions and statuses, made after the model of one that works: for benchmarks and tests.
public enum PlaceSynthesis {
  /// Writes the place `folder`. Either the whole folder is there in the end, or nothing; the same request on the same model
  /// gives the same bytes.
  ///
  /// - Returns: the number of files, and of statuses of the scheme.
  /// - Throws: ``FundcastError`` where a count cannot be, the name is no name of a place, something stands there already, the
  ///   model has a fault or regions of its own, or the folder cannot be written.
  public static func write(
    _ folder: String, from source: String, _ request: SynthesisRequest
  ) throws -> (files: Int, statuses: Int) {
    try request.check()
    let folder = FilePath.tidy(folder)
    try PlaceWriter.check(folder)
    let model = try Place(source)
    guard !model.isRegional else {
      throw FundcastError(
        .usage,
        Diagnostic(
          "the model place has regions of its own", key: "--place", value: source,
          remedy: "choose a place without `regions:`"))
    }
    let made = try SynthesisFiles(
      name: PlaceWriter.name(of: folder), folder: folder, model: model, source: FilePath.tidy(source), request
    ).all()
    try PlaceWriter.write(made.files, to: folder)
    return (made.files.count, made.statuses)
  }
}
