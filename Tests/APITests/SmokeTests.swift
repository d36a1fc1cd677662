import Testing

@Suite struct SmokeTests {
  @Test func `raises`() throws {
    let service = try Service()
    let a = try service.post("/v1/escalations", Service.raising())
    print(a.status, a.text)
    for p in ["", "/status", "/record", "/clocks", "/owed"] {
      let g = try service.get("/v1/escalations/TSCP-2026-00001" + p)
      print(p, g.status, g.text)
    }
    for p in ["/", "/v1/duties", "/v1/escalations", "/v1/policies", "/v1/policies/sample", "/v1/agencies", "/v1/calendars/england-and-wales", "/v1/working-days?from=2026-05-20&add=3", "/health/ready", "/metrics"] {
      let g = try service.get(p)
      print(p, g.status, g.text)
    }
    print(try service.get("/openapi.yaml", as: .none).text.prefix(300))
  }
}
