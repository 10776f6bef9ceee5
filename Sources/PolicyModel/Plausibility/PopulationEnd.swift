import Quantities

/// The old end of a population: a yearbook's table ends at 85+ or 90+, and is not to be filled with zeros above.
struct PopulationEnd {
  let profile: AgeProfile

  /// The open age holds a few years of survivors; more than so many times the age before it is a table that ends early.
  private static let limit = 5.0

  var warning: LocalizedText? {
    let values = profile.values
    guard let last = values.lastIndex(where: { $0 > 0 }), last > 0, values[last] >= profile.smallest else { return nil }
    let before = values[last - 1]
    if last < values.count - 1 {
      return profile.warning(
        last,
        en:
          "\(profile.text(values[last])) (age \(last - 1): \(profile.text(before))) and nobody older: a table that ends at \(last)+? Spread them over the ages above",
        zh: "为\(profile.text(values[last]))（\(last - 1)岁为\(profile.text(before))），更高年龄为0，是否为“\(last)岁及以上”合计？请分摊到更高年龄")
    }
    guard before > 0, values[last] > Self.limit * before else { return nil }
    return profile.warning(
      last,
      en:
        "\(profile.text(values[last])), and only \(profile.text(before)) at age \(last - 1): does the open age hold younger people too?",
      zh: "为\(profile.text(values[last]))，而\(last - 1)岁仅\(profile.text(before))，请核对开放年龄组")
  }
}
