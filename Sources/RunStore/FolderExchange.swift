import Glibc

/// Two folders change places in one step: renameat2 with RENAME_EXCHANGE (Linux 3.15, most local file systems).
enum FolderExchange {
  private typealias Rename =
    @convention(c) (CInt, UnsafePointer<CChar>, CInt, UnsafePointer<CChar>, CUnsignedInt) -> CInt

  /// From linux/fs.h.
  private static let exchangeFlag: CUnsignedInt = 2

  /// Exchanges two names; false, and `errno` set, where it cannot be done.
  static func exchange(_ first: String, _ second: String) -> Bool {
    // The C header hides the function from Swift, hence by name; a C library without it cannot exchange.
    guard let symbol = dlsym(nil, "renameat2") else {
      errno = ENOSYS
      return false
    }
    let rename = unsafeBitCast(symbol, to: Rename.self)
    return rename(AT_FDCWD, first, AT_FDCWD, second, exchangeFlag) == 0
  }
}
