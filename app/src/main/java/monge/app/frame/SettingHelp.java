package monge.app.frame;

/** Help with one setting of the inspected run, below its control. */
public interface SettingHelp {

  /** Data or settings may have changed. */
  void follow();

  /** The run is no longer inspected. */
  void close();
}
