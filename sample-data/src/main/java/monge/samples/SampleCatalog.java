package monge.samples;

import java.util.List;
import java.util.stream.Stream;

/** All samples, the one a first start shows first. */
public final class SampleCatalog {

  private static final List<Sample> ALL =
      Stream.of(
              CloudSamples.all(),
              OtariSamples.all(),
              ProximalSamples.all(),
              TransportSamples.all(),
              GromovSamples.all(),
              DivergenceSamples.all(),
              PictureSamples.all(),
              GaussianSamples.all())
          .flatMap(List::stream)
          .toList();

  private SampleCatalog() {}

  public static List<Sample> all() {
    return ALL;
  }

  /**
   * The sample of that id.
   *
   * @throws IllegalArgumentException if there is none; the message lists what there is
   */
  public static Sample require(String id) {
    return ALL.stream()
        .filter(s -> s.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown sample '%s': expected one of %s"
                        .formatted(id, String.join(", ", ALL.stream().map(Sample::id).toList()))));
  }
}
