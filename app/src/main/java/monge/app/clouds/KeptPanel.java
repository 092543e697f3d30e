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

  private final CloudsModel model;
  private final ChangeListener<RunStatus> statusChanged = (_, _, _) -> show();
  private List<RunModel> watched = List.of();

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
    List<Node> parts = new ArrayList<>();
    for (RunModel run : watched) {
      RunStatus status = run.status().get();
      double kept = status.facts().kept();
      if (!Double.isNaN(kept) && status.failure().isEmpty()) {
        parts.add(bar(run.provider().descriptor().name(), kept));
      }
    }
    boolean any = !parts.isEmpty();
    setVisible(any);
    setManaged(any);
    if (any) {
      parts.addFirst(Entries.heading(Strings.of("kept.title")));
    }
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
