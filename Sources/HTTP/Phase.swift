/// Where a connection stands.
///
/// It carries nothing: what belongs to a request is beside it.
public enum Phase: Hashable, Sendable, CaseIterable {
  /// Between requests: nothing of the next one has come.
  case idle
  /// A head has begun.
  case head
  /// A head is complete, and the handler is being asked.
  case admission
  /// The body of an admitted request is being read.
  case body
  /// The body of a refused request is being read, so that the next one can be found.
  case discard
  /// The handler has the request.
  case answer
  /// The head of a streamed response has gone out, and its content is being pulled.
  case stream
  /// The last answer is written and goes out; input no longer counts.
  case finish
  /// All has gone out and the sending side is shut: waiting for the client to close.
  case linger
  /// Nothing more happens.
  case closed
}

/// What can happen to a connection, seen from outside.
public enum PhaseEvent: Hashable, Sendable, CaseIterable {
  case headBegan
  case headCompleted
  case admitted
  case refused
  case bodyCompleted
  case answeredAndKept
  case answeredLast
  case streamBegan
  case malformed
  case inputEnded
  case expired
  case stopped
  case flushed
  case cut
}

extension Phase {
  /// The phase after an event, or nil if the event cannot come in this phase and is passed over.
  ///
  /// One table, without `default`: a new phase or event is a compile error here until it is thought of.
  public func following(_ event: PhaseEvent) -> Phase? {
    switch (self, event) {
    // A connection that is cut is closed from anywhere; nothing happens to a closed one.
    case (.idle, .cut), (.head, .cut), (.admission, .cut), (.body, .cut), (.discard, .cut),
      (.answer, .cut), (.stream, .cut), (.finish, .cut), (.linger, .cut):
      .closed
    case (.closed, _): nil

    // The way of a request.
    case (.idle, .headBegan): .head
    case (.idle, .headCompleted), (.head, .headCompleted): .admission
    case (.admission, .admitted): .body
    case (.admission, .refused): .discard
    case (.body, .bodyCompleted), (.discard, .bodyCompleted): .answer
    case (.answer, .answeredAndKept), (.stream, .answeredAndKept): .idle
    case (.answer, .answeredLast), (.stream, .answeredLast): .finish
    case (.answer, .streamBegan): .stream

    // What cannot be read, or does not come: one answer that says why, and the end.
    case (.idle, .malformed), (.head, .malformed), (.admission, .malformed), (.body, .malformed),
      (.discard, .malformed):
      .answer
    case (.head, .inputEnded), (.body, .inputEnded), (.discard, .inputEnded): .answer
    case (.head, .expired), (.body, .expired), (.discard, .expired): .answer
    // The answer did not come; 503 takes its place.
    case (.answer, .expired): .answer

    // The client has said all it will say: what it asked is still answered.
    case (.admission, .inputEnded), (.answer, .inputEnded), (.stream, .inputEnded): self
    case (.finish, .inputEnded): .finish
    case (.idle, .inputEnded), (.linger, .inputEnded): .closed

    // An idle connection ends politely; half a stream cannot.
    case (.idle, .expired), (.idle, .stopped): .finish
    case (.stream, .expired), (.finish, .expired), (.linger, .expired): .closed
    case (.admission, .expired): nil

    // A stop lets requests that have begun come to their end.
    case (.head, .stopped), (.admission, .stopped), (.body, .stopped), (.discard, .stopped),
      (.answer, .stopped), (.stream, .stopped), (.finish, .stopped), (.linger, .stopped):
      self

    case (.finish, .flushed): .linger
    case (.idle, .flushed), (.head, .flushed), (.admission, .flushed), (.body, .flushed),
      (.discard, .flushed), (.answer, .flushed), (.stream, .flushed), (.linger, .flushed):
      nil

    // What cannot come.
    case (.head, .headBegan), (.admission, .headBegan), (.body, .headBegan), (.discard, .headBegan),
      (.answer, .headBegan), (.stream, .headBegan), (.finish, .headBegan), (.linger, .headBegan):
      nil
    case (.admission, .headCompleted), (.body, .headCompleted), (.discard, .headCompleted),
      (.answer, .headCompleted), (.stream, .headCompleted), (.finish, .headCompleted),
      (.linger, .headCompleted):
      nil
    case (.idle, .admitted), (.head, .admitted), (.body, .admitted), (.discard, .admitted),
      (.answer, .admitted), (.stream, .admitted), (.finish, .admitted), (.linger, .admitted):
      nil
    case (.idle, .refused), (.head, .refused), (.body, .refused), (.discard, .refused),
      (.answer, .refused), (.stream, .refused), (.finish, .refused), (.linger, .refused):
      nil
    case (.idle, .bodyCompleted), (.head, .bodyCompleted), (.admission, .bodyCompleted),
      (.answer, .bodyCompleted), (.stream, .bodyCompleted), (.finish, .bodyCompleted),
      (.linger, .bodyCompleted):
      nil
    case (.idle, .answeredAndKept), (.head, .answeredAndKept), (.admission, .answeredAndKept),
      (.body, .answeredAndKept), (.discard, .answeredAndKept), (.finish, .answeredAndKept),
      (.linger, .answeredAndKept):
      nil
    case (.idle, .answeredLast), (.head, .answeredLast), (.admission, .answeredLast),
      (.body, .answeredLast), (.discard, .answeredLast), (.finish, .answeredLast),
      (.linger, .answeredLast):
      nil
    case (.idle, .streamBegan), (.head, .streamBegan), (.admission, .streamBegan),
      (.body, .streamBegan), (.discard, .streamBegan), (.stream, .streamBegan),
      (.finish, .streamBegan), (.linger, .streamBegan):
      nil
    case (.answer, .malformed), (.stream, .malformed), (.finish, .malformed), (.linger, .malformed):
      nil
    }
  }
}
