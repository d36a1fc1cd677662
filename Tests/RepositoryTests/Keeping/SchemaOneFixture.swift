/// What the first release wrote: its statements and its hashes, never to be changed.
enum SchemaOneFixture {
  static let rows = #"""
    INSERT INTO store VALUES (1, 1772442000000, 1);
    INSERT INTO partnership VALUES (1, 'testshire', 'Testshire', 'TEST');
    INSERT INTO agency VALUES (1, 'st-hilda', 1, 'St Hilda', 'school');
    INSERT INTO agency VALUES (2, 'testshire-csc', 1, 'Social care', 'childrens-social-care');
    INSERT INTO credential VALUES (1, 'c-st-hilda', 'For tests', 'agency', 1, 1,
      x'5bfa65b78f7ef0d3277b7dac9c6778f8e25590a93a02f4fd14632e17bb336d14', NULL, NULL);
    INSERT INTO stream VALUES (1, 1, 'TEST');
    INSERT INTO stream VALUES (2, 1, 'TEST-2026-00001');
    INSERT INTO reference_number VALUES (1, 2026, 1);
    INSERT INTO event VALUES (1, 1, 1, 1, 1, 1772442000000, NULL, 'partnership.added', 1,
      '{"body":{"partnership":"testshire"},"occurredAt":"2026-03-02T09:00:00Z"}',
      x'a45d55572cf31637d58f1dab1f80011b3c81c79c0c63a18c48a7866e012273dc');
    INSERT INTO event VALUES (2, 1, 2, 2, 1, 1772442000000, 1, 'escalation.raised', 1,
      '{"body":{"reference":"TEST-2026-00001","partnership":"testshire","policy":"testshire","policyVersion":"1","track":"main","stage":"stage-1","skipped":[],"parties":[{"agency":"st-hilda","kind":"school","side":"raising"},{"agency":"testshire-csc","kind":"childrens-social-care","side":"receiving"}],"children":[{"key":"child-1","unborn":false}],"facts":[],"matters":[],"risk":"no","restricted":false},"effects":[],"occurredAt":"2026-03-02T09:00:00Z","agency":"st-hilda"}',
      x'b9ac775d0d3ee140c512a79f844058451373271f8b04134c7889731c38fa4c41');
    INSERT INTO part VALUES (2, 1, 'narrative', '', x'ea03328eb6bd9265b900e50a1711c65deb970689486beb5f6d93d4e5bb4ad2d0', x'000102030405060708090a0b0c0d0e0f', '8:/summary
    8:A worry.
    ', NULL);
    INSERT INTO part VALUES (2, 2, 'name', 'child-1', x'6872d67bd7211d44ce37f127f826b08c261d087204591ee7ba3f3e48851f6e74', x'101112131415161718191a1b1c1d1e1f', '16:/children/0/name
    9:Child One
    ', NULL);
    INSERT INTO access_entry VALUES (1, 1, 1, 1772442000000, 1, 'record', 2, 'r-1',
      x'f25ab5d4aceba28d0d81faa7f43c468d8a5583105a4a64201c9776aeeb9a2b08');
    INSERT INTO chain_head VALUES (1, 'event', 2, x'b9ac775d0d3ee140c512a79f844058451373271f8b04134c7889731c38fa4c41');
    INSERT INTO chain_head VALUES (1, 'access', 1, x'f25ab5d4aceba28d0d81faa7f43c468d8a5583105a4a64201c9776aeeb9a2b08');
    INSERT INTO external_reference VALUES (1, 'our-1', 2);
    INSERT INTO escalation VALUES (2, 1, 'testshire', '1', 'main', 'stage-1', 1, 'informal', 'open', NULL,
      'no', 0, 1772442000000, 1772442000000, NULL, 1772442000000, NULL, NULL, 0, 1, 1, 'b9ac775d0d3e');
    INSERT INTO participation VALUES (2, 1, 1, 'school', 'raising', 1, NULL, 0, 0, 1772442000000, NULL);
    INSERT INTO participation VALUES (2, 2, 2, 'childrens-social-care', 'receiving', 1, NULL, 0, 0, 1772442000000,
      NULL);
    """#
}
