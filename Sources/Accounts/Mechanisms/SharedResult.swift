/// The result of a year, of which others keep or bear a part within a corridor:
///
///     K = k·max(−|c·P|, min(|c·P|, R)),   R − K = settled + left
///
/// R the result, P the premium, c the bound, k the part of those who keep or bear. Columns.
public enum SharedResult {
  /// K by column, above zero where it is kept and below where it is borne.
  ///
  /// - Parameters:
  ///   - result: R.
  ///   - bound: c·P, of either sign.
  ///   - share: k, 0…1.
  public static func kept(result: [Double], bound: [Double], share: [Double]) -> [Double] {
    result.indices.map { min(max(result[$0], -abs(bound[$0])), abs(bound[$0])) * share[$0] }
  }
}
