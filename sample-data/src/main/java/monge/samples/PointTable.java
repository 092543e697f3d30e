package monge.samples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import monge.measure.DiscreteMeasure;

/** Two labelled clouds in a resource with the columns side, x, y, cluster. */
record PointTable(DiscreteMeasure source, DiscreteMeasure target) {

  static PointTable read(String resource) {
    List<String> lines;
    try (InputStream in = PointTable.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + resource + " is missing from the jar");
      }
      lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + resource, e);
    }
    return new PointTable(side(lines, "source"), side(lines, "target"));
  }

  private static DiscreteMeasure side(List<String> lines, String side) {
    List<double[]> points = new ArrayList<>();
    List<Integer> clusters = new ArrayList<>();
    for (String line : lines) {
      String[] fields = line.split(",");
      if (fields[0].equals(side)) {
        points.add(new double[] {Double.parseDouble(fields[1]), Double.parseDouble(fields[2])});
        clusters.add(Integer.parseInt(fields[3]));
      }
    }
    return DiscreteMeasure.uniform(points.toArray(double[][]::new))
        .withLabels(clusters.stream().mapToInt(Integer::intValue).toArray());
  }
}
