import JSON

/// The description of the API (OpenAPI 3.1), made of the table of routes.
public enum OpenAPI {
  /// The description as YAML, as it is served and as it lies in the repository.
  public static var yaml: String { "openapi: 3.1.1\n" }
}
