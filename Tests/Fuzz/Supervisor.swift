import Foundation

/// The parent process: keeps a worker going, and makes small and keeps what it finds.
struct Supervisor {
  let scenarios: String
  let findings: String
  let seed: UInt64
  let seconds: Double

  /// Wall clock, generous for a busy machine; the worker itself counts processor time.
  private static let hangSeconds = 40.0
  private static let attempts = 80

  private var folder: URL {
    FileManager.default.temporaryDirectory.appendingPathComponent(
      "fundcast-fuzz-parent-\(ProcessInfo.processInfo.processIdentifier)")
  }

  /// The number of findings.
  func run() throws -> Int {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let end = Date().addingTimeInterval(seconds)
    var round: UInt64 = 0, tried = 0, projected = 0, found = 0
    while Date() < end {
      let own = seed &* 1_000_003 &+ round
      round += 1
      let left = max(1, end.timeIntervalSinceNow)
      let status = try runWorker(own, seconds: left)
      let counts = (try? String(contentsOf: folder.appendingPathComponent(Worker.statistics), encoding: .utf8)) ?? "0 0"
      let numbers = counts.split(separator: " ").compactMap { Int($0) }
      tried += numbers.first ?? 0
      projected += numbers.last ?? 0
      try? FileManager.default.removeItem(at: folder.appendingPathComponent(Worker.statistics))
      if let status {
        print("worker \(own) \(status)")
        found += try keep(folder.appendingPathComponent(Worker.current), what: status, name: "crash-\(own)")
      }
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      where name.hasPrefix("found-") {
        let file = folder.appendingPathComponent(name)
        let what = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").first.map {
          String($0.dropFirst(2))
        }
        print((what ?? "").prefix(300))
        found += try keep(file, what: what ?? "", name: String(name.dropLast(5)))
        try FileManager.default.removeItem(at: file)
      }
    }
    print(
      "fuzz: \(tried) inputs, \(projected) projected, \(tried - projected) refused, \(found) findings, seed \(seed)")
    return found
  }

  /// Nil where the worker ended in good order, else what happened.
  private func runWorker(_ own: UInt64, seconds: Double) throws -> String? {
    let process = try start(["--worker", folder.path, "--seed", "\(own)", "--seconds", "\(seconds)"], output: nil)
    let current = folder.appendingPathComponent(Worker.current).path
    let began = Date()
    while process.isRunning {
      Thread.sleep(forTimeInterval: 0.2)
      let changed = (try? FileManager.default.attributesOfItem(atPath: current)[.modificationDate] as? Date) ?? nil
      if Date().timeIntervalSince(max(changed ?? began, began)) > Self.hangSeconds {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        removeScratch(process)
        return "hangs"
      }
    }
    if process.terminationReason == .uncaughtSignal {
      removeScratch(process)
      return "crashes with signal \(process.terminationStatus)"
    }
    return process.terminationStatus == 0 ? nil : "ends with code \(process.terminationStatus)"
  }

  private func removeScratch(_ process: Process) {
    for parent in ["/dev/shm", FileManager.default.temporaryDirectory.path] {
      try? FileManager.default.removeItem(atPath: "\(parent)/fundcast-fuzz-\(process.processIdentifier)")
    }
  }

  private func start(_ arguments: [String], output: Pipe?) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = arguments + ["--scenarios", scenarios]
    if let output { process.standardOutput = output }
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  // MARK: - Making small

  /// Drops edits and lines of edits as long as the fault stays, and writes what is left.
  private func keep(_ file: URL, what: String, name: String) throws -> Int {
    guard var smallest = FuzzCase(fixture: try String(contentsOf: file, encoding: .utf8)) else { return 0 }
    let corpus = try Corpus(scenarios: scenarios)
    defer { corpus.remove() }
    let base = corpus.lines[smallest.file] ?? []
    let kind = Worker.kind(what)
    var attempts = Self.attempts
    func stillFails(_ candidate: FuzzCase) throws -> Bool {
      attempts -= 1
      let trial = folder.appendingPathComponent("trial.case")
      try candidate.fixture(base, what: what).write(to: trial, atomically: true, encoding: .utf8)
      return try replay(trial, kind: kind)
    }
    var chunk = max(1, smallest.edits.count / 2)
    while attempts > 0, smallest.edits.count > 1 || chunk > 1 {
      var start = 0, isSmaller = false
      while start < smallest.edits.count, attempts > 0 {
        var candidate = smallest
        candidate.edits.removeSubrange(start..<min(start + chunk, candidate.edits.count))
        if !candidate.edits.isEmpty, try stillFails(candidate) {
          smallest = candidate
          isSmaller = true
        } else {
          start += chunk
        }
      }
      if chunk == 1 && !isSmaller { break }
      chunk = max(1, chunk / 2)
    }
    let kept = URL(fileURLWithPath: findings)
    try FileManager.default.createDirectory(at: kept, withIntermediateDirectories: true)
    let target = kept.appendingPathComponent(name + ".case")
    try smallest.fixture(base, what: what).write(to: target, atomically: true, encoding: .utf8)
    print("  kept as \(target.path)")
    return 1
  }

  /// Whether the case fails in the same way.
  private func replay(_ file: URL, kind: String) throws -> Bool {
    let pipe = Pipe()
    let process = try start(["--replay", file.path], output: pipe)
    let deadline = Date().addingTimeInterval(Self.hangSeconds)
    while process.isRunning, Date() < deadline { Thread.sleep(forTimeInterval: 0.02) }
    if process.isRunning {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      removeScratch(process)
      return kind.hasPrefix("hangs")
    }
    if process.terminationReason == .uncaughtSignal {
      removeScratch(process)
      return kind.hasPrefix("crashes")
    }
    let text = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
    return process.terminationStatus == Worker.faultCode && Worker.kind(text) == kind
  }
}
