import ArgumentParser
import RunStore
import Studies

/// `fundcast plan`: what a run would compute, as arrays another program can read.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Write the compiled arrays of a run, so that an independent program can run the same plan.",
    discussion:
      "Writes plan.json and .npy files (NumPy format). benchmarks/peers/run_plan.py runs them and compares with accounts.csv."
  )

  @OptionGroup var options: PlaceOptions

  @Option(help: "The folder to write; made where it is missing, replaced where it holds an earlier plan.")
  var export: String

  func run() throws {
    let target = try PlanExport.check(export)
    Interruption.watch()
    let (study, grid) = try options.study(isStrict: true)
    try PlanExport.export(try study.input(grid.stacks), to: target)
    try Console.say("Written to \(export): plan.json and its arrays")
    if let drafts = options.leftOut(study.place) { try Console.say(drafts) }
  }
}
