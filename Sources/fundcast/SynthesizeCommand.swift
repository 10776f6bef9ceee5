import ArgumentParser
import PlaceMaking

/// `fundcast synthesize`: a large place to measure and test with.
struct SynthesizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "synthesize",
    abstract: "Write a synthetic place of many regions and statuses, for benchmarks and tests.",
    discussion: """
      The place runs at once. Its people sum to those of the model place; sizes, age structures, wages and hazards of its
      regions are drawn from the seed, and every file says so: synthetic, not data. People at work are split into wage bands
      with earnings of their own under the same rules, so there are more statuses. The same command gives the same bytes;
      one region and one band give the model place's results. Nothing is overwritten.

      EXAMPLES
        fundcast synthesize scenarios/large --regions 400 --wage-bands 4
        fundcast run scenarios/large --baseline-only --output out/large
      """)

  @Argument(help: "The folder to make; its name is the name of the place, for example scenarios/large.")
  var place: String

  @Option(
    help: ArgumentHelp("The number of regions, 1 to \(SynthesisRequest.mostRegions).", valueName: "n"))
  var regions = 400

  @Option(
    help: ArgumentHelp(
      "Bands into which people at work are split, 1 to \(SynthesisRequest.mostBands); 1 splits nobody.", valueName: "n")
  )
  var wageBands = 4

  @Option(
    help: ArgumentHelp(
      "Standard deviation of the logarithm of the bands' wages, 0 to 1; 0 makes all bands alike.", valueName: "number"))
  var wageSpread = 0.35

  @Option(help: "Decides every draw; the same seed gives the same place.")
  var seed: UInt64 = 1

  @Option(name: .customLong("place"), help: "The place it is made after.")
  var model = "scenarios/shandong"

  func run() throws {
    let made = try PlaceSynthesis.write(
      place, from: model,
      SynthesisRequest(regions: regions, wageBands: wageBands, wageSpread: wageSpread, seed: seed))
    try Console.say(
      """
      Written to \(place): \(made.files) files, \(regions) regions, \(made.statuses) statuses. Synthetic, not data.
      Next:
        fundcast run \(place) --baseline-only --output out/\(place.split(separator: "/").last ?? "")
      """)
  }
}
