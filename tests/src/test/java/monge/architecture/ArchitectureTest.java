package monge.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The fences between modules and packages. */
final class ArchitectureTest {

  private static final String[] ENGINE = {
    "monge.measure..",
    "monge.cost..",
    "monge.problem..",
    "monge.parameter..",
    "monge.solver..",
    "monge.plan..",
    "monge.diagnostics..",
    "monge.projection..",
    "monge.interpolation..",
    "monge.derivative..",
    "monge.image..",
    "monge.numeric.."
  };

  private static final String[] TOOLKIT = {
    "javafx..",
    "org.controlsfx..",
    "impl.org.controlsfx..",
    "org.jfree..",
    "atlantafx..",
    "org.kordamp.."
  };

  /** {@code monge.solver.exact} and its like, not {@code monge.solver} itself. */
  private static final String FAMILIES = "monge.solver.*..";

  private record Rule(String name, ArchRule rule) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "no cycles between the packages of a module",
              slices().matching("monge.(**)").should().beFreeOfCycles()),
          new Rule(
              "the engine knows no toolkit, no picture, no command line, no file format",
              noClasses()
                  .that()
                  .resideInAnyPackage(ENGINE)
                  .should()
                  .dependOnClassesThat(
                      resideInAnyPackage(TOOLKIT)
                          .or(
                              resideInAnyPackage(
                                  "java.awt..",
                                  "javax.imageio..",
                                  "javax.swing..",
                                  "picocli..",
                                  "com.fasterxml..",
                                  "de.siegmar..",
                                  "java.util.logging..")))),
          new Rule(
              "the engine knows no other module",
              noClasses()
                  .that()
                  .resideInAnyPackage(ENGINE)
                  .should()
                  .dependOnClassesThat()
                  .resideInAnyPackage("monge.samples..", "monge.views..", "monge.app..")),
          new Rule(
              "samples know the engine only",
              noClasses()
                  .that()
                  .resideInAPackage("monge.samples..")
                  .should()
                  .dependOnClassesThat(
                      resideInAnyPackage(TOOLKIT)
                          .or(resideInAnyPackage("monge.views..", "monge.app..")))),
          new Rule(
              "views know neither the program around them nor the samples",
              noClasses()
                  .that()
                  .resideInAPackage("monge.views..")
                  .should()
                  .dependOnClassesThat()
                  .resideInAnyPackage("monge.app..", "monge.samples..", "picocli..")),
          new Rule(
              "a solver's package is reached by nobody else: solvers are found in the registry",
              noClasses()
                  .that()
                  .resideInAnyPackage("monge.views..", "monge.app..", "monge.samples..")
                  .should()
                  .dependOnClassesThat()
                  .resideInAPackage(FAMILIES)),
          new Rule(
              "pictures know no toolkit",
              noClasses()
                  .that()
                  .resideInAPackage("monge.views.picture..")
                  .should()
                  .dependOnClassesThat()
                  .resideInAnyPackage("javafx..", "org.controlsfx..", "org.jfree.chart.fx..")),
          new Rule(
              "view models know no scene",
              noClasses()
                  .that()
                  .haveSimpleNameEndingWith("ViewModel")
                  .should()
                  .dependOnClassesThat()
                  .resideInAPackage("javafx.scene..")
                  .allowEmptyShould(true)),
          new Rule(
              "threads start in the task runner and in the kernels' pool only",
              noClasses()
                  .that()
                  .resideOutsideOfPackages("monge.app.task..", "monge.numeric..")
                  .should()
                  .callMethodWhere(
                      are(
                          target(owner(assignableTo(Thread.class)))
                              .and(target(nameMatching("start|startVirtualThread")))
                              .or(target(owner(assignableTo(Executors.class))))
                              .or(
                                  target(owner(assignableTo(CompletableFuture.class)))
                                      .and(target(nameMatching(".*Async"))))
                              .or(
                                  target(owner(assignableTo(ExecutorService.class)))
                                      .and(target(nameMatching("submit|invokeAll"))))))),
          new Rule(
              "AWT draws pictures and codes images, nothing else",
              noClasses()
                  .that()
                  .resideOutsideOfPackages("monge.views..", "monge.app.export..", "monge.app.io..")
                  .should()
                  .dependOnClassesThat()
                  .resideInAnyPackage("java.awt..", "javax.imageio..", "javax.swing..")),
          new Rule(
              "the command line needs no toolkit",
              noClasses()
                  .that()
                  .resideInAnyPackage("monge.app.cli..", "monge.app.export..", "monge.app.io..")
                  .should()
                  .dependOnClassesThat()
                  .resideInAnyPackage(TOOLKIT)),
          new Rule(
              "only the launcher hands out the standard streams, everyone else is given theirs",
              noClasses()
                  .that()
                  .doNotHaveFullyQualifiedName("monge.app.Launcher")
                  .should()
                  .accessField(System.class, "out")
                  .orShould()
                  .accessField(System.class, "err")),
          new Rule(
              "only the launcher ends the process",
              noClasses()
                  .that()
                  .doNotHaveFullyQualifiedName("monge.app.Launcher")
                  .should()
                  .callMethod(System.class, "exit", int.class)),
          new Rule(
              "concrete classes are final",
              classes()
                  .that()
                  .resideInAnyPackage("monge..")
                  .and(areConcreteAndOurOwn())
                  .should()
                  .haveModifier(JavaModifier.FINAL)),
          new Rule(
              "no mutable global state",
              fields()
                  .that()
                  .areStatic()
                  .and()
                  .areDeclaredInClassesThat()
                  .resideInAnyPackage("monge..")
                  .and()
                  .doNotHaveName("$VALUES")
                  .should()
                  .beFinal()));

  @TestFactory
  List<DynamicTest> fences() {
    return RULES.stream()
        .map(rule -> DynamicTest.dynamicTest(rule.name(), () -> rule.rule().check(Code.OURS)))
        .toList();
  }

  private static DescribedPredicate<JavaClass> areConcreteAndOurOwn() {
    return DescribedPredicate.describe(
        "are concrete classes nobody extends",
        c ->
            !c.isInterface()
                && !c.isEnum()
                && !c.isAnonymousClass()
                && !c.isLocalClass()
                && !c.getModifiers().contains(JavaModifier.ABSTRACT)
                && c.getSubclasses().isEmpty());
  }
}
