import Foundation
import PolicyModel
import Quantities
import SchemeModel
import Testing
import _TestSupport

@testable import InputFiles

/// What planners say, on a registry of a few levers and the shipped words.
@Suite struct LeverSearchTests {
  static let scheme = Result {
    let place = PlaceSource("\(#filePath)".components(separatedBy: "/Tests/")[0] + "/scenarios/shandong")
    return try SchemeSource(place.yaml(place.folder + "/../schemes/china.yaml"), from: place)
  }
  static var vocabulary: Result<LeverVocabulary, any Error> { scheme.map(\.vocabulary) }

  /// Every entity of the shipped scheme, left out ones too.
  private static func registry() throws -> LeverRegistry {
    let entities = try scheme.get().declaration.entities
    #expect(entities.count > 100)
    return LeverRegistry(
      entities: entities.map { LeverEntity(path: $0.path.text, title: $0.title, rules: $0.rules) }, lags: [],
      vocabulary: try vocabulary.get(), form: .yuan)
  }

  private static func found(_ words: String) throws -> [String] {
    LeverSearch(try registry()).find(words).levers.map(\.path)
  }

  @Test func everyIDOfTheSchemeIsAPolicyAndEveryWordFindsSomething() throws {
    let registry = try Self.registry(), vocabulary = try Self.vocabulary.get()
    #expect(vocabulary.policies.map(\.id) == (1...80).map { $0 < 10 ? "L0\($0)" : "L\($0)" })
    for id in Set(registry.levers.flatMap(\.leverIDs)) { #expect(vocabulary.policy(id) != nil, "\(id)") }
    for term in vocabulary.terms {
      for part in term.levers {
        #expect(registry.levers.contains { ".\($0.path).".contains(".\(part).") }, "\(part)")
      }
    }
    for policy in vocabulary.policies {
      for path in policy.nearest { #expect(registry[path] != nil, "\(policy.id): \(path)") }
    }
  }

  /// A policy without levers says what is nearest; one that moves no money need not.
  @Test func whatIsNotModelledHasSomethingNear() throws {
    let search = LeverSearch(try Self.registry())
    var missing: [String] = []
    for policy in try Self.vocabulary.get().policies {
      guard case .missing = search.standing(of: policy) else { continue }
      missing.append(policy.id)
      #expect(!policy.nearest.isEmpty && policy.remark != nil, "\(policy.id)")
      #expect(search.find(id: policy.id.lowercased()).levers.isEmpty)
    }
    #expect(missing.contains("L13") && missing.contains("L51") && !missing.contains("L03"))
  }

  @Test(arguments: [
    ("DRG", "L51"), ("drg付费", "L51"), ("DIP", "L52"), ("省级统筹", "L13"), ("集采", "L44"), ("带量采购", "L44"), ("总额预算", "L53"),
    ("总额", "L53"), ("按病种付费", "L56"), ("按病种分值付费", "L52"), ("长护失能等级", "L80"), ("医共体", "L54"),
    ("provincial pooling", "L13"),
    ("global budget", "L53"), ("职工 DRG", "L51"),
  ])
  func policiesAreFoundByName(words: String, id: String) throws {
    let answer = LeverSearch(try Self.registry()).find(words)
    #expect(answer.policies.contains { $0.id == id }, "\(answer.policies.map(\.id))")
  }

  @Test(arguments: [
    ("起付线", "resident.inpatient.deductible"), ("门槛费", "resident.inpatient.deductible"),
    ("报销比例", "employee.inpatient.reimbursement-rate"), ("支付比例", "employee.inpatient.reimbursement-rate"),
    ("缴费基数", "employee.base-ratio"), ("人头费", "resident.premium"), ("个人缴费", "resident.premium"),
    ("惠民保", "supplementary.take-up-1"), ("门诊统筹", "resident.general-outpatient.reimbursement-rate"),
    ("缓缴", "employee.deferral.amount"),
    ("copay", "resident.inpatient.reimbursement-rate"), ("deductible", "resident.inpatient.deductible"),
    ("premium", "resident.premium"),
    ("drug price", "prices.drugs.price-level"), ("居民起付线", "resident.inpatient.deductible"),
    ("职工报销比例", "employee.inpatient.reimbursement-rate"), ("退休年龄", "retirement.men.statutory-age"),
  ])
  func leversAreFoundAsPlannersSayIt(words: String, path: String) throws {
    let found = try Self.found(words)
    let stem = path.hasSuffix("-1") ? String(path.dropLast(2)) : path
    #expect(found.contains { $0.hasPrefix(stem) }, "\(found)")
  }

  /// Every word of a query narrows it down.
  @Test func wordsNarrowDown() throws {
    let all = try Self.found("起付线"), residents = try Self.found("居民起付线")
    #expect(residents.count < all.count && residents.allSatisfy { !$0.hasPrefix("employee.") })
    #expect(try Self.found("起付线 胡说").isEmpty)
    #expect(try Self.found("药价") == ["prices.drugs.price-level"])
  }

  @Test func anIDFindsItsLeversAndNothingElse() throws {
    let search = LeverSearch(try Self.registry())
    let found = search.find(id: "l03")
    #expect(
      found.levers.map(\.path).sorted() == [
        "resident.central-share", "resident.premium", "resident.provincial-share", "resident.subsidy",
      ])
    #expect(found.policies.map(\.id) == ["L03"])
    #expect(search.find(id: "L1").isEmpty)
    let words = try Self.vocabulary.get()
    #expect(words.isID("L13") && words.isID("l3") && !words.isID("L") && !words.isID("LTC") && !words.isID("M3"))
    #expect(words.policy(numberedLike: "L3")?.id == "L03" && words.policy(numberedLike: "L99") == nil)
  }

  /// Ids are any texts; what is written as one of them is taken for an id.
  @Test func idsAreAnyTexts() {
    let title = LocalizedText("x")
    let words = LeverVocabulary(policies: [
      PolicyLever(id: "premium-rate", title: title), PolicyLever(id: "보험료", title: title),
      PolicyLever(id: "P-07", title: title),
    ])
    #expect(words.isID("Premium-Rate") && words.isID("보험료") && words.isID("p-7") && !words.isID("premium"))
    #expect(words.policy("PREMIUM-RATE")?.id == "premium-rate" && words.policy(numberedLike: "p-7")?.id == "P-07")
  }

  @Test(arguments: [
    ("人头费", "did you mean \"resident.premium\"?"), ("药价", "did you mean \"prices.drugs.price-level\"?"),
    (
      "DRG",
      "not modelled yet 尚未建模 (L51); nearest 最接近: employee.inpatient.cost-growth, resident.inpatient.cost-growth, medical.excess"
    ),
    ("resident.premum", nil), ("resident", nil),
  ])
  func pathsInPlannersWordsAreUnderstood(path: String, hint: String?) throws {
    #expect(VocabularyHint.remedy(for: path, try Self.registry()) == hint)
  }

  @Test func wordsOfAFileAreChecked() throws {
    func complaint(_ text: String) -> String {
      InputFilesTests.complaint { _ = try VocabularyFile.read(YAMLSource(file(text, name: "w.yaml"))) }
    }
    #expect(
      complaint("policies:\n  L13: { title: x }\n  l13: { title: y }\n")
        == "w.yaml:3: l13: two policies have one id; rename one: small and large letters are the same here")
    #expect(
      complaint("policies: { L13: { title: x, moves: [\"a:b:c\"] } }\n").contains(
        "policies.L13.moves: this names no levers"))
    #expect(complaint("policies:\n  L13: { titel: x }\n").contains("did you mean \"title\"?"))
    #expect(
      complaint("policies: { L13: { title: x } }\nterms: [{ words: [a] }]\n").contains("levers: the key is missing")
    )
  }
}
