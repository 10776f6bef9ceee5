import Quantities
import Studies

extension Report {
  /// The scenarios that were asked for and are not here, with what is wrong: on the first page, nothing where none is missing.
  static func leftOut(_ run: PolicyRun, _ page: inout Document) {
    guard !run.leftOut.isEmpty else { return }
    let count = run.leftOut.count
    page.subheading(both("NOT COMPUTED", "未计算"))
    page.paragraph(
      LocalizedText(
        en:
          "\(count) of the scenarios asked for \(count == 1 ? "cannot be and is" : "cannot be and are") missing from every table; the others are what a run without \(count == 1 ? "it" : "them") gives.",
        zh: "所要求的情景中有\(count)个无法测算，各表均不含；其余情景的数值与不含该情景的测算相同。"))
    for scenario in run.leftOut {
      page.item("\(scenario.names)")
      for fault in scenario.faults { page.paragraph("\(fault.description)", indent: 4, hanging: 2) }
    }
  }
}
