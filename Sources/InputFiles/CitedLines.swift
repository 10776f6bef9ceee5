import PolicyModel
import Shapes

extension DiagnosticCollector {
  /// On whose word something on a line of ``file`` stands.
  func citation(_ source: String, _ confidence: Confidence, line: Int) -> Citation {
    Citation(source, confidence, at: SourceLocation(file: file, line: line))
  }
}
