package monge.samples;

import java.util.List;

/** All samples, the one a first start shows first. */
public final class SampleCatalog {

  private SampleCatalog() {}

  public static List<Sample> all() {
    return List.of();
  }
}
