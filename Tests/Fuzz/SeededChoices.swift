import _TestSupport

/// Choices of the fuzzer: a run can be repeated from its seed.
extension SeededGenerator {
  mutating func below(_ count: Int) -> Int { Int.random(in: 0..<max(count, 1), using: &self) }

  mutating func one(in percent: Int) -> Bool { below(100) < percent }

  mutating func pick<Element>(_ items: [Element]) -> Element { items[below(items.count)] }
}
