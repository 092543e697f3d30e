package monge.app.images;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.value.ChangeListener;
import monge.app.frame.Desk;
import monge.app.frame.Mark;
import monge.app.frame.PaneStatus;
import monge.app.frame.Strings;
import monge.image.Graded;
import monge.views.image.Framing;
import monge.views.image.ImageRun;
import monge.views.image.ImagesModel;
import monge.views.picture.Numbers;

/** Brings what is seen in line with the methods and the time: pictures, thumbs, palettes, words. */
final class ShownTransfer {

  private final Desk desk;
  private final TransferModel model;
  private final ImagesModel view;
  private final PaneStatus status;
  private final Blending blending;
  private final ReadOnlyDoubleWrapper clipped = new ReadOnlyDoubleWrapper(Double.NaN);
  private final Map<Integer, Graded> thumbs = new LinkedHashMap<>();
  private final ChangeListener<TransferStatus> statusChanged =
      (_, old, now) -> {
        // The same answer is the same object: what is said of it changes, its pictures stay.
        answered(old.transfer().orElse(null) != now.transfer().orElse(null));
      };
  private List<TransferRun> followed = List.of();
  private boolean active;
  private boolean due;

  ShownTransfer(Desk desk, TransferModel model, ImagesModel view, PaneStatus status) {
    this.desk = desk;
    this.model = model;
    this.view = view;
    this.status = status;
    blending = new Blending(desk.tasks().painter(), this::show);
    view.look().bind(desk.theme().look());
    model.stateProperty().addListener((_, old, now) -> follow(old, now));
    model.runs().addListener((_, _, now) -> listen(now));
    desk.playback().t().addListener(_ -> due = true);
    refresh();
  }

  /** The share of the graded picture's pixels outside sRGB; NaN if unknown. */
  ReadOnlyDoubleProperty clipped() {
    return clipped.getReadOnlyProperty();
  }

  /** Only the workspace in front blends. */
  void setActive(boolean now) {
    active = now;
    due = true;
  }

  boolean isSettled() {
    return blending.isIdle() && !due;
  }

  private void follow(ImagesState old, ImagesState now) {
    if (!old.source().equals(now.source())) {
      view.framing().set(Framing.WHOLE);
      view.result().set(Optional.empty());
      thumbs.clear();
      view.source().set(now.source().map(OpenPicture::shown));
    }
    if (!old.target().equals(now.target())) {
      view.target().set(now.target().map(OpenPicture::shown));
    }
    refresh();
  }

  private void listen(List<TransferRun> now) {
    followed.forEach(run -> run.status().removeListener(statusChanged));
    followed = now;
    now.forEach(run -> run.status().addListener(statusChanged));
    forgetThumbsOfOthers(now);
    refresh();
  }

  private void forgetThumbsOfOthers(List<TransferRun> runs) {
    thumbs.keySet().removeIf(id -> runs.stream().noneMatch(run -> run.id() == id));
  }

  /** Everything but the pictures of the blend, which follow with the next frame. */
  private void refresh() {
    answered(true);
  }

  private void answered(boolean otherPictures) {
    due |= otherPictures;
    tell();
  }

  private void tell() {
    Optional<TransferRun> chosen = model.inspected();
    Optional<Transfer> shown = chosen.flatMap(run -> run.status().get().transfer());
    view.resultName().set(chosen.map(run -> run.provider().descriptor().name()).orElse(""));
    view.planned().set(shown.map(Transfer::planned).orElse(true));
    view.flow().set(shown.map(Transfer::flow));
    view.paletteNote()
        .set(
            shown
                .map(
                    t ->
                        t.planned()
                            ? Strings.of("images.plan", size(t), space(t))
                            : Strings.of("images.no-plan"))
                .orElse(""));
    view.absence().set(chosen.map(this::absence).orElse(""));
    view.selected().set(model.state().inspected());
    showThumbs();
    showStatus();
  }

  private static String size(Transfer t) {
    return t.palettes().source().size() + " × " + t.palettes().target().size();
  }

  private static String space(Transfer t) {
    return t.palettes().source().space().label();
  }

  private String absence(TransferRun run) {
    TransferStatus now = run.status().get();
    return !now.failure().isEmpty()
        ? now.failure()
        : Strings.of(isToCome(now) ? "images.running" : "images.stale");
  }

  /** Whether an answer comes without being asked for; a solve that was cancelled is asked for. */
  private boolean isToCome(TransferStatus now) {
    return now.mark() == Mark.RUNNING || (now.mark() == Mark.STALE && model.desk().live().get());
  }

  private void showThumbs() {
    List<ImageRun> shown = new ArrayList<>();
    for (TransferRun run : model.runs().get()) {
      TransferStatus now = run.status().get();
      Optional<Graded> thumb = Optional.ofNullable(thumbs.get(run.id()));
      shown.add(
          new ImageRun(
              run.id(),
              run.provider().descriptor().name(),
              now.mark().word(),
              now.mark().icon(),
              now.mark().tone(),
              thumb.filter(_ -> now.failure().isEmpty()).map(Graded::image),
              thumb
                  .filter(_ -> now.transfer().isPresent())
                  .map(g -> Strings.of("images.clips", percent(g.clippedShare())))
                  .orElse("")));
    }
    view.runs().set(shown);
  }

  private static String percent(double share) {
    return Numbers.percent(share, 0);
  }

  private void showStatus() {
    status.line().set(MethodsSummary.of(model.runs().get(), model.inspected(), clipped.get()));
  }

  /** Called every frame: blends what changed. */
  void frame() {
    if (due && active) {
      due = false;
      Map<Integer, Transfer> all = new LinkedHashMap<>();
      for (TransferRun run : model.runs().get()) {
        run.status().get().transfer().ifPresent(transfer -> all.put(run.id(), transfer));
      }
      blending.ask(
          new Blending.Asked(
              desk.playback().t().get(),
              model.inspected().flatMap(run -> run.status().get().transfer()),
              all,
              model.state().source(),
              model.state().target(),
              model.state().fit().space()));
    }
  }

  private void show(Blending.Made made) {
    // A picture opened meanwhile has another shape; its own moment follows.
    if (made.asked().source().equals(model.state().source())) {
      boolean current =
          made.asked().shown().orElse(null)
              == model.inspected().flatMap(run -> run.status().get().transfer()).orElse(null);
      if (current) {
        view.result().set(made.shown().map(Graded::image));
        clipped.set(made.shown().map(Graded::clippedShare).orElse(Double.NaN));
      }
      thumbs.putAll(made.thumbs());
      forgetThumbsOfOthers(model.runs().get());
      view.histograms().set(made.histograms());
      showThumbs();
      showStatus();
    }
  }
}
