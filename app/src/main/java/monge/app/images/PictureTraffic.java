package monge.app.images;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import monge.app.frame.Desk;
import monge.app.frame.FileDialogs;
import monge.app.frame.Strings;
import monge.app.images.ImagesState.Run;
import monge.app.io.PictureFile;
import monge.app.task.Job;
import monge.image.Graded;
import monge.image.PixelImage;
import monge.samples.RenderedPicture;
import monge.samples.Sample;
import monge.samples.SampleData;
import monge.views.picture.Numbers;

/** Pictures on their way in and out: of samples, from files, and the graded one into a file. */
final class PictureTraffic {

  private static final List<FileDialogs.Kind> PICTURES =
      List.of(
          new FileDialogs.Kind("Pictures", List.of("*.png", "*.jpg", "*.jpeg", "*.tif", "*.tiff")));

  private final Desk desk;
  private final TransferModel model;
  private int loading;

  PictureTraffic(Desk desk, TransferModel model) {
    this.desk = desk;
    this.model = model;
  }

  /** Whether pictures are on their way in. */
  boolean isLoading() {
    return loading > 0;
  }

  private <T> void load(String title, Job.Work<T> work, Consumer<T> loaded) {
    loading++;
    desk.tasks()
        .<T>file(
            title,
            work,
            result -> {
              loading--;
              loaded.accept(result);
            },
            error -> {
              loading--;
              desk.messages().failure(error);
            });
  }

  void open(Sample sample) {
    if (!(sample.data() instanceof SampleData.Images(RenderedPicture from, RenderedPicture to))) {
      throw new IllegalArgumentException("the sample '%s' has no pictures".formatted(sample.id()));
    }
    List<Run> methods =
        sample.runs().stream()
            .map(run -> model.method(desk.solvers().require(run.solver()), run.parameters()))
            .toList();
    this.<List<OpenPicture>>load(
        sample.title(),
        _ -> List.of(picture(sample, from), picture(sample, to)),
        pair -> {
          model.open(sample.id(), pair.get(0), pair.get(1), methods);
          desk.playback().seek(1);
        });
  }

  private static OpenPicture picture(Sample sample, RenderedPicture picture) {
    return OpenPicture.of(
        picture.name(),
        "sample:" + sample.id(),
        PixelImage.ofRgb(picture.width(), picture.height(), picture.pixels()));
  }

  /** Two pictures are source and target; one is the source. */
  void open(List<Path> files) {
    this.<List<OpenPicture>>load(
        Strings.of("images.reading", files.getFirst().getFileName()),
        _ -> {
          List<OpenPicture> read = new ArrayList<>();
          for (Path file : files) {
            read.add(read(file));
          }
          return read;
        },
        read -> {
          if (read.size() == 2) {
            model.open(read.get(0).name(), read.get(0), read.get(1), methodsIfNone());
          } else {
            ensureMethods();
            model.openSource(read.getFirst());
          }
          desk.playback().seek(1);
        });
  }

  private static OpenPicture read(Path file) {
    return OpenPicture.of(
        String.valueOf(file.getFileName()), file.toString(), PictureFile.read(file));
  }

  private List<Run> methodsIfNone() {
    return model.state().runs().isEmpty() ? firstMethods() : List.of();
  }

  private void ensureMethods() {
    if (model.state().runs().isEmpty()) {
      List<Run> methods = firstMethods();
      model.workspace().look(s -> s.withOnly(methods));
    }
  }

  private List<Run> firstMethods() {
    return Stream.of("linear-map", "emd", "sinkhorn")
        .flatMap(id -> desk.solvers().find(id).stream())
        .map(provider -> model.method(provider, Map.of()))
        .toList();
  }

  /** Asks for one picture. */
  void ask(boolean asSource) {
    String title = Strings.of(asSource ? "images.source.open" : "images.target.open");
    List<Path> chosen = desk.files().open(title, PICTURES);
    if (chosen.isEmpty()) {
      return;
    }
    Path file = chosen.getFirst();
    this.<OpenPicture>load(
        Strings.of("images.reading", file.getFileName()),
        _ -> read(file),
        picture -> {
          ensureMethods();
          if (asSource) {
            model.openSource(picture);
          } else {
            model.openTarget(picture);
          }
        });
  }

  /** Grades the whole picture as shown and writes it. */
  void save() {
    Optional<Transfer> shown = model.inspected().flatMap(run -> run.status().get().transfer());
    if (shown.isEmpty() || model.state().source().isEmpty()) {
      desk.messages().warning(Strings.of("images.nothing-to-save"));
      return;
    }
    OpenPicture source = model.state().source().get();
    double strength = desk.playback().t().get();
    desk.files()
        .save(Strings.of("images.save"), "graded.png", PICTURES)
        .ifPresent(
            file ->
                desk.tasks()
                    .<Double>file(
                        Strings.of("images.saving", file.getFileName()),
                        _ -> {
                          Graded graded =
                              shown.get().map().withStrength(strength).apply(source.full());
                          PictureFile.write(graded.image(), file);
                          return graded.clippedShare();
                        },
                        share ->
                            desk.messages()
                                .note(
                                    Strings.of(
                                        "images.saved",
                                        file.getFileName(),
                                        Numbers.percent(share))),
                        desk.messages()::failure));
  }
}
