/// The answer to one who asks too often: RFC 6585 section 4.
public enum RateRefusal {
  /// 429 with `Retry-After`, as a problem document.
  public static func response(retryAfter seconds: Int) -> Response {
    let text =
      #"{"type":"about:blank","title":"Too Many Requests","status":429,"code":"rate-limit","#
      + #""detail":"There were more requests than this server's limit for a minute."}"#
    var response = Response(
      .tooManyRequests, contentType: "application/problem+json", body: Array(text.utf8))
    response.fields.append(.retryAfter, FieldValue(seconds))
    response.fields.append(.cacheControl, "no-store")
    return response
  }
}
