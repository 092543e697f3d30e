package monge.app.images;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import javafx.application.Platform;
import monge.image.ChannelHistogram;
import monge.image.ColorSpace;
import monge.image.Graded;
import monge.views.image.ImagesModel.Histograms;
import org.jspecify.annotations.Nullable;

/**
 * Makes the pictures of one moment off the window's thread. Of many moments asked for in a row only
 * the latest is made: one is under way, at most one waits.
 */
final class Blending {

  private static final int BINS = 96;

  /**
   * A moment to be made.
   *
   * @param strength the blend in [0,1]
   * @param shown the method whose preview is wanted; empty for none
   * @param thumbs the method of every thumb, by run
   */
  record Asked(
      double strength,
      Optional<Transfer> shown,
      Map<Integer, Transfer> thumbs,
      Optional<OpenPicture> source,
      Optional<OpenPicture> target,
      ColorSpace space) {
    Asked {
      thumbs = Map.copyOf(thumbs);
    }
  }

  /** The pictures of a moment. */
  record Made(
      Asked asked,
      Optional<Graded> shown,
      Map<Integer, Graded> thumbs,
      Optional<Histograms> histograms) {}

  private final Executor painter;
  private final Consumer<Made> receiver;
  private boolean busy;
  private @Nullable Asked waiting;
  private volatile @Nullable Counted counted;

  /** Histograms that do not change with the blend. */
  private record Counted(
      OpenPicture source,
      OpenPicture target,
      ColorSpace space,
      ChannelHistogram before,
      ChannelHistogram aim) {}

  /**
   * @param receiver takes the pictures on the window's thread
   */
  Blending(Executor painter, Consumer<Made> receiver) {
    this.painter = painter;
    this.receiver = receiver;
  }

  /** Called on the window's thread. */
  void ask(Asked asked) {
    if (busy) {
      waiting = asked;
      return;
    }
    busy = true;
    try {
      painter.execute(
          () -> {
            try {
              Made made = make(asked);
              Platform.runLater(() -> hand(made));
            } catch (RuntimeException | Error e) {
              Platform.runLater(() -> complain(e));
            }
          });
    } catch (RejectedExecutionException e) {
      // The window is closing.
      busy = false;
    }
  }

  boolean isIdle() {
    return !busy;
  }

  private void hand(Made made) {
    busy = false;
    receiver.accept(made);
    goOn();
  }

  /** This moment is lost, those after it are made all the same. */
  private void complain(Throwable error) {
    busy = false;
    goOn();
    throw new IllegalStateException("the pictures of a blend could not be made", error);
  }

  private void goOn() {
    Asked next = waiting;
    waiting = null;
    if (next != null) {
      ask(next);
    }
  }

  private Made make(Asked asked) {
    Map<Integer, Graded> thumbs = new LinkedHashMap<>();
    asked.thumbs().forEach((id, transfer) -> thumbs.put(id, transfer.thumb().at(asked.strength())));
    Optional<Graded> shown = asked.shown().map(transfer -> transfer.preview().at(asked.strength()));
    return new Made(asked, shown, thumbs, histograms(asked));
  }

  private Optional<Histograms> histograms(Asked asked) {
    if (asked.source().isEmpty() || asked.target().isEmpty()) {
      return Optional.empty();
    }
    OpenPicture source = asked.source().get();
    OpenPicture target = asked.target().get();
    Counted fixed = counted;
    if (fixed == null
        || fixed.source() != source
        || fixed.target() != target
        || fixed.space() != asked.space()) {
      fixed =
          new Counted(
              source,
              target,
              asked.space(),
              ChannelHistogram.of(source.thumb(), asked.space(), BINS),
              ChannelHistogram.of(target.thumb(), asked.space(), BINS));
      counted = fixed;
    }
    ChannelHistogram after =
        asked
            .shown()
            .map(
                transfer ->
                    ChannelHistogram.of(
                        transfer.thumb().at(asked.strength()).image(), asked.space(), BINS))
            .orElse(fixed.before());
    return Optional.of(new Histograms(fixed.before(), after, fixed.aim()));
  }
}
