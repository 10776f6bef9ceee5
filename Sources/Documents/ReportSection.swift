import Quantities

/// The numbered sections of report.txt, in order.
enum ReportSection: CaseIterable {
  case baseYear, accounts, deficits, people, sense, reforms, extrapolations, weakGround, limits, uncertainty
}

extension ReportContext {
  /// Whether a section is printed: what cannot be said of a sum of regions is not, nor what was not drawn.
  func has(_ section: ReportSection) -> Bool {
    switch section {
    case .sense: !isRegional
    case .uncertainty: run.paths != nil && !isRegional
    case .baseYear, .accounts, .deficits, .people, .reforms, .extrapolations, .weakGround, .limits: true
    }
  }

  /// The number of a section among those that are printed; of one that is not, where it would stand.
  func number(_ section: ReportSection) -> Int {
    1 + ReportSection.allCases.prefix { $0 != section }.count(where: has)
  }

  /// A section as other sections refer to it.
  func reference(_ section: ReportSection) -> Phrase { both("section \(number(section))", "第\(number(section))节") }
}
