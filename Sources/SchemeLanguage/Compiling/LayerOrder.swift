import SchemeModel
import Shapes

/// Which layers may follow one another on the same bills: what a voluntary one leaves differs from person to person, and what a
/// closing one leaves is known on the mean alone.
struct LayerOrder {
  private enum Before: Equatable {
    case everybody
    case voluntary(Int)
    case closing
  }

  private var before: [LayerBase: Before] = [:]

  /// Reports a layer that cannot stand where it does, behind those checked before it.
  mutating func check(_ layer: Layer, at name: Mention, _ collector: DiagnosticCollector) {
    let chain: LayerBase = layer.base == .uncovered ? .uncovered : .eligibleLeft
    switch before[chain] ?? .everybody {
    case .everybody: break
    case .voluntary(let cover) where (layer.cover ?? cover) == cover && layer.base != .closing: break
    case .voluntary:
      collector.report(
        "a closing layer, or one of another voluntary cover, stands behind a voluntary one", line: name.line,
        key: name.key, remedy: "put a closing layer before voluntary ones, and one cover alone on the same bills")
    case .closing:
      collector.report(
        "a layer stands behind the closing one, which leaves what its target says", line: name.line, key: name.key,
        remedy: "put the closing layer last")
    }
    if layer.base == .closing {
      before[chain] = .closing
    } else if let cover = layer.cover {
      before[chain] = .voluntary(cover)
    }
  }
}
