package monge.reference;

/** A result departs from its reference; the message says where and by how much. */
final class Mismatch extends AssertionError {

  private static final long serialVersionUID = 1L;

  Mismatch(String message) {
    super(message);
  }
}
