import Quantities

/// A tier and place of care, or another way of giving the same service (day care, a pharmacy), as one branch uses it: a
/// component of the distribution of its bills (<doc:Benefits>). A person has all uses of a year in one setting.
@dynamicMemberLookup
public struct Setting: Sendable {
  /// The name in files, `tertiary`.
  public let id: String
  /// The name in reports.
  public let title: LocalizedText
  /// Its levers.
  public let terms: SettingTerms<ParameterID>

  /// A setting with its levers.
  public init(id: String, title: LocalizedText, terms: SettingTerms<ParameterID>) {
    self.id = id
    self.title = title
    self.terms = terms
  }

  /// One of its levers.
  public subscript(dynamicMember term: KeyPath<SettingTerms<ParameterID>, ParameterID>) -> ParameterID {
    terms[keyPath: term]
  }
}
