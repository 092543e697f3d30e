package monge.views.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import monge.solver.TracePoint;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * How errors fall with the iterations: at most two quantities, the first in ink, the second dashed;
 * a hairline at the iteration that is looked at. Errors stand on a logarithmic scale, iterations
 * too where there are many.
 */
public final class ConvergencePicture implements Picture {

  /** A quantity of the trace. */
  private record Quantity(String name, double[] values) {

    double largest() {
      double most = 0;
      for (double v : values) {
        if (v > most) {
          most = v;
        }
      }
      return most;
    }

    double leastPositive() {
      double least = Double.POSITIVE_INFINITY;
      for (double v : values) {
        if (v > 0 && v < least) {
          least = v;
        }
      }
      return least;
    }

    boolean reachesZero() {
      for (double v : values) {
        if (v <= 0) {
          return true;
        }
      }
      return false;
    }
  }

  private static final int MANY_ITERATIONS = 200;
  private static final double WIDE = 420;
  private static final double KEY_HEIGHT = 26;

  /** Between the end of a line and its name, and between the name and the edge. */
  private static final double BESIDE_END = 8;

  private static final double NAME_LINE = 13;

  /** An error below says nothing about progress: the method keeps it there by itself. */
  private static final double ALWAYS_SMALL = 1e-8;

  /** What is less than this share of its scale is rounding, shown as nothing. */
  private static final double ROUNDING = 1e-16;

  private final int[] iterations;
  private final List<Quantity> quantities;
  private final int last;
  private final String unit;
  private final int scrubbed;
  private final boolean optimal;
  private final Look look;

  /**
   * @param unit what is counted, plural
   * @param scrubbed the iteration that is looked at
   * @param optimal whether the last objective is proved to be the least
   */
  public ConvergencePicture(
      List<TracePoint> trace, String unit, int scrubbed, boolean optimal, Look look) {
    this.iterations = trace.stream().mapToInt(TracePoint::iteration).toArray();
    this.quantities = chosen(trace, optimal);
    this.last = trace.isEmpty() ? 0 : Math.max(1, trace.getLast().iteration());
    this.unit = unit;
    this.scrubbed = scrubbed;
    this.optimal = optimal;
    this.look = look;
  }

  /**
   * Gap and marginal error where they tell something; else how far the objective is from its end;
   * how far the plan moved only beside that or where there is nothing else.
   */
  private static List<Quantity> chosen(List<TracePoint> trace, boolean optimal) {
    List<Quantity> chosen = new ArrayList<>();
    double end = trace.isEmpty() ? 0 : trace.getLast().objective();
    add(chosen, "gap", Math.abs(end), trace, TracePoint::gap);
    add(chosen, "marginal error", 1, trace, TracePoint::marginalError);
    chosen.removeIf(q -> q.largest() <= ALWAYS_SMALL);
    if (!chosen.isEmpty()) {
      return chosen;
    }
    String name = optimal ? "above the optimum" : "objective to its last";
    add(chosen, name, Math.abs(end), trace, p -> Math.abs(p.objective() - end));
    if (chosen.isEmpty() || !optimal) {
      add(chosen, "plan change", 1, trace, TracePoint::change);
    }
    return chosen;
  }

  private static void add(
      List<Quantity> chosen,
      String name,
      double scale,
      List<TracePoint> trace,
      ToDoubleFunction<TracePoint> of) {
    double least = scale > 0 ? ROUNDING * scale : 0;
    double[] values =
        trace.stream().mapToDouble(of).map(v -> Math.abs(v) < least ? 0 : v).toArray();
    long known = DoubleStream.of(values).filter(Double::isFinite).count();
    Quantity quantity = new Quantity(name, values);
    if (known > 1 && quantity.largest() > 0) {
      chosen.add(quantity);
    }
  }

