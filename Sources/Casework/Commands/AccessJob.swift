extension Job {
  /// A job that writes an access entry: who read what, before it is read.
  public static func note(_ entry: AccessEntry) -> Job {
    Job(credential: entry.viewer.credential) { (ledger, _, now) throws(Failure) -> Receipt? in
      try ledger.append(entry, at: now)
      return nil
    }
  }
}
