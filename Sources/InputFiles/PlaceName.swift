/// Names of places and regions.
package enum PlaceName {
  /// Whether something may be called so: `henan`, `inner-mongolia`, `青岛`, what can stand in paths, tables and commands without quotes.
  package static func isName(_ name: String) -> Bool {
    func isLetter(_ scalar: Unicode.Scalar) -> Bool {
      ("a"..."z").contains(scalar)
        || (scalar.properties.generalCategory == .otherLetter && !scalar.properties.isDefaultIgnorableCodePoint)
    }
    guard name.utf8.count <= 96, name.unicodeScalars.first.map(isLetter) == true,
      name.unicodeScalars.allSatisfy({ isLetter($0) || ("0"..."9").contains($0) || $0 == "-" })
    else { return false }
    return name.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty }
  }
}
