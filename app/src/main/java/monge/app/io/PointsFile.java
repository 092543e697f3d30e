package monge.app.io;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Writes points as CSV with a header, numbers in full double precision. */
public final class PointsFile {

  private PointsFile() {}

  /** Columns are named x, y, z in up to three dimensions, else x1, x2, ... */
  public static void write(OutputStream file, double[][] points) throws IOException {
    Writer out = new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8));
    int dimension = points[0].length;
    for (int k = 0; k < dimension; k++) {
      out.write(k == 0 ? "" : ",");
      out.write(dimension <= 3 ? "xyz".substring(k, k + 1) : "x" + (k + 1));
    }
    out.write('\n');
    for (double[] point : points) {
      for (int k = 0; k < dimension; k++) {
        out.write(k == 0 ? "" : ",");
        out.write(Double.toString(point[k]));
      }
      out.write('\n');
    }
    out.flush();
  }
}
