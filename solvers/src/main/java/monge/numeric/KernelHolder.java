package monge.numeric;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * Chooses the kernels once; {@code -Dmonge.kernels=scalar} chooses plain Java whatever the machine.
 * The vector classes are reached by name only: on a Java started without the incubator module they
 * cannot be loaded, and plain Java runs instead.
 */
final class KernelHolder {

  static final String PROPERTY = "monge.kernels";

  static final Kernels FASTEST = choose(System.getProperty(PROPERTY, ""));

  private KernelHolder() {}

  static Kernels choose(String wish) {
    if (wish.equals("scalar") || !hasFusedMultiplyAdd()) {
      return ScalarKernels.INSTANCE;
    }
    try {
      return (Kernels)
          Class.forName("monge.numeric.VectorKernels").getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError _) {
      return ScalarKernels.INSTANCE;
    }
  }

  /** Without the instruction every fused multiply-add is a call that takes microseconds. */
  private static boolean hasFusedMultiplyAdd() {
    try {
      HotSpotDiagnosticMXBean vm =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return vm == null || Boolean.parseBoolean(vm.getVMOption("UseFMA").getValue());
    } catch (IllegalArgumentException _) {
      return false; // A virtual machine that does not know the option: stay on the safe side.
    }
  }
}
