package monge.app.images;

import monge.image.ColorPath;
import monge.image.ColorTransfer;
import monge.image.PaletteFlow;
import monge.solver.Solution;

/**
 * What a method came to.
 *
 * @param preview the ways of the pixels on the screen
 * @param thumb the ways of the pixels of the contact sheet
 * @param planned whether the flow has a plan; an affine map has none
 */
record Transfer(
    Palettes palettes,
    Solution solution,
    ColorTransfer map,
    ColorPath preview,
    ColorPath thumb,
    PaletteFlow flow,
    boolean planned) {}
