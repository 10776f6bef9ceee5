/// Age last birthday at 31 December, 0…100, of which 100 is open.
public enum Age {
  /// The open age: it holds everybody aged 100 and over.
  public static let open = 100
  /// The number of ages, 0…100.
  public static let count = open + 1
  /// The number of cells of a sex × age panel, sex outermost.
  public static let panelCount = Sex.count * count

  /// The place of a sex and age in a panel of ``panelCount`` cells.
  @inlinable public static func cell(_ sex: Sex, _ age: Int) -> Int { sex.rawValue * count + age }
}
