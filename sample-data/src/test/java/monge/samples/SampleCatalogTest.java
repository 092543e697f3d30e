package monge.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import monge.cost.GroundCost;
import monge.measure.DiscreteMeasure;
import monge.samples.scenery.Scenery;
import org.junit.jupiter.api.Test;

class SampleCatalogTest {

  @Test
  void idsAndTitlesAreUniqueAndEveryQuestionEndsInAQuestionMark() {
    List<Sample> all = SampleCatalog.all();
    assertEquals(all.size(), all.stream().map(Sample::id).distinct().count());
    assertEquals(all.size(), all.stream().map(Sample::title).distinct().count());
    for (Sample s : all) {
      assertTrue(s.question().endsWith("?"), s.id() + ": " + s.question());
      assertTrue(!s.runs().isEmpty(), s.id() + " opens with no run");
    }
  }

  @Test
  void theFirstSampleIsTheSceneOfTheFirstStart() {
    assertEquals("infoot-fig1", SampleCatalog.all().getFirst().id());
  }

  @Test
  void anUnknownIdNamesTheKnownOnes() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> SampleCatalog.require("moon"));
    assertTrue(e.toString().contains("moons"), e.toString());
  }

  @Test
  void cloudsLieInThePlaneHaveMassOneAndKnownCosts() {
    for (Sample s : SampleCatalog.all()) {
      if (s.data() instanceof SampleData.Clouds(var source, var target, String cost, _)) {
        for (DiscreteMeasure cloud : List.of(source, target)) {
          assertEquals(2, cloud.dimension(), s.id());
          assertEquals(1, cloud.mass(), 1e-12, s.id());
        }
        assertEquals(cost, GroundCost.named(cost).name());
        s.runs().forEach(r -> r.cost().ifPresent(GroundCost::named));
      }
    }
  }

  @Test
  void generatorsGiveTheSamePointsEveryTime() {
    assertEquals(CloudSamples.all(), CloudSamples.all());
  }

  @Test
  void theTablesHoldTheFigures() {
    PointTable table = PointTable.read("infoot-fig1.csv");
    assertEquals(30, table.source().size());
    assertEquals(30, table.target().size());
    assertArrayEquals(new double[] {-1.18, -1.02}, table.source().point(0));
    assertArrayEquals(new double[] {-3.5, -3.5}, table.target().point(29));
    int[] clusters = table.target().labels().orElseThrow();
    assertEquals(2, Arrays.stream(clusters).filter(c -> c == -1).count());
  }

  @Test
  void lettersFillTheirStrokesAndNothingElse() {
    for (double[] p : Glyph.M.points(260)) {
      // The notch between the legs below the middle stroke stays empty.
      assertTrue(!(p[0] > 0.12 && p[0] < 0.78 && p[1] < 0.15), Arrays.toString(p));
    }
    double left = 0;
    for (double[] p : Glyph.K.points(260)) {
      left += p[0] < 0.09 ? 1 : 0;
    }
    assertTrue(left > 80 && left < 150, "points on K's stem: " + left);
  }

  @Test
  void landscapesAreTheSameEveryTimeAndUseManyColours() {
    for (Sample s : SampleCatalog.all()) {
      if (s.data() instanceof SampleData.Images(RenderedPicture source, RenderedPicture target)) {
        assertEquals(720, source.width());
        assertEquals(480, target.height());
      }
    }
    int[] small = Scenery.sunsetSea(90, 60);
    assertArrayEquals(small, Scenery.sunsetSea(90, 60));
    for (RenderedPicture.Formula f :
        List.<RenderedPicture.Formula>of(
            Scenery::sunsetSea,
            Scenery::greenValley,
            Scenery::desertDunes,
            Scenery::nightCity,
            Scenery::autumnLake,
            Scenery::winterPeaks)) {
      int[] pixels = f.render(90, 60);
      Set<Integer> colours = new HashSet<>();
      double luma = 0;
      for (int p : pixels) {
        colours.add(p);
        luma += (0.3 * (p >> 16 & 255) + 0.6 * (p >> 8 & 255) + 0.1 * (p & 255)) / pixels.length;
      }
      assertTrue(colours.size() > 2000, "colours: " + colours.size());
      assertTrue(luma > 25 && luma < 215, "mean grey level: " + luma);
    }
  }

  @Test
  void aPictureIsComputedOnce() {
    int[] calls = {0};
    RenderedPicture picture =
        RenderedPicture.by(
            (w, h) -> {
              calls[0]++;
              return new int[w * h];
            },
            "black",
            3,
            2);
    assertEquals(0, calls[0]);
    assertEquals(6, picture.pixels().length);
    picture.pixels()[0] = 1;
    assertEquals(0, picture.pixels()[0]);
    assertEquals(1, calls[0]);
    assertThrows(
        IllegalArgumentException.class, () -> new RenderedPicture("bad", 2, 2, new int[3]));
    assertNotEquals("", picture.name());
  }
}
