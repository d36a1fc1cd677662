import Casework
import Escalations

/// What the ledger remembers of the file within and between transactions.
///
/// A value, so that undoing a job puts back what was known before it.
struct LedgerMemory {
  /// A row with its id in the file.
  struct Known<Value> {
    let id: Int64
    let value: Value
  }

  /// A chain of a partnership.
  struct ChainKey: Hashable {
    let partnership: Int64
    let chain: Chain
  }

  /// A number given to an escalation that has not been appended yet.
  struct Numbering {
    let partnership: Int64
    let year: Int
    let number: Int
  }

  /// Heads read or moved; what moved is written with the commit.
  var heads: [ChainKey: ChainHead] = [:]
  var movedHeads: Set<ChainKey> = []
  var partnerships: [PartnershipID: Known<Partnership>] = [:]
  var agencies: [AgencyID: Known<Agency>] = [:]
  var credentials: [CredentialID: Int64] = [:]
  /// Which agencies stand for which; nil until it is asked or after it changed.
  var lines: AgencyLines?
  var numberings: [Reference: Numbering] = [:]
  /// What was erased, to be noted outside the file after the commit.
  var erasures: [NotedErasure] = []
  /// Whether something went that the log may still hold.
  var cutsLog = false
}
