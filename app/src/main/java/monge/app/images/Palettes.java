package monge.app.images;

import java.util.Optional;
import monge.app.images.ImagesState.Fit;
import monge.cost.CostFunction;
import monge.image.Palette;
import monge.problem.LinearProblem;
import org.jspecify.annotations.Nullable;

/**
 * The palettes of two pictures and the problem between them.
 *
 * @param problem transport for the squared distance of colours
 */
record Palettes(Palette source, Palette target, LinearProblem problem) {

  /** Draws palettes; remembers the last, which all methods ask for at once. Thread-safe. */
  static final class Source {

    private record Asked(OpenPicture source, OpenPicture target, Fit fit) {
      boolean sameAs(Asked other) {
        return source == other.source && target == other.target && fit.equals(other.fit);
      }
    }

    private record Made(Asked asked, Palettes palettes) {}

    private @Nullable Made last;

    synchronized Palettes of(OpenPicture from, OpenPicture to, Fit fit) {
      Asked asked = new Asked(from, to, fit);
      Made made = last;
      if (made == null || !made.asked().sameAs(asked)) {
        Palette a = Palette.kMeans(from.full(), fit.space(), fit.colours(), fit.seed());
        Palette b = Palette.kMeans(to.full(), fit.space(), fit.colours(), fit.seed());
        LinearProblem problem =
            LinearProblem.between(a.colours(), b.colours(), new CostFunction.SquaredEuclidean());
        made = new Made(asked, new Palettes(a, b, problem));
        last = made;
      }
      return made.palettes();
    }

    /** The palettes of these pictures, if they are those drawn last. */
    synchronized Optional<Palettes> known(OpenPicture from, OpenPicture to, Fit fit) {
      return Optional.ofNullable(last)
          .filter(made -> made.asked().sameAs(new Asked(from, to, fit)))
          .map(Made::palettes);
    }
  }
}