  @Override
  public void paint(Graphics2D g, int width, int height) {
    Marks.background(g, look, width, height);
    if (quantities.isEmpty()) {
      nothing(g, width, height);
      return;
    }
    Rectangle2D area = area(width, height);
    XYPlot plot = plot(area, width, height);
    JFreeChart chart = new JFreeChart(null, JFreeChart.DEFAULT_TITLE_FONT, plot, false);
    chart.setBackgroundPaint(look.canvas());
    chart.setPadding(RectangleInsets.ZERO_INSETS);
    chart.draw(g, new Rectangle2D.Double(0, 0, width, height));
    Raster.smooth(g);
    values(g, area, plot);
    iterations(g, area, isWide(width));
    scrubber(g, area, plot);
    if (isWide(width)) {
      endNames(g, area, plot);
    } else {
      key(g, area);
    }
  }

  @Override
  public Optional<double[]> dataAt(double x, double y, int width, int height) {
    Rectangle2D area = area(width, height);
    if (quantities.isEmpty() || x < area.getMinX() - 8 || x > area.getMaxX() + 8) {
      return Optional.empty();
    }
    double within = Math.clamp(x, area.getMinX(), area.getMaxX());
    ValueAxis axis = iterationAxis();
    return Optional.of(
        new double[] {
          Math.clamp(
              Math.rint(axis.java2DToValue(within, area, RectangleEdge.BOTTOM)), first(), last),
          y
        });
  }

  private void nothing(Graphics2D g, int width, int height) {
    Font font = Typeface.plain(Typeface.CAPTION);
    String text = withoutIterations();
    if (Marks.width(g, text, font) > width - 24) {
      text = text.substring(0, text.indexOf(':'));
    }
    Marks.text(
        g, text, font, (width - Marks.width(g, text, font)) / 2, height / 2.0 + 4, look.muted());
  }

  private String withoutIterations() {
    if (iterations.length == 0) {
      return "No iterations: the answer is in closed form";
    }
    return optimal
        ? "Optimal at once: there was nothing to improve"
        : "At its end at once: nothing changed";
  }

  private boolean isWide(int width) {
    return width >= WIDE;
  }

  private Rectangle2D area(int width, int height) {
    double left = 44;
    double right = isWide(width) ? BESIDE_END + widestName() + BESIDE_END : 14;
    double top = isWide(width) ? 12 : KEY_HEIGHT;
    double bottom = 24;
    return new Rectangle2D.Double(
        left, top, Math.max(1, width - left - right), Math.max(1, height - top - bottom));
  }

  private double widestName() {
    Font font = Typeface.plain(Typeface.CAPTION);
    return quantities.stream().mapToDouble(q -> Marks.width(q.name(), font)).max().orElse(0);
  }

  private boolean logarithmicIterations() {
    return last > MANY_ITERATIONS;
  }

  private int first() {
    return logarithmicIterations() ? 1 : 0;
  }

  private ValueAxis iterationAxis() {
    ValueAxis axis = logarithmicIterations() ? new LogAxis() : new NumberAxis();
    axis.setRange(first(), last);
    axis.setTickLabelsVisible(false);
    axis.setTickMarksVisible(false);
    axis.setAxisLineVisible(false);
    return axis;
  }

  private XYPlot plot(Rectangle2D area, int width, int height) {
    ValueAxis valueAxis = errorAxis(area);
    valueAxis.setAxisLineVisible(false);
    valueAxis.setTickMarksVisible(false);
    valueAxis.setTickLabelsVisible(false);
    double floor = valueAxis.getRange().getLowerBound();
    XYSeriesCollection data = new XYSeriesCollection();
    for (Quantity quantity : quantities) {
      XYSeries series = new XYSeries(quantity.name());
      for (int k = 0; k < iterations.length; k++) {
        double v = quantity.values()[k];
        if (Double.isFinite(v) && iterations[k] >= first()) {
          series.add(iterations[k], Math.max(v, floor));
        }
      }
      data.addSeries(series);
    }
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    for (int k = 0; k < quantities.size(); k++) {
      renderer.setSeriesPaint(k, color(k));
      renderer.setSeriesStroke(k, stroke(k));
    }
    renderer.setDrawSeriesLineAsPath(true);
    XYPlot plot = new XYPlot(data, iterationAxis(), valueAxis, renderer);
    plot.setInsets(RectangleInsets.ZERO_INSETS);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(look.grid());
    plot.setRangeGridlineStroke(new BasicStroke(1));
    AxisSpace values = new AxisSpace();
    values.setLeft(area.getMinX());
    values.setRight(width - area.getMaxX());
    plot.setFixedRangeAxisSpace(values);
    AxisSpace counts = new AxisSpace();
    counts.setTop(area.getMinY());
    counts.setBottom(height - area.getMaxY());
    plot.setFixedDomainAxisSpace(counts);
    return plot;
  }

