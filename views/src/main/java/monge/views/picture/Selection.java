package monge.views.picture;

/** What a person points at; one selection is shared by all columns and views. */
public sealed interface Selection {

  Selection NONE = new Nothing();

  record Nothing() implements Selection {}

  /** Source point {@code i} and all mass it sends. */
  record SourcePoint(int i) implements Selection {}

  /** Target point {@code j} and all mass it receives. */
  record TargetPoint(int j) implements Selection {}

  /** One entry of the plan. */
  record Entry(int i, int j) implements Selection {}
}
