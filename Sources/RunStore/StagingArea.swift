import Arrays
import Foundation
import Synchronization

/// The temporary folders that this process is filling, and the lock under which any file or folder is made or renamed.
///
/// Whoever holds the lock may clear up and end the process: nobody can add to what is being removed. Writing into a file
/// that is open needs no lock.
enum StagingArea {
  struct Folder {
    let path: String
    /// Folders above it made for it, outermost first.
    let parents: [String]
  }

  struct State {
    var folders: [Folder] = []
    /// Whether results have taken their place.
    var hasFinished = false
  }

  static let state = Mutex(State())

  /// Removes a folder without subfolders, or as much of it as can be removed. Symbolic links are removed, not followed.
  static func remove(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    // Taking the pages of a large file back is what takes time, and files are independent.
    let names = names(descriptor)
    _ = Parallel.map(names.count) { _ = unlinkat(descriptor, names[$0], 0) }
    close(descriptor)
    rmdir(path)
  }

  /// The names in an open folder.
  private static func names(_ descriptor: Int32) -> [String] {
    // fdopendir takes the descriptor over, and unlinkat still needs it.
    let copy = dup(descriptor)
    guard copy >= 0 else { return [] }
    guard let stream = fdopendir(copy) else {
      close(copy)
      return []
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}

extension StagingArea.State {
  /// Takes a folder away, with the parents made for it that are empty then.
  mutating func discard(_ path: String) {
    StagingArea.remove(path)
    guard let place = folders.firstIndex(where: { $0.path == path }) else { return }
    for parent in folders.remove(at: place).parents.reversed() { rmdir(parent) }
  }
}