  private ValueAxis errorAxis(Rectangle2D area) {
    double most = 0;
    double least = Double.POSITIVE_INFINITY;
    boolean zero = false;
    for (Quantity quantity : quantities) {
      most = Math.max(most, quantity.largest());
      least = Math.min(least, quantity.leastPositive());
      zero |= quantity.reachesZero();
    }
    double top = Math.ceil(Math.log10(most) - 0.05);
    double bottom = Math.min(top - 1, Math.floor(Math.log10(least) + 0.05) - (zero ? 1 : 0));
    int room = Math.max(1, (int) (area.getHeight() / 17));
    int step = 1;
    while ((top - bottom) / step > room) {
      step++;
    }
    LogAxis axis = new LogAxis();
    axis.setSmallestValue(Math.pow(10, bottom) / 2);
    axis.setRange(Math.pow(10, bottom), Math.max(Math.pow(10, top), most));
    axis.setTickUnit(new NumberTickUnit(step));
    return axis;
  }

  private Color color(int quantity) {
    return quantity == 0 ? look.ink() : look.muted();
  }

  private static BasicStroke stroke(int quantity) {
    return quantity == 0
        ? new BasicStroke(1.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
        : new BasicStroke(
            1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {3, 3}, 0);
  }

  /** Written here and not by the axis, which does not centre text on its grid line. */
  private void values(Graphics2D g, Rectangle2D area, XYPlot plot) {
    LogAxis axis = (LogAxis) plot.getRangeAxis();
    Range range = axis.getRange();
    double step = axis.getTickUnit().getSize();
    double low = Math.log10(range.getLowerBound());
    double high = Math.log10(range.getUpperBound());
    Font font = Typeface.mono(Typeface.AXIS);
    for (double k = Math.ceil(low / step - 1e-6); k * step <= high + 1e-6; k++) {
      double value = Math.pow(10, k * step);
      double y = axis.valueToJava2D(value, area, RectangleEdge.LEFT);
      String text = Numbers.tick(value);
      Marks.text(
          g, text, font, area.getMinX() - 6 - Marks.width(g, text, font), y + 3.5, look.muted());
    }
  }

  private void iterations(Graphics2D g, Rectangle2D area, boolean wide) {
    Font numbers = Typeface.mono(Typeface.AXIS);
    double y = area.getMaxY() + 16;
    ValueAxis axis = iterationAxis();
    String end = Numbers.count(last);
    double endWidth = Marks.width(g, end, numbers);
    double endX = area.getMaxX() - (wide ? endWidth / 2 : endWidth);
    Marks.text(g, end, numbers, endX, y, look.foreground());
    String begin = Integer.toString(first());
    Marks.text(g, begin, numbers, area.getMinX(), y, look.muted());
    double free = area.getMinX() + Marks.width(g, begin, numbers) + 8;
    if (logarithmicIterations()) {
      for (long tick = 10; tick < last; tick *= 10) {
        String text = Numbers.count(tick);
        double w = Marks.width(g, text, numbers);
        double x = axis.valueToJava2D(tick, area, RectangleEdge.BOTTOM) - w / 2;
        if (x > free && x + w < endX - 8) {
          Marks.text(g, text, numbers, x, y, look.muted());
          free = x + w + 8;
        }
      }
      return;
    }
    Font words = Typeface.plain(Typeface.CAPTION);
    double w = Marks.width(g, unit, words);
    double x = area.getCenterX() - w / 2;
    if (x > free && x + w < endX - 8) {
      Marks.text(g, unit, words, x, y, look.muted());
    }
  }

  private int at() {
    int found = 0;
    for (int k = 0; k < iterations.length; k++) {
      if (iterations[k] <= scrubbed) {
        found = k;
      }
    }
    return found;
  }

  private void scrubber(Graphics2D g, Rectangle2D area, XYPlot plot) {
    int shown = Math.clamp(scrubbed, first(), last);
    double x = plot.getDomainAxis().valueToJava2D(shown, area, RectangleEdge.BOTTOM);
    g.setColor(look.border());
    g.setStroke(new BasicStroke(1));
    g.draw(new Line2D.Double(x, area.getMinY() - 4, x, area.getMaxY()));
    for (int k = quantities.size() - 1; k >= 0; k--) {
      double y = screenY(quantities.get(k), at(), area, plot);
      if (Double.isFinite(y)) {
        g.setColor(look.canvas());
        g.fill(Marks.circle(x, y, 4));
        g.setColor(color(k));
        g.fill(Marks.circle(x, y, 3));
      }
    }
  }

  private static double screenY(Quantity quantity, int k, Rectangle2D area, XYPlot plot) {
    double v = quantity.values()[k];
    if (!Double.isFinite(v)) {
      return Double.NaN;
    }
    ValueAxis axis = plot.getRangeAxis();
    double shown = Math.max(v, axis.getRange().getLowerBound());
    return axis.valueToJava2D(shown, area, RectangleEdge.LEFT);
  }

  /** A line sample and a name for each quantity, above the chart. */
  private void key(Graphics2D g, Rectangle2D area) {
    Font font = Typeface.plain(Typeface.CAPTION);
    double x = area.getMinX();
    double room = area.getWidth() / quantities.size() - 22;
    for (int k = 0; k < quantities.size(); k++) {
      g.setColor(color(k));
      g.setStroke(stroke(k));
      g.draw(new Line2D.Double(x, 12.5, x + 16, 12.5));
      String name = said(quantities.get(k));
      if (Marks.width(g, name, font) > room) {
        name = quantities.get(k).name();
      }
      Marks.text(g, name, font, x + 22, 16.5, k == 0 ? look.foreground() : look.muted());
      x += 22 + Marks.width(g, name, font) + 20;
    }
  }

  /** A quantity that ends at exactly nothing says so: a logarithmic scale cannot. */
  private String said(Quantity quantity) {
    double end = quantity.values()[quantity.values().length - 1];
    return end <= 0 ? quantity.name() + " (0 at the end)" : quantity.name();
  }

  private void endNames(Graphics2D g, Rectangle2D area, XYPlot plot) {
    Font font = Typeface.plain(Typeface.CAPTION);
    double[] at = new double[quantities.size()];
    for (int k = 0; k < at.length; k++) {
      double y = screenY(quantities.get(k), iterations.length - 1, area, plot);
      at[k] = Double.isFinite(y) ? y : area.getMinY();
    }
    if (at.length == 2 && Math.abs(at[0] - at[1]) < NAME_LINE) {
      double half = NAME_LINE / 2;
      double middle = Math.clamp((at[0] + at[1]) / 2, area.getMinY() + half, area.getMaxY() - half);
      boolean firstAbove = at[0] < at[1];
      at[0] = middle + (firstAbove ? -half : half);
      at[1] = middle + (firstAbove ? half : -half);
    }
    for (int k = 0; k < at.length; k++) {
      double y = Math.clamp(at[k], area.getMinY(), area.getMaxY());
      Marks.text(
          g,
          quantities.get(k).name(),
          font,
          area.getMaxX() + 8,
          y + 4,
          k == 0 ? look.foreground() : look.muted());
    }
  }
}
