package monge.views.picture;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;
import java.util.List;

/**
 * A plan as a heat map: a row a source point, a column a target point, the colour the share of the
 * row. The bars at the sides are the weights.
 */
public final class MatrixPicture implements Picture {

  /** The logarithmic scale spans 1 to 10⁻⁴. */
  private static final double DECADES = 4;

  private static final double PADDING = 12;
  private static final double BAR = 4;
  private static final double LONGEST_BAR = 10;
  private static final double GAP = 4;
  private static final double LETTERS = 14;
  private static final double KEY_WIDTH = 92;
  private static final double LEAST_KEY_HEIGHT = 90;

  private final MatrixCells cells;
  private final PointOrder rows;
  private final PointOrder columns;
  private final double[] rowMass;
  private final double[] columnMass;
  private final boolean logarithmic;
  private final Selection selection;
  private final Look look;

  /**
   * @param rowMass the weights of the source points, as given
   * @param columnMass the weights of the target points, as given
   */
  public MatrixPicture(
      MatrixCells cells,
      PointOrder rows,
      PointOrder columns,
      double[] rowMass,
      double[] columnMass,
      boolean logarithmic,
      Selection selection,
      Look look) {
    this.cells = cells;
    this.rows = rows;
    this.columns = columns;
    this.rowMass = rowMass.clone();
    this.columnMass = columnMass.clone();
    this.logarithmic = logarithmic;
    this.selection = selection;
    this.look = look;
  }

  /** Where the map and its key stand. */
  private record Layout(double x, double y, double width, double height, boolean key) {

    double keyX() {
      return x + width + 22;
    }
  }

  private Layout layout(int width, int height) {
    double left = PADDING + (rows.classes().length > 1 ? LETTERS : 0) + barLength(rowMass) + GAP;
    double top =
        PADDING + (columns.classes().length > 1 ? LETTERS : 0) + barLength(columnMass) + GAP;
    double roomY = Math.max(10, height - top - PADDING);
    double roomX = Math.max(10, width - left - PADDING);
    boolean key = roomX - KEY_WIDTH > 0.55 * roomY && roomY >= LEAST_KEY_HEIGHT;
    if (key) {
      roomX -= KEY_WIDTH;
    }
    int n = rows.points().length;
    int m = columns.points().length;
    double w = roomX;
    double h = roomY;
    if (n <= 3 * m && m <= 3 * n) {
      double cell = Math.min(roomX / m, roomY / n);
      w = cell * m;
      h = cell * n;
    }
    double used = left + w + (key ? KEY_WIDTH : 0) + PADDING;
    double shift = Math.max(0, (width - used) / 2);
    double drop = Math.max(0, (roomY - h) / 2);
    return new Layout(
        Math.round(left + shift), Math.round(top + drop), Math.floor(w), Math.floor(h), key);
  }

  /** Even weights are a thin strip; uneven ones need room to differ. */
  private static double barLength(double[] mass) {
    double most = Arrays.stream(mass).max().orElse(1);
    double mean = Arrays.stream(mass).average().orElse(1);
    return most > 1.02 * mean ? LONGEST_BAR : BAR;
  }

  @Override
  public void paint(Graphics2D g, int width, int height) {
    Marks.background(g, look, width, height);
    Layout at = layout(width, height);
    map(g, at);
    bars(g, at);
    g.setStroke(new BasicStroke(1));
    g.setColor(look.line());
    g.draw(new Rectangle2D.Double(at.x - 0.5, at.y - 0.5, at.width + 1, at.height + 1));
    classes(g, at);
    if (at.key) {
      key(g, at);
    }
    pointed(g, at);
  }

