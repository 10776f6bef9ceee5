import Demography
import Quantities
import SchemeModel

/// The people of a year on the central path as lines count them, `[sex·age][status][column]`.
struct CountedPeople {
  let statuses: Int
  let width: Int
  private let exposure: [Double]
  private let books: [Double]
  private let closing: [Double]

  /// The latest year of `state`.
  init(_ state: MembershipState) {
    statuses = state.statuses
    width = state.people.width
    closing = state.people.now
    exposure = zip(closing, state.people.before).map { ($0 + $1) / 2 }
    books = zip(closing, state.people.died).map { $0 + $1 }
  }

  subscript(_ basis: CountBasis) -> [Double] {
    switch basis {
    case .personYears: exposure
    case .annual: books
    case .yearEnd: closing
    }
  }
}

extension CohortPeople {
  /// Persons of some states on a basis, `[sex·age][column]`; of a factored layout with the shares of states on the common path at
  /// both ends of the year, `[sex·age][state]`. Who of a cohort dies has the shares of those who live: survival does not depend
  /// on the state there.
  func counted(_ chosen: [Int], on basis: CountBasis, sharesBefore: [Double], shares: [Double]) -> [Double] {
    switch basis {
    case .personYears: sum(chosen, [(before, sharesBefore, 0.5), (now, shares, 0.5)])
    case .annual: sum(chosen, [(now, shares, 1), (died, shares, 1)])
    case .yearEnd: sum(chosen, [(now, shares, 1)])
    }
  }

  private func sum(_ chosen: [Int], _ parts: [(persons: [Double], shares: [Double], factor: Double)]) -> [Double] {
    let width = width, states = layout.states
    var sums = [Double](repeating: 0, count: layout.cells * width)
    sums.withUnsafeMutableBufferPointer { sums in
      for part in parts {
        part.persons.withUnsafeBufferPointer { persons in
          for cell in 0..<layout.cells {
            let (first, count) = layout.cohort(cell / layout.ages, cell % layout.ages), target = cell * width
            func add(_ carrier: Int, _ weight: Double) {
              let source = carrier * width
              for column in 0..<width { sums[target + column] += weight * persons[source + column] }
            }
            if count == 1 {
              add(first, part.factor * chosen.reduce(0) { $0 + part.shares[cell * states + $1] })
            } else {
              for state in chosen { add(first + state, part.factor) }
            }
          }
        }
      }
    }
    return sums
  }
}
