/// NumPy's array file, format 1.0: float64, little-endian, C order.
enum NPYFile {
  /// The bytes of an array.
  ///
  /// - Precondition: the product of `shape` is the number of values.
  static func bytes(shape: [Int], values: [Double]) -> [UInt8] {
    precondition(shape.reduce(1, *) == values.count, "\(values.count) values for shape \(shape)")
    let extents = shape.map { "\($0)" }.joined(separator: ", ") + (shape.count == 1 ? "," : "")
    var header = Array("{'descr': '<f8', 'fortran_order': False, 'shape': (\(extents)), }".utf8)
    // Magic, version and length take ten bytes; data begin at a multiple of 64.
    header += [UInt8](repeating: UInt8(ascii: " "), count: 63 - (10 + header.count) % 64)
    header.append(UInt8(ascii: "\n"))
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.count & 255), UInt8(header.count >> 8)]
    bytes += header
    bytes.reserveCapacity(bytes.count + 8 * values.count)
    for value in values {
      withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }
    return bytes
  }
}
