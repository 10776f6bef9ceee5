import Quantities

/// What people are multiplied with: rows that several flows may share.
enum PeopleFactor: Hashable, Sendable {
  /// A row of the central path.
  case row(Int)
  /// A basis of a surface.
  case basis(surface: Int, Int)
}

extension WeightSurfaces {
  /// What turns people into flows of a row in a year and a group of months; nil where each column, or each cell, is found by itself.
  func factor(_ row: Int, year: Int, group: Int) -> PeopleFactor? {
    switch evaluations[year][group] {
    case .central: return .row(row)
    case .direct: return nil
    case .surface(let place, _):
      let own = surfaces[place].rows[row]
      return own.isFloored ? nil : .basis(surface: place, own.basis)
    }
  }
}

/// What turns people into flows in a year.
extension RegionPathPlan {
  /// A factor of the people of a group, and whose it is.
  struct Product: Hashable {
    let people: Int
    let weights: Int
    let months: Int
    let factor: PeopleFactor
  }

  /// Of each flow and group of months in a year the product it is found from; nil where each column is found by itself.
  func products(_ surfaces: [WeightSurfaces], year: Int) -> [[Product?]] {
    flows.map { flow in
      surfaces[flow.weights].evaluations[year].indices.map { months in
        surfaces[flow.weights].factor(flow.row, year: year, group: months).map {
          Product(people: flow.group, weights: flow.weights, months: months, factor: $0)
        }
      }
    }
  }

  /// How many numbers by sex and age people are multiplied with in a year; of one way of moving them only, where it is said.
  func rowsOfPeople(_ surfaces: [WeightSurfaces], year: Int, membership: Int? = nil) -> Int {
    Set(products(surfaces, year: year).joined().compactMap { $0 }).reduce(0) { sum, product in
      guard membership == nil || groups[product.people].membership == membership else { return sum }
      switch product.factor {
      case .row: return sum + 1
      case .basis(let surface, let basis): return sum + surfaces[product.weights].surfaces[surface].bases[basis].rank
      }
    }
  }
}
