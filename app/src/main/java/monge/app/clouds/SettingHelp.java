package monge.app.clouds;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import monge.parameter.ParameterSpec;
import monge.solver.CircularValidation;
import monge.solver.CommonParameters;
import monge.views.parameters.ParameterSheet;

/** Help with one setting of the inspected run, below its control. */
interface SettingHelp {

  /** Values that circular validation tries. */
  int CANDIDATES = 7;

  /** Data or settings may have changed. */
  void follow();

  /** The run is no longer inspected. */
  void close();

  /** Adds to a sheet what there is to say about its settings. */
  static List<SettingHelp> of(CloudsModel model, RunModel run, ParameterSheet sheet) {
    List<SettingHelp> helps = new ArrayList<>();
    for (ParameterSpec spec : run.provider().descriptor().parameters()) {
      if (CommonParameters.isEntropyStrength(spec)) {
        EpsAdvice advice = new EpsAdvice(model, run, spec, sheet);
        helps.add(advice);
        helps.add(validation(model, run, spec, sheet, () -> advice.strengths(CANDIDATES)));
      } else if (spec.key().equals(CircularValidation.BANDWIDTH)) {
        helps.add(validation(model, run, spec, sheet, () -> CircularValidation.BANDWIDTHS));
      }
    }
    helps.forEach(SettingHelp::follow);
    return helps;
  }

  private static SettingHelp validation(
      CloudsModel model,
      RunModel run,
      ParameterSpec spec,
      ParameterSheet sheet,
      Supplier<List<Double>> candidates) {
    return new ValidationHelp(model, run, spec, sheet, candidates);
  }
}
