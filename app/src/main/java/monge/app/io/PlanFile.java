package monge.app.io;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import monge.plan.Coupling;

/** Writes a plan as a matrix: {@code .npy} (NumPy, float64) or {@code .csv}, row by row. */
public final class PlanFile {

  private PlanFile() {}

  /**
   * @throws InputException if the name ends in neither, or the file cannot be written
   */
  public static void write(Path file, Coupling plan) {
    requireKnownEnding(file);
    if (ending(file).equals(".npy")) {
      TextFiles.writeAtomically(file, out -> writeNpy(out, plan));
    } else {
      TextFiles.writeAtomically(file, out -> writeCsv(out, plan));
    }
  }

  /** Refuses a name that says no format, before a solve is spent on it. */
  public static void requireKnownEnding(Path file) {
    if (!ending(file).equals(".npy") && !ending(file).equals(".csv")) {
      throw InputException.in(file, "found no known ending, expected .npy or .csv");
    }
  }

  private static String ending(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.substring(Math.max(0, name.length() - 4));
  }

  /** NumPy's format version 1.0: magic, length of the header, header padded to 64, data. */
  private static void writeNpy(OutputStream file, Coupling plan) throws IOException {
    String dictionary =
        "{'descr': '<f8', 'fortran_order': False, 'shape': (%d, %d), }"
            .formatted(plan.rows(), plan.columns());
    int unpadded = 10 + dictionary.length() + 1;
    int padding = Math.floorMod(-unpadded, 64);
    byte[] header = (dictionary + " ".repeat(padding) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    try (OutputStream out = new BufferedOutputStream(file)) {
      out.write(0x93);
      out.write("NUMPY".getBytes(StandardCharsets.ISO_8859_1));
      out.write(new byte[] {1, 0, (byte) header.length, (byte) (header.length >> 8)});
      out.write(header);
      double[] row = new double[plan.columns()];
      ByteBuffer bytes = ByteBuffer.allocate(8 * row.length).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < plan.rows(); i++) {
        plan.row(i, row);
        bytes.clear().asDoubleBuffer().put(row);
        out.write(bytes.array());
      }
    }
  }

  private static void writeCsv(OutputStream file, Coupling plan) throws IOException {
    try (Writer out = new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8))) {
      double[] row = new double[plan.columns()];
      for (int i = 0; i < plan.rows(); i++) {
        plan.row(i, row);
        for (int j = 0; j < row.length; j++) {
          out.write(j == 0 ? "" : ",");
          out.write(row[j] == 0 ? "0" : Double.toString(row[j]));
        }
        out.write('\n');
      }
    }
  }
}
