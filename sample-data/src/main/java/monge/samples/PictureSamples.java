package monge.samples;

import java.util.List;
import java.util.Map;
import monge.samples.scenery.Scenery;

/** The samples of the Images workspace: landscapes to take colours from and give colours to. */
final class PictureSamples {

  private static final int WIDTH = 720;
  private static final int HEIGHT = 480;

  private PictureSamples() {}

  static List<Sample> all() {
    return List.of(
        pair(
            "valley-sunset",
            "A green valley at sunset",
            "Can the colours of a sunset be given to a summer's day without breaking its fields?",
            RenderedPicture.by(Scenery::greenValley, "green valley", WIDTH, HEIGHT),
            RenderedPicture.by(Scenery::sunsetSea, "sunset sea", WIDTH, HEIGHT)),
        pair(
            "dunes-night",
            "Dunes by night",
            "What happens to a picture of two colours that must take on a hundred?",
            RenderedPicture.by(Scenery::desertDunes, "desert dunes", WIDTH, HEIGHT),
            RenderedPicture.by(Scenery::nightCity, "night city", WIDTH, HEIGHT)),
        pair(
            "autumn-winter",
            "From autumn to winter",
            "Where do the reds and yellows go when the other picture has none?",
            RenderedPicture.by(Scenery::autumnLake, "autumn lake", WIDTH, HEIGHT),
            RenderedPicture.by(Scenery::winterPeaks, "winter peaks", WIDTH, HEIGHT)));
  }

  private static Sample pair(
      String id, String title, String question, RenderedPicture from, RenderedPicture to) {
    return new Sample(
        id,
        title,
        question,
        "own",
        new SampleData.Images(from, to),
        List.of(
            new Sample.Run("linear-map", Map.of()),
            new Sample.Run("emd", Map.of()),
            new Sample.Run("sinkhorn", Map.of("reg", 0.01))));
  }
}
