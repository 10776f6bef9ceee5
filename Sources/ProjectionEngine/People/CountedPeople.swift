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

extension CohortPeople {
  /// Persons of some states, `[sex·age][column]`; of a factored layout with the shares of states on the common path at both ends
  /// of the year, `[sex·age][state]`. Who of a cohort dies has the shares of those who live: survival does not depend on the state
  /// there.
  ///
  /// - Parameters:
  ///   - cells: those that are counted.
  ///   - target: as many numbers as these cells × columns, overwritten.
  func count(
    _ group: PathGroup, _ cells: Range<Int>, sharesBefore: [Double], shares: [Double],
    into target: UnsafeMutableBufferPointer<Double>
  ) {
    precondition(target.count >= cells.count * width, "no room for the persons of a group")
    before.withUnsafeBufferPointer { before in
      now.withUnsafeBufferPointer { now in
        died.withUnsafeBufferPointer { died in
          guard let before = before.baseAddress, let now = now.baseAddress, let died = died.baseAddress,
            let target = target.baseAddress
          else { return }
          let ends = Ends(before: before, now: now, died: died, width: width)
          for cell in cells {
            let (first, count) = layout.cohort(cell / layout.ages, cell % layout.ages)
            let own = target + (cell - cells.lowerBound) * width
            guard count < layout.states else {
              own.update(repeating: 0, count: width)
              for state in group.statuses { ends.add(group.basis, first + state, to: own) }
              continue
            }
            // A factored cohort has one carrier for all states; of its person-years both ends have shares of their own.
            func share(_ shares: [Double]) -> Double {
              group.statuses.reduce(0) { $0 + shares[cell * layout.states + $1] }
            }
            switch group.basis {
            case .personYears:
              RowMath.set(0.5 * share(sharesBefore), before + first * width, to: own, width)
              RowMath.add(0.5 * share(shares), now + first * width, to: own, width)
            case .annual: RowMath.setSum(share(shares), now + first * width, died + first * width, to: own, width)
            case .yearEnd: RowMath.set(share(shares), now + first * width, to: own, width)
            }
          }
        }
      }
    }
  }

  /// The people of carriers at both ends of a year.
  private struct Ends {
    let before: UnsafePointer<Double>
    let now: UnsafePointer<Double>
    let died: UnsafePointer<Double>
    let width: Int

    func add(_ basis: CountBasis, _ carrier: Int, to target: UnsafeMutablePointer<Double>) {
      let place = carrier * width
      switch basis {
      case .personYears: RowMath.addSum(0.5, before + place, now + place, to: target, width)
      case .annual: RowMath.addSum(1, now + place, died + place, to: target, width)
      case .yearEnd: RowMath.add(1, now + place, to: target, width)
      }
    }
  }
}
