import Glibc

/// Little-endian float64 arrays in NumPy's format 1.0.
enum NPY {
  /// Opens `path` for an array of `shape`, writes its header and hands over the file; false when that failed.
  static func write(_ path: String, shape: [Int], _ values: [Double]) -> Bool {
    guard let file = fopen(path, "wb") else { return false }
    let extents = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    var header = "{'descr': '<f8', 'fortran_order': False, 'shape': (\(extents)), }"
    header += String(repeating: " ", count: (64 - (10 + header.utf8.count + 1) % 64) % 64) + "\n"
    let count = header.utf8.count
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(count & 255), UInt8(count >> 8)]
    bytes += Array(header.utf8)
    let wroteHeader = fwrite(bytes, 1, bytes.count, file) == bytes.count
    let wroteValues = fwrite(values, 8, values.count, file) == values.count
    return fclose(file) == 0 && wroteHeader && wroteValues
  }

  /// Writes the inputs of a region and the drivers of all paths into a folder.
  static func export(_ e: Extents, _ inputs: Inputs, seed: UInt64, to folder: String) -> Bool {
    _ = mkdir(folder, 0o755)
    var arrays = inputs.arrays(e)
    let shocks = Shocks(e, seed: seed, first: 0, width: e.paths)
    for (name, values) in [
      ("kappa", shocks.kappa), ("fertility_factor", shocks.fertility), ("wage", shocks.wage), ("use", shocks.use),
    ] { arrays.append((name, [e.years, e.paths], values)) }
    arrays.append(("price", [Extents.branches, e.years, e.paths], shocks.price))
    arrays.append(("path_weight", [e.paths], (0..<e.paths).map(pathWeight)))
    let domain = [Shocks.domain.lowerBound, Shocks.domain.upperBound, Double(e.nodes)]
    arrays.append(("domain", [3], domain))
    return arrays.allSatisfy { write("\(folder)/\($0.name).npy", shape: $0.shape, $0.values) }
  }
}
