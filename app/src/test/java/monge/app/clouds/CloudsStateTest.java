package monge.app.clouds;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import monge.app.clouds.CloudData.Side;
import monge.app.workspace.Workspace;
import monge.measure.DiscreteMeasure;
import monge.parameter.ParameterSpec;
import monge.parameter.ParameterValues;
import monge.views.picture.Selection;
import org.junit.jupiter.api.Test;

final class CloudsStateTest {

  private static final ParameterValues VALUES =
      ParameterValues.defaults(
          List.of(ParameterSpec.Real.positive("reg", "Softness ε", "How soft.", "", 1, 0.1, 10)));

  private static final CloudData DATA =
      new CloudData(
          DiscreteMeasure.of(new double[][] {{0, 0}, {1, 0}}, new double[] {0.25, 0.75})
              .withLabels(new int[] {3, 7}),
          DiscreteMeasure.uniform(new double[][] {{0, 1}, {1, 1}, {2, 1}}),
          "euclidean",
          Optional.empty());

  private static CloudsState state() {
    return new CloudsState("test", DATA, List.of(), 0, 1, List.of(), List.of(), Selection.NONE, 0)
        .withRunAdded(0, "emd", Optional.empty(), VALUES)
        .withRunAdded(1, "sinkhorn", Optional.empty(), VALUES)
        .withRunAdded(2, "ipot", Optional.empty(), VALUES);
  }

  @Test
  void anAddedRunIsInspectedAndHasAnIdOfItsOwn() {
    CloudsState state = state();
    assertEquals(3, state.inspected());
    assertEquals(List.of(1, 2, 3), state.runs().stream().map(CloudsState.Run::id).toList());
    CloudsState again = state.withRunRemoved(3).withRunAdded(0, "emd", Optional.empty(), VALUES);
    assertEquals(4, again.inspected(), "an id is never used twice");
  }

  @Test
  void removingTheInspectedRunInspectsItsNeighbour() {
    assertEquals(2, state().withRunRemoved(3).inspected());
    assertEquals(3, state().withInspected(2).withRunRemoved(2).inspected());
    assertEquals(3, state().withRunRemoved(1).inspected());
  }

  @Test
  void movingStopsAtTheEdges() {
    CloudsState state = state();
    assertEquals(
        List.of(2, 1, 3),
        state.withRunMoved(1, 1).runs().stream().map(CloudsState.Run::id).toList());
    assertEquals(state.runs(), state.withRunMoved(1, -1).runs());
    assertEquals(state.runs(), state.withRunMoved(3, 1).runs());
  }

  @Test
  void anAddedPointTakesTheMeanWeightAndTheNearestLabel() {
    CloudData more = DATA.withPointAdded(Side.SOURCE, 0.9, 0.1);
    assertArrayEquals(
        new double[] {0.25 / 1.5, 0.75 / 1.5, 0.5 / 1.5}, more.source().weights(), 1e-15);
    assertArrayEquals(new int[] {3, 7, 7}, more.source().labels().orElseThrow());
    assertEquals(DATA.target(), more.target());
  }

  @Test
  void aRemovedPointLeavesAMassOfOne() {
    CloudData fewer = DATA.withPointRemoved(Side.SOURCE, 0);
    assertArrayEquals(new double[] {1}, fewer.source().weights(), 1e-15);
    assertArrayEquals(new int[] {7}, fewer.source().labels().orElseThrow());
    assertEquals(fewer, fewer.withPointRemoved(Side.SOURCE, 0), "the last point stays");
  }

  @Test
  void aRunsOwnCostWins() {
    assertEquals(1, DATA.problem(Optional.empty()).requireGeometry().cost(0, 0), 1e-15);
    assertEquals(2, DATA.problem(Optional.of("sqeuclidean")).requireGeometry().cost(0, 1), 1e-15);
  }

  @Test
  void aChangeThatChangesNothingIsNone() {
    Workspace<CloudsState> workspace = new Workspace<>(state());
    int[] heard = {0};
    workspace.stateProperty().addListener(_ -> heard[0]++);
    workspace.change("Move", s -> s.withRunMoved(1, -1));
    assertEquals(0, heard[0]);
    workspace.change("Inspect", s -> s.withInspected(1));
    assertEquals(1, heard[0]);
  }

  @Test
  void theMapHoldsWhatWasMade() {
    Map<String, Object> map = state().withTime(0.25).toMap();
    assertEquals("clouds", map.get("kind"));
    assertEquals(0.25, map.get("t"));
    assertTrue(map.get("runs") instanceof List<?> runs && runs.size() == 3);
    assertTrue(
        map.get("data") instanceof Map<?, ?> data && data.get("source") instanceof double[][]);
    assertNotEquals(state().toMap(), state().withInspected(1).toMap());
  }
}