  /** Painted in the device's own pixels, so that cells have sharp edges at every scale. */
  private void map(Graphics2D g, Layout at) {
    AffineTransform transform = g.getTransform();
    double scale = Math.hypot(transform.getScaleX(), transform.getShearY());
    int w = Raster.devicePixels(at.width, scale);
    int h = Raster.devicePixels(at.height, scale);
    ColorMap map = ColorMap.mass(look);
    int[] colors = cells.colors(List.of(look, logarithmic), share -> map.argb(level(share)));
    BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    int[] firstColumn = new int[w + 1];
    for (int x = 0; x <= w; x++) {
      firstColumn[x] = (int) ((long) x * cells.columns() / w);
    }
    for (int y = 0; y < h; y++) {
      int rowFrom = (int) ((long) y * cells.rows() / h);
      int rowTo = Math.max(rowFrom + 1, (int) ((long) (y + 1) * cells.rows() / h));
      for (int x = 0; x < w; x++) {
        int columnTo = Math.max(firstColumn[x] + 1, firstColumn[x + 1]);
        pixels[y * w + x] = colors[cells.largestIn(rowFrom, rowTo, firstColumn[x], columnTo)];
      }
    }
    AffineTransform place = AffineTransform.getTranslateInstance(at.x, at.y);
    place.scale(1 / scale, 1 / scale);
    g.drawImage(image, place, null);
  }

  private double level(double share) {
    if (logarithmic) {
      return share > 0 ? Math.clamp(1 + Math.log10(share) / DECADES, 0, 1) : 0;
    }
    return cells.largest() > 0 ? share / cells.largest() : 0;
  }

  private void bars(Graphics2D g, Layout at) {
    double rowScale = barLength(rowMass) / Arrays.stream(rowMass).max().orElse(1);
    double columnScale = barLength(columnMass) / Arrays.stream(columnMass).max().orElse(1);
    g.setColor(look.source());
    int n = rowMass.length;
    for (int r = 0; r < n; ) {
      int end = endOfEqual(rowMass, rows.points(), r);
      double length = rowScale * rowMass[rows.points()[r]];
      double from = at.y + at.height * r / n;
      double to = at.y + at.height * end / n;
      g.fill(new Rectangle2D.Double(at.x - GAP - length, from, length, to - from));
      r = end;
    }
    g.setColor(look.target());
    int m = columnMass.length;
    for (int c = 0; c < m; ) {
      int end = endOfEqual(columnMass, columns.points(), c);
      double length = columnScale * columnMass[columns.points()[c]];
      double from = at.x + at.width * c / m;
      double to = at.x + at.width * end / m;
      g.fill(new Rectangle2D.Double(from, at.y - GAP - length, to - from, length));
      c = end;
    }
  }

  /** Neighbours of one weight are drawn as one bar, so that no seams show between them. */
  private static int endOfEqual(double[] mass, int[] order, int start) {
    int end = start + 1;
    while (end < order.length && mass[order[end]] == mass[order[start]]) {
      end++;
    }
    return end;
  }

  private void classes(Graphics2D g, Layout at) {
    Font font = Typeface.plain(Typeface.CAPTION);
    int n = rowMass.length;
    for (int c = 0; c < rows.classes().length && rows.classes().length > 1; c++) {
      int from = rows.starts()[c];
      int to = c + 1 < rows.starts().length ? rows.starts()[c + 1] : n;
      double y = Math.round(at.y + at.height * from / n) - 0.5;
      if (c > 0) {
        g.setStroke(new BasicStroke(1));
        g.setColor(look.border());
        g.draw(new Line2D.Double(at.x - GAP - barLength(rowMass) - 6, y, at.x + at.width, y));
      }
      double middle = at.y + at.height * (from + to) / 2.0 / n;
      if (at.height * (to - from) / n >= 11) {
        String name = className(rows.classes()[c]);
        double x = at.x - GAP - barLength(rowMass) - 6 - Marks.width(g, name, font);
        Marks.text(g, name, font, x, middle + 4, look.muted());
      }
    }
    int m = columnMass.length;
    for (int c = 0; c < columns.classes().length && columns.classes().length > 1; c++) {
      int from = columns.starts()[c];
      int to = c + 1 < columns.starts().length ? columns.starts()[c + 1] : m;
      double x = Math.round(at.x + at.width * from / m) - 0.5;
      if (c > 0) {
        g.setStroke(new BasicStroke(1));
        g.setColor(look.border());
        g.draw(new Line2D.Double(x, at.y - GAP - barLength(columnMass) - 6, x, at.y + at.height));
      }
      String name = className(columns.classes()[c]);
      double w = Marks.width(g, name, font);
      if (at.width * (to - from) / m >= w + 2) {
        double middle = at.x + at.width * (from + to) / 2.0 / m;
        double y = at.y - GAP - barLength(columnMass) - 5;
        Marks.text(g, name, font, middle - w / 2, y, look.muted());
      }
    }
  }

