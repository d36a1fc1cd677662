extension Shape {
  /// The value without what is held as closely as any of these.
  ///
  /// A hidden member becomes the replacement, or is left out where there is none; null stays null,
  /// since nothing is hidden behind it. What the shape does not declare is not shown either: a member
  /// forgotten in a declaration must not be the one that leaks.
  public func masked(
    _ value: JSONValue, hiding hidden: Set<Sensitivity>, with replacement: JSONValue? = nil
  ) -> JSONValue {
    let mask = ShapeMask(hidden: hidden, replacement: replacement)
    return mask.apply(to: value, self, .outermost) ?? replacement ?? .null
  }
}

private struct ShapeMask {
  let hidden: Set<Sensitivity>
  let replacement: JSONValue?

  /// What may be seen of the value; nil if it is not of its shape.
  func apply(to value: JSONValue, _ shape: Shape, _ scope: ShapeScope) -> JSONValue? {
    let (shape, scope) = scope.resolve(shape)
    if value.isNull { return value }
    guard shape.admits(value) else { return nil }
    switch shape {
    case .text, .code, .date, .instant, .integer, .number, .boolean, .flag: return value
    case .list(let element, _, _):
      return .array(
        (value.arrayValue ?? []).compactMap { apply(to: $0, element, scope) ?? replacement })
    case .object(let members), .oneMember(let members):
      return .object(apply(to: value.objectValue ?? [:], members, scope))
    case .map(let element, _, _):
      return .object(apply(to: value.objectValue ?? [:], element, scope))
    case .any, .named, .reference: return nil
    }
  }

  private func apply(
    to object: JSONObject, _ element: Shape, _ scope: ShapeScope
  ) -> JSONObject {
    var shown = JSONObject()
    for entry in object.members {
      shown[entry.name] = apply(to: entry.value, element, scope) ?? replacement
    }
    return shown
  }

  private func apply(
    to object: JSONObject, _ members: [Member], _ scope: ShapeScope
  ) -> JSONObject {
    var shown = JSONObject()
    for entry in object.members {
      guard let member = members.named(entry.name) else { continue }
      let isHidden = hidden.contains(member.sensitivity) && !entry.value.isNull
      shown[entry.name] =
        isHidden ? replacement : apply(to: entry.value, member.shape, scope) ?? replacement
    }
    return shown
  }
}
