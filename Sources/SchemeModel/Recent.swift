/// Values that were asked for, the last first, up to so many.
struct Recent<Key: Equatable, Value> {
  private var entries: [(key: Key, value: Value)] = []
  private let most: Int

  init(most: Int) { self.most = most }

  /// The value of a key, which is now the last that was asked for; nil where it is not held.
  mutating func find(_ key: Key) -> Value? {
    guard let place = entries.firstIndex(where: { $0.key == key }) else { return nil }
    let found = entries[place]
    if place > 0 {
      entries.remove(at: place)
      entries.insert(found, at: 0)
    }
    return found.value
  }

  /// Holds a value in the place of the one that was not asked for longest.
  mutating func keep(_ key: Key, _ value: Value) -> Value {
    if entries.count == most { entries.removeLast() }
    entries.insert((key, value), at: 0)
    return value
  }
}
