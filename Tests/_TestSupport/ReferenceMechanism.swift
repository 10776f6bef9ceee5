import SchemeModel

/// A kind of mechanism as the plain reference engine computes it, from its declaration alone (<doc:Ledgers>).
public struct ReferenceMechanism {
  /// Posts its lines, given what it remembers of last year.
  public let post: (MechanismDeclaration, [Double], inout ReferenceLedgerYear) -> Void
  /// What it remembers of a year, given what it remembered before.
  public let remember: (MechanismDeclaration, [Double], ReferenceLedgerYear) -> [Double]

  /// Formulas of a kind; `remember` gives one number for each opening of the declaration, none unless said.
  public init(
    post: @escaping (MechanismDeclaration, [Double], inout ReferenceLedgerYear) -> Void,
    remember: @escaping (MechanismDeclaration, [Double], ReferenceLedgerYear) -> [Double] = { _, _, _ in [] }
  ) {
    self.post = post
    self.remember = remember
  }
}

extension [String: ReferenceMechanism] {
  /// The kinds the program knows.
  public static var standard: [String: ReferenceMechanism] {
    [
      "deferral": carried, "advance": carried, "claims-run-off": claims, "recovery": recovery,
      "balance-spending": spending, "corridor": corridor, "merger": merger, "interest": interest,
    ]
  }

  /// D = A·s now, (1 − d)·D a year later.
  private static var carried: ReferenceMechanism {
    ReferenceMechanism(
      post: { declared, owed, year in
        for line in declared.posts["granted"] ?? [] { year.post(line, year.factor(line)) }
        for line in declared.posts["settled"] ?? [] { year.post(line, owed[0] * year.factor(line)) }
        for line in declared.posts["lost"] ?? [] {
          year.post(line, owed[0] - year.sum(declared.posts["settled"] ?? []))
        }
        for line in declared.posts["receivable"] ?? [] { year.post(line, -year.sum(declared.posts["granted"] ?? [])) }
      },
      remember: { declared, _, year in [-year.sum(declared.posts["granted"] ?? [])] })
  }

  /// Of C the share p_j is paid j years later.
  private static var claims: ReferenceMechanism {
    /// What is due after so many years.
    func due(_ declared: MechanismDeclaration, _ owed: [Double], _ year: ReferenceLedgerYear) -> [Double] {
      owed.indices.map { later in
        let old = later + 1 < owed.count ? owed[later + 1] : 0
        return old - year.sum([declared.posts["deferred"]?[later] ?? 0])
      }
    }
    return ReferenceMechanism(
      post: { declared, owed, year in
        let claims = year.sum(declared.reads["claims"] ?? [])
        for line in declared.posts["deferred"] ?? [] { year.post(line, claims * year.factor(line)) }
        for line in declared.posts["settled"] ?? [] { year.post(line, owed[0] * year.factor(line)) }
        for line in declared.posts["unpaid"] ?? [] { year.post(line, due(declared, owed, year).reduce(0, +)) }
      },
      remember: due)
  }

  /// A part of what the fund spent last year.
  private static var recovery: ReferenceMechanism {
    ReferenceMechanism(
      post: { declared, spent, year in
        for line in declared.posts["recovered"] ?? [] { year.post(line, spent[0] * year.factor(line)) }
      },
      remember: { declared, _, year in
        [
          year.sum(
            year.scheme.lines.indices.filter {
              year.scheme.lines[$0].fund == declared.fund && year.scheme.lines[$0].kind == .expenditure
            })
        ]
      })
  }

  /// Shares of what a fund holds and takes in.
  private static var spending: ReferenceMechanism {
    ReferenceMechanism(post: { declared, _, year in
      let account = year.account(declared.fund, declared.reads["balance"] ?? [])
      for line in declared.posts["spent"] ?? [] {
        year.post(line, (account.opening + account.income + account.transfersIn) * year.factor(line))
      }
    })
  }

  /// A part of a result, which takes along when that came in and went out unless it moves in months of its own.
  private static func move(_ line: Int, _ account: ReferenceAccount, _ year: inout ReferenceLedgerYear) {
    let share = year.factor(line)
    year.post(
      line, account.current * share,
      moved: year.scheme.lines[line].isDated ? nil : (share * account.flows.dated, share * account.flows.weighted))
  }

  /// Others keep or bear their part of the result within a bound; of what remains a part is settled.
  private static var corridor: ReferenceMechanism {
    ReferenceMechanism(post: { declared, _, year in
      var seen = declared.reads["result"] ?? []
      if let result = declared.posts["result"]?.first, let bound = declared.posts["bound"]?.first,
        let kept = declared.posts["kept"]?.first
      {
        year.post(result, year.account(declared.fund, seen).current * year.factor(result))
        year.post(bound, year.sum(declared.reads["premium"] ?? []) * year.factor(bound))
        let limit = year.sum([bound]).magnitude
        year.post(kept, Swift.max(-limit, Swift.min(limit, year.sum([result]))) * year.factor(kept))
        seen.append(kept)
      }
      if let settled = declared.posts["settled"]?.first { move(settled, year.account(declared.fund, seen), &year) }
    })
  }

  /// Stock and result go to another fund by a share.
  private static var merger: ReferenceMechanism {
    ReferenceMechanism(post: { declared, _, year in
      let account = year.account(declared.fund, declared.reads["balance"] ?? [])
      if let line = declared.posts["stock"]?.first {
        let share = year.factor(line), weight = year.interestWeight(line, isStock: true)
        year.post(
          line, account.stock * share,
          moved: year.scheme.lines[line].isDated
            ? (
              share * (account.opening + account.others.dated),
              share * (weight * account.opening + account.others.weighted)
            ) : nil)
      }
      if let line = declared.posts["result"]?.first { move(line, account, &year) }
    })
  }

  /// i · (opening + τ · what runs over the year + (12 − m)/12 · what moves in month m).
  private static var interest: ReferenceMechanism {
    ReferenceMechanism(post: { declared, _, year in
      let account = year.account(declared.fund, declared.reads["balance"] ?? [])
      let common = year.scheme.common
      func value(_ id: ParameterID) -> Double { year.parameters.value(id, year.year) }
      let regular = account.closing - account.opening - account.flows.dated - account.others.dated
      let bearing =
        account.opening + value(common.interestTiming) * regular + account.flows.weighted + account.others.weighted
      let bears = bearing >= 0 || value(common.interestOnNegative) != 0
      for line in declared.posts["interest"] ?? [] {
        year.post(line, (bears ? value(common.interestRate) * bearing : 0) * year.factor(line))
      }
    })
  }
}
