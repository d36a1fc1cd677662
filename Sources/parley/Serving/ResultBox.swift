import Casework
import Synchronization

/// A result on its way from the writer's thread to one that waits for it.
final class ResultBox: Sendable {
  private let result = Mutex<Result<Receipt?, Failure>?>(nil)

  func set(_ value: Result<Receipt?, Failure>) { result.withLock { $0 = value } }

  func get() throws -> Receipt? {
    guard let value = result.withLock({ $0 }) else {
      throw Failure.broken("the writer gave no answer")
    }
    return try value.get()
  }
}

/// The same for an answer about credentials.
final class AnswerBox: Sendable {
  private let answer = Mutex(CredentialAnswer(faults: ["the writer gave no answer"]))

  func set(_ value: CredentialAnswer) { answer.withLock { $0 = value } }

  var value: CredentialAnswer { answer.withLock { $0 } }
}
