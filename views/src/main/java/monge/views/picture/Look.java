package monge.views.picture;

import java.awt.Color;

/** The colours of everything drawn, one value a token; the window's style sheet holds the same. */
public record Look(
    boolean dark,
    Color window,
    Color panel,
    Color canvas,
    Color raised,
    Color hover,
    Color line,
    Color border,
    Color grid,
    Color track,
    Color off,
    Color foreground,
    Color muted,
    Color subtle,
    Color ink,
    Color onInk,
    Color source,
    Color target,
    Color plan,
    Color ok,
    Color warn,
    Color bad) {

  public static final Look LIGHT =
      new Look(
          false,
          rgb(0xf4f5f7),
          rgb(0xfafbfc),
          rgb(0xffffff),
          rgb(0xffffff),
          rgb(0xeceef1),
          rgb(0xe3e6ea),
          rgb(0xcfd4da),
          rgb(0xeceef1),
          rgb(0xd5dae0),
          rgb(0x868f99),
          rgb(0x1b1f24),
          rgb(0x57606a),
          rgb(0x626b75),
          rgb(0x1b1f24),
          rgb(0xffffff),
          rgb(0x1f6feb),
          rgb(0xc05600),
          rgb(0x5b6470),
          rgb(0x177334),
          rgb(0x8a5d00),
          rgb(0xcf222e));

  public static final Look DARK =
      new Look(
          true,
          rgb(0x1b1d20),
          rgb(0x202326),
          rgb(0x141618),
          rgb(0x2a2d31),
          rgb(0x2d3135),
          rgb(0x2c3034),
          rgb(0x3d4248),
          rgb(0x24282b),
          rgb(0x42474d),
          rgb(0x6a727b),
          rgb(0xe6e8eb),
          rgb(0xa3aab2),
          rgb(0x969ea6),
          rgb(0xf0f2f4),
          rgb(0x141618),
          rgb(0x62a0ff),
          rgb(0xff9a4d),
          rgb(0xa9b2bc),
          rgb(0x4ec26b),
          rgb(0xe0ac3a),
          rgb(0xff7b72));

  private static Color rgb(int hex) {
    return new Color(hex);
  }
}