  /** A, B, C, ...; points of no class have a dash. */
  static String className(int label) {
    return label < 0 ? "–" : label < 26 ? String.valueOf((char) ('A' + label)) : "" + (label + 1);
  }

  private void key(Graphics2D g, Layout at) {
    Font caption = Typeface.plain(Typeface.CAPTION);
    Font axis = Typeface.mono(Typeface.AXIS);
    double x = at.keyX();
    Marks.text(g, "Share of row", caption, x, at.y + 9, look.muted());
    double top = at.y + 20;
    double height = Math.min(160, at.height - 26);
    ColorMap map = ColorMap.mass(look);
    int steps = (int) Math.ceil(height);
    for (int s = 0; s < steps; s++) {
      g.setColor(map.color(1 - (s + 0.5) / steps));
      g.fill(new Rectangle2D.Double(x, top + s, 10, Math.min(1, height - s) + 0.5));
    }
    g.setStroke(new BasicStroke(1));
    g.setColor(look.border());
    g.draw(new Rectangle2D.Double(x - 0.5, top - 0.5, 11, height + 1));
    int ticks = height >= 64 ? 4 : 2;
    for (int k = 0; k <= ticks; k++) {
      double y = Math.round(top + height * k / ticks);
      double share =
          logarithmic ? Math.pow(10, -DECADES * k / ticks) : cells.largest() * (ticks - k) / ticks;
      g.setColor(look.muted());
      g.draw(new Line2D.Double(x + 11, y, x + 14, y));
      String text = Numbers.tick(100 * share) + "\u202f%";
      Marks.text(g, text, axis, x + 18, y + 3.5, look.muted());
    }
  }

  private void pointed(Graphics2D g, Layout at) {
    g.setStroke(new BasicStroke(1.5f));
    g.setColor(look.ink());
    int row =
        switch (selection) {
          case Selection.SourcePoint(int i) -> indexOf(rows.points(), i);
          case Selection.Entry(int i, int _) -> indexOf(rows.points(), i);
          default -> -1;
        };
    int column =
        switch (selection) {
          case Selection.TargetPoint(int j) -> indexOf(columns.points(), j);
          case Selection.Entry(int _, int j) -> indexOf(columns.points(), j);
          default -> -1;
        };
    if (row >= 0) {
      double cell = at.height / rowMass.length;
      double thick = Math.max(3, cell);
      double y = at.y + (row + 0.5) * cell - thick / 2;
      double x = at.x - GAP - barLength(rowMass) - 2;
      g.draw(new Rectangle2D.Double(x, y - 0.75, at.x + at.width + 2 - x, thick + 1.5));
    }
    if (column >= 0) {
      double cell = at.width / columnMass.length;
      double thick = Math.max(3, cell);
      double x = at.x + (column + 0.5) * cell - thick / 2;
      double y = at.y - GAP - barLength(columnMass) - 2;
      g.draw(new Rectangle2D.Double(x - 0.75, y, thick + 1.5, at.y + at.height + 2 - y));
    }
  }

  private static int indexOf(int[] order, int point) {
    for (int k = 0; k < order.length; k++) {
      if (order[k] == point) {
        return k;
      }
    }
    return -1;
  }

  @Override
  public Selection pick(double x, double y, int width, int height) {
    Layout at = layout(width, height);
    int row = (int) Math.floor((y - at.y) / at.height * rowMass.length);
    int column = (int) Math.floor((x - at.x) / at.width * columnMass.length);
    boolean inRows = row >= 0 && row < rowMass.length;
    boolean inColumns = column >= 0 && column < columnMass.length;
    if (inRows && inColumns) {
      return new Selection.Entry(rows.points()[row], columns.points()[column]);
    }
    if (inRows && x < at.x && x >= at.x - GAP - LONGEST_BAR - LETTERS) {
      return new Selection.SourcePoint(rows.points()[row]);
    }
    if (inColumns && y < at.y && y >= at.y - GAP - LONGEST_BAR - LETTERS) {
      return new Selection.TargetPoint(columns.points()[column]);
    }
    return Selection.NONE;
  }
}
