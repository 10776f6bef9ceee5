/// Where in its box a surface is looked at: from what stands there cells are chosen, and what it misses is measured.
enum SurfaceTrials {
  /// Places that have no part in the choice of cells.
  static let unseen = 4

  /// Where rows are looked at: the middle, the ends of every axis, corners, and places spread over the box.
  static func places(_ axes: [Int], of dimensions: Int) -> [[Double]] {
    let middle = [Double](repeating: 0, count: dimensions)
    guard !axes.isEmpty else { return [[Double]](repeating: middle, count: 1 + unseen) }
    var places = [middle]
    for axis in axes {
      for end in [-1.0, 1] {
        var place = middle
        place[axis] = end
        places.append(place)
      }
    }
    func corner(_ number: Int) -> [Double] {
      var place = middle
      for (bit, axis) in axes.enumerated() { place[axis] = number >> bit & 1 == 0 ? 1 : -1 }
      return place
    }
    let corners = 1 << min(axes.count, 4)
    for number in 0..<corners { places.append(corner(number * 0b10101)) }
    for number in 1...(24 + unseen) {
      var place = middle
      for (bit, axis) in axes.enumerated() { place[axis] = 2 * spread(number, bit) - 1 }
      places.append(place)
    }
    return places
  }

  /// Multiples of an irrational number, another for each axis, without what stands before the point: evenly spread over 0…1.
  private static func spread(_ number: Int, _ axis: Int) -> Double {
    let step = (Double(axis) + 2.6180339887).squareRoot()
    return (Double(number) * step).truncatingRemainder(dividingBy: 1)
  }
}
