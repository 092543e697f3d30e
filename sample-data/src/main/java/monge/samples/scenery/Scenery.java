package monge.samples.scenery;

/** The landscapes: each makes sRGB pixels 0xRRGGBB row by row, the same ones every time. */
public final class Scenery {

  private Scenery() {}

  public static int[] sunsetSea(int width, int height) {
    return new SunsetSea().render(width, height);
  }

  public static int[] greenValley(int width, int height) {
    return new GreenValley().render(width, height);
  }

  public static int[] desertDunes(int width, int height) {
    return new DesertDunes().render(width, height);
  }

  public static int[] nightCity(int width, int height) {
    return new NightCity().render(width, height);
  }

  public static int[] autumnLake(int width, int height) {
    return new AutumnLake().render(width, height);
  }

  public static int[] winterPeaks(int width, int height) {
    return new WinterPeaks().render(width, height);
  }
}
