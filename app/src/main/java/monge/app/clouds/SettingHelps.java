package monge.app.clouds;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import monge.app.frame.EpsAdvice;
import monge.app.frame.SettingHelp;
import monge.parameter.ParameterSpec;
import monge.solver.CircularValidation;
import monge.solver.CommonParameters;
import monge.views.parameters.ParameterSheet;

/** The help there is with the settings of a run of clouds. */
final class SettingHelps {

  /** Values that circular validation tries. */
  static final int CANDIDATES = 7;

  private SettingHelps() {}

  /** Adds to a sheet what there is to say about its settings. */
  static List<SettingHelp> of(CloudsModel model, RunModel run, ParameterSheet sheet) {
    List<SettingHelp> helps = new ArrayList<>();
    for (ParameterSpec spec : run.provider().descriptor().parameters()) {
      if (CommonParameters.isEntropyStrength(spec)) {
        EpsAdvice advice =
            new EpsAdvice(model.desk().tasks(), new Strength(model, run, spec.key()), spec, sheet);
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

  private record Strength(CloudsModel model, RunModel run, String key)
      implements EpsAdvice.Subject {

    @Override
    public EpsAdvice.Topic topic() {
      CloudData data = model.state().data();
      Optional<String> cost = run.run().cost();
      return new EpsAdvice.Topic(List.of(data), () -> data.problem(cost));
    }

    @Override
    public double strength() {
      return run.run().parameters().real(key);
    }

    @Override
    public void set(double strength) {
      model.setParameters(run.id(), run.run().parameters().with(key, strength));
    }
  }
}
