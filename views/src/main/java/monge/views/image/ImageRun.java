package monge.views.image;

import java.util.Optional;
import monge.image.PixelImage;

/**
 * A run as the contact sheet shows it.
 *
 * @param state a word for how it stands, such as "Converged"
 * @param icon the state's name in the icon font
 * @param tone the style class that colours icon and word: ok, warn, bad, muted or subtle
 * @param thumb the graded picture, small; empty while there is none
 * @param note what is said of the picture, such as "clips 3 %"
 */
public record ImageRun(
    int id,
    String name,
    String state,
    String icon,
    String tone,
    Optional<PixelImage> thumb,
    String note) {}
