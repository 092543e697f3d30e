package monge.app.clouds;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import monge.app.frame.Entries;
import monge.app.frame.Strings;
import monge.views.picture.Numbers;

/** How much mass each run leaves in its class; only for clouds with classes. */
final class KeptPanel extends VBox {

  /** What one bar shows. */
  private record Kept(String name, double share) {}

  private final CloudsModel model;
  private final ChangeListener<RunStatus> statusChanged = (_, _, _) -> show();
  private List<RunModel> watched = List.of();
  private List<Kept> shown = List.of();

  KeptPanel(CloudsModel model) {
    this.model = model;
    getStyleClass().add("panel");
    model.runs().addListener(_ -> watch());
    watch();
  }

  private void watch() {
    watched.forEach(run -> run.status().removeListener(statusChanged));
    watched = model.runs().get();
    watched.forEach(run -> run.status().addListener(statusChanged));
    show();
  }

  private void show() {
    List<Kept> now = new ArrayList<>();
    for (RunModel run : watched) {
      RunStatus status = run.status().get();
      double share = status.facts().kept();
      if (!Double.isNaN(share) && status.failure().isEmpty()) {
        now.add(new Kept(run.provider().descriptor().name(), share));
      }
    }
    setVisible(!now.isEmpty());
    setManaged(!now.isEmpty());
    if (now.equals(shown)) {
      return;
    }
    shown = now;
    List<Node> parts = new ArrayList<>();
    parts.add(Entries.heading(Strings.of("kept.title")));
    now.forEach(kept -> parts.add(bar(kept.name(), kept.share())));
    getChildren().setAll(parts);
  }

  private static Node bar(String name, double share) {
    Region track = new Region();
    track.getStyleClass().add("bar-track");
    track.setMaxHeight(4);
    Region filled = new Region();
    filled.getStyleClass().add("bar-filled");
    filled.setMaxHeight(4);
    StackPane bar = new StackPane(track, filled);
    bar.setMinHeight(4);
    bar.setMaxHeight(4);
    bar.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    filled.maxWidthProperty().bind(bar.widthProperty().multiply(Math.clamp(share, 0, 1)));
    return new VBox(1, Entries.number(name, Numbers.percent(share)), bar);
  }
}
