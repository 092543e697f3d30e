package monge.app.frame;

/** Sizes of the window's parts in logical pixels. */
public final class Layout {

  public static final int TOP_BAR = 40;
  public static final int TABS = 40;
  public static final int DATA_PANEL = 208;
  public static final int INSPECTOR = 272;
  public static final int RAIL = 44;
  public static final int COLUMN_HEADER = 52;
  public static final int ROW_HEADER = 24;
  public static final int COLUMN_MINIMUM = 280;
  public static final int SENTENCE = 40;
  public static final int TRANSPORT = 48;
  public static final int STATUS = 28;

  /** Below this width the data panel folds into a rail. */
  public static final int DATA_PANEL_FOLDS = 1280;

  /** Below this width the inspector folds too. */
  public static final int INSPECTOR_FOLDS = 1120;

  /** Below this width Open and Samples lose their words. */
  public static final int WORDS_FOLD = 1100;

  private Layout() {}
}
