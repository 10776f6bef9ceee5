/// A bundle, or a branch by itself, with its values at one moment: all that its kernels need.
public struct BundleMoment: Sendable {
  /// The branches' kernels.
  public let kernel: BundleKernel
  /// The branches' values.
  public let values: [BranchValues]
  /// Whose benefits demand responds against, by branch.
  public let references: [BranchValues?]
  /// The part of what each branch leaves that counts for layers.
  public let counted: [Double]
  /// The layers' values in order.
  public let layers: [LayerValues]

  /// Values under rules of one moment; the arrays by branch go as `kernel.branches`.
  ///
  /// - Parameters:
  ///   - values: `[branch]`.
  ///   - references: `[branch]`, benefits of the baseline at the same prices; nil where use does not respond.
  ///   - counted: `[branch]`, shares 0…1; the first is 1.
  ///   - layers: `[layer]`, in the order in which they pay; none for a branch by itself.
  public init(
    kernel: BundleKernel, values: [BranchValues], references: [BranchValues?], counted: [Double], layers: [LayerValues]
  ) {
    self.kernel = kernel
    self.values = values
    self.references = references
    self.counted = counted
    self.layers = layers
  }

  /// Payments of the layers per person-year, `[layer][cell]`; see ``BundleKernel/payments(_:references:counted:layers:isFloored:memory:)``.
  public func payments(isFloored: Bool = true, memory: CareMemory = CareMemory()) -> [[Double]] {
    kernel.payments(
      values, references: references, counted: counted, layers: layers, isFloored: isFloored, memory: memory)
  }

  /// Quantities of a branch by itself; see ``BranchKernel/quantities(_:reference:memory:)``.
  public func quantities(memory: CareMemory = CareMemory()) -> BranchQuantities {
    kernel.branches[0].quantities(values[0], reference: references[0], memory: memory)
  }

  /// Use and bill of a service by branch and cell, all cells.
  var demand: (use: [[Double]], cost: [[Double]]) {
    let memory = CareMemory()
    let demand = kernel.branches.indices.map { place in
      let branch = kernel.branches[place]
      let own = branch.demand(values[place], reference: references[place], memory)
      return (use: branch.runs.whole(own.use), cost: branch.runs.whole(own.cost))
    }
    return (demand.map(\.use), demand.map(\.cost))
  }
}
