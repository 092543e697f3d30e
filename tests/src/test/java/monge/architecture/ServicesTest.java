package monge.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import monge.solver.Evaluation;
import monge.solver.SolverProvider;
import monge.solver.SolverRegistry;
import monge.views.SolutionView;
import monge.views.ViewRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What implements a service is listed as one, and stands beside what it provides. */
final class ServicesTest {

  @ParameterizedTest
  @ValueSource(classes = {SolverProvider.class, Evaluation.class, SolutionView.class})
  void everyImplementationIsListed(Class<?> service) {
    Set<String> listed =
        ServiceLoader.load(service).stream()
            .map(p -> p.type().getName())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> written =
        Code.OURS.stream()
            .filter(c -> c.isAssignableTo(service))
            .filter(c -> !c.isInterface() && !c.getModifiers().contains(JavaModifier.ABSTRACT))
            .filter(c -> c.isTopLevelClass())
            .map(JavaClass::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(written, listed, "META-INF/services/" + service.getName());
  }

  @Test
  void everyProviderStandsBesideItsSolver() {
    for (SolverProvider provider : SolverRegistry.load().all()) {
      String name = provider.getClass().getName();
      assertTrue(name.endsWith("Provider"), name + " should be called XProvider");
      String solver = name.substring(0, name.length() - "Provider".length());
      assertTrue(Code.OURS.contain(solver), name + " has no " + solver + " beside it");
    }
  }

  @Test
  void everyViewHasAnIdOfItsOwn() {
    var views = ViewRegistry.load().all();
    Set<String> ids = views.stream().map(v -> v.descriptor().id()).collect(Collectors.toSet());
    assertEquals(views.size(), ids.size(), "two views share an id: " + ids);
    assertFalse(ids.contains(""), "a view has no id");
  }
}
