/// What a parameter does to a flow. How columns may differ in it and what checks compare it with follow from its role, which
/// stands where the parameter is declared.
public enum FlowRole: Sendable, Hashable, CaseIterable {
  /// Multiplies how often something happens.
  case use
  /// Multiplies what one costs, or earns.
  case money
  /// An amount at which a payment begins or ends.
  case threshold
  /// A part of something else, or a ratio to it.
  case share
  /// How widely amounts or numbers are spread around their mean.
  case spread
  /// How people answer.
  case response
}

/// Something that reads parameters, each in a role.
public protocol RoledParameters {
  /// The parameters with their roles, in a fixed order.
  var roles: [(id: ParameterID, role: FlowRole)] { get }
}

extension RoledParameters {
  /// Every parameter.
  public var parameters: [ParameterID] { roles.map(\.id) }

  /// The parameters in one of some roles.
  public func parameters(_ chosen: FlowRole...) -> [ParameterID] {
    roles.filter { chosen.contains($0.role) }.map(\.id)
  }
}
