import Arrays
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

/// Persons of some groups of people on the columns of a slab.
struct CountedGroups {
  /// `[group][sex·age][column]`.
  fileprivate(set) var persons: [Double]
  /// The numbers of one group.
  let size: Int
}

/// Who is counted: people of some states, on a basis.
struct CountedGroup {
  let statuses: [Int]
  let basis: CountBasis
}

extension CohortPeople {
  /// Persons of some groups; of a factored layout with the shares of states on the common path at both ends of the year,
  /// `[sex·age][state]`. Who of a cohort dies has the shares of those who live: survival does not depend on the state there.
  ///
  /// Cell by cell, so that people are read once for all groups.
  func counted(_ groups: [CountedGroup], sharesBefore: [Double], shares: [Double]) -> CountedGroups {
    let width = width, cells = layout.cells, size = cells * width, states = layout.states
    let bases = CountBasis.allCases.filter { basis in groups.contains { $0.basis == basis } }
    // Of a cell the people of every carrier on each basis, `[basis][carrier][column]`.
    var scratch = [Double](repeating: 0, count: bases.count * states * width)
    let persons = [Double](unsafeUninitializedCapacity: groups.count * size) { target, filled in
      scratch.withUnsafeMutableBufferPointer { scratch in
        guard let target = target.baseAddress, let scratch = scratch.baseAddress else { return }
        for cell in 0..<cells {
          let (first, count) = layout.cohort(cell / layout.ages, cell % layout.ages)
          for (place, basis) in bases.enumerated() {
            take(basis, first, count, to: scratch + place * states * width)
          }
          for (place, group) in groups.enumerated() {
            let own = target + place * size + cell * width
            let source = scratch + (bases.firstIndex(of: group.basis) ?? 0) * states * width
            func share(_ shares: [Double]) -> Double { group.statuses.reduce(0) { $0 + shares[cell * states + $1] } }
            if count < states {
              // A factored cohort has one carrier for all states; of its person-years both ends have shares of their own.
              let isEnds = group.basis == .personYears
              RowMath.set(share(isEnds ? sharesBefore : shares), source, to: own, width)
              if isEnds { RowMath.add(share(shares), source + width, to: own, width) }
            } else {
              own.update(repeating: 0, count: width)
              for state in group.statuses { RowMath.add(1, source + state * width, to: own, width) }
            }
          }
        }
      }
      filled = groups.count * size
    }
    return CountedGroups(persons: persons, size: size)
  }

  /// The people of a cohort's carriers on a basis; person-years of a factored one by end of the year.
  private func take(_ basis: CountBasis, _ first: Int, _ count: Int, to target: UnsafeMutablePointer<Double>) {
    let from = first * width, numbers = count * width
    before.withUnsafeBufferPointer { before in
      now.withUnsafeBufferPointer { now in
        died.withUnsafeBufferPointer { died in
          guard let before = before.baseAddress, let now = now.baseAddress, let died = died.baseAddress else { return }
          switch basis {
          case .personYears where count == layout.states:
            RowMath.setSum(0.5, before + from, now + from, to: target, numbers)
          case .personYears:
            RowMath.set(0.5, before + from, to: target, numbers)
            RowMath.set(0.5, now + from, to: target + numbers, numbers)
          case .annual: RowMath.setSum(1, now + from, died + from, to: target, numbers)
          case .yearEnd: RowMath.set(1, now + from, to: target, numbers)
          }
        }
      }
    }
  }
}
