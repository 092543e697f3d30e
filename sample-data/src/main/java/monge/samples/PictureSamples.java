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
            RenderedPicture.by(Scenery::winterPeaks, "winter peaks", WIDTH, HEIGHT)),
        infootFigure7());
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

  /** The figure's photographs are no part of the project; these have as much light and shade. */
  private static Sample infootFigure7() {
    return new Sample(
        "infoot-fig7",
        "Winter peaks in the evening sun",
        "Which plan keeps a picture's edges, and which blurs what it cannot match?",
        "InfoOT (Chuang, Jegelka, Alvarez-Melis 2023), Figure 7, with other pictures",
        new SampleData.Images(
            RenderedPicture.by(Scenery::winterPeaks, "winter peaks", WIDTH, HEIGHT),
            RenderedPicture.by(Scenery::sunsetSea, "sunset sea", WIDTH, HEIGHT)),
        List.of(
            new Sample.Run("linear-map", Map.of()),
            new Sample.Run("emd", Map.of()),
            new Sample.Run("sinkhorn", Map.of("reg", 0.03)),
            new Sample.Run(
                "fused-infoot",
                Map.of(
                    "h",
                    0.3,
                    "lam",
                    1.0,
                    "reg",
                    0.05,
                    "outer_iterations",
                    100,
                    "tolerance",
                    1e-6))));
  }
}
