package monge.app.clouds;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import monge.app.frame.Desk;
import monge.app.frame.PaneStatus;
import monge.app.frame.WorkspacePane;
import monge.app.workspace.Workspace;
import monge.measure.DiscreteMeasure;
import monge.samples.Sample;
import monge.samples.SampleData;
import monge.views.picture.Selection;

/** The Clouds workspace: runs side by side, one column a run, one row a view. */
public final class CloudsPane implements WorkspacePane {

  private final Workspace<CloudsState> workspace;
  private final PaneStatus status = new PaneStatus();
  private final ReadOnlyStringWrapper document = new ReadOnlyStringWrapper("");
  private final Region dataPanel = new Region();
  private final Region centre = new Region();
  private final Region inspector = new Region();

  public CloudsPane(Desk desk) {
    workspace =
        new Workspace<>(
            new CloudsState(
                "",
                new CloudData(
                    DiscreteMeasure.uniform(new double[][] {{0, 0}}),
                    DiscreteMeasure.uniform(new double[][] {{1, 0}}),
                    "sqeuclidean",
                    Optional.empty()),
                List.of(),
                0,
                1,
                List.of(),
                List.of(),
                Selection.NONE,
                0));
    centre.getStyleClass().add("compare");
  }

  @Override
  public String id() {
    return "clouds";
  }

  @Override
  public String title() {
    return "Clouds";
  }

  @Override
  public Workspace<CloudsState> workspace() {
    return workspace;
  }

  @Override
  public Node dataPanel() {
    return dataPanel;
  }

  @Override
  public Node centre() {
    return centre;
  }

  @Override
  public Node inspector() {
    return inspector;
  }

  @Override
  public PaneStatus status() {
    return status;
  }

  @Override
  public boolean accepts(Sample sample) {
    return sample.data() instanceof SampleData.Clouds;
  }

  @Override
  public void open(Sample sample) {}

  @Override
  public boolean accepts(List<Path> files) {
    return files.stream()
        .map(f -> f.getFileName().toString().toLowerCase(Locale.ROOT))
        .allMatch(f -> f.matches(".*\\.(csv|tsv|txt|json)"));
  }

  @Override
  public void open(List<Path> files) {}

  @Override
  public void run() {}

  @Override
  public void setActive(boolean active) {}

  @Override
  public ObservableValue<String> document() {
    return document;
  }
}
