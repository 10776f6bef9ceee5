import COpenBLAS
import CVectorMath

/// Matrix products through OpenBLAS, always on one BLAS thread: parallel work is over slabs of columns, and the
/// bits of a column depend on the number of BLAS threads.
public enum BLAS {
  /// The OpenBLAS core whose kernels are used, for example `SkylakeX`.
  ///
  /// First use selects the kernels of this processor (OpenBLAS 0.3.21 falls back to SSE3 on processors it does
  /// not know, five times slower) and sets one BLAS thread; `OPENBLAS_CORETYPE` set by the user stands. Everything
  /// in this module that calls BLAS or LAPACK comes through here first.
  public static let coreName: String = {
    let name = String(cString: fundcast_select_blas_core())
    openblas_set_num_threads(1)
    fundcast_stop_blas_threads()
    return name
  }()

  /// The number of threads one product uses: 1, unless another part of the process changed it.
  public static var threads: Int {
    prepare()
    return Int(openblas_get_num_threads())
  }

  /// The instruction sets of this processor that matter here, for example `avx2`, `avx512f`; empty off x86-64.
  public static let cpuFeatures: [String] =
    String(cString: fundcast_cpu_features()).split(separator: " ").map(String.init)

  /// Selects the kernels if nobody has yet. A program that calls it when it begins gets the processors back that the idle
  /// threads of OpenBLAS would keep until then.
  public static func prepare() { _ = coreName }

  /// C = A·B, or C += A·B: dgemm on row-major blocks of larger arrays.
  ///
  /// Doubles between the end of a row and the next row are not touched. Without `accumulate` the old content of C is not read.
  /// C must not overlap A or B. Without an inner extent the product is zero.
  /// - Precondition: the extents go together; all fit in 32 bits.
  public static func multiply(
    _ a: MatrixBlock, _ b: MatrixBlock, into c: MutableMatrixBlock, accumulate: Bool = false
  ) {
    checkProduct(a, b, c)
    guard c.block.rows > 0, c.block.columns > 0 else { return }
    prepare()
    // BLAS wants leading extents of at least 1 even where there is nothing to read.
    cblas_dgemm(
      CblasRowMajor, CblasNoTrans, CblasNoTrans, blasint(a.rows), blasint(b.columns), blasint(a.columns), 1, a.start,
      blasint(max(1, a.stride)), b.start, blasint(b.stride), accumulate ? 1 : 0, c.start, blasint(c.block.stride))
  }
}
