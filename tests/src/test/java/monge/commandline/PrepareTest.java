package monge.commandline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import monge.app.cli.MongeCommand;
import org.junit.jupiter.api.Test;

final class PrepareTest {

  @Test
  void unpackagedClassesCannotBePrepared() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
    int code =
        MongeCommand.run(
            new String[] {"prepare"},
            nowhere,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new AtomicBoolean());
    assertEquals(2, code);
    String said = err.toString(StandardCharsets.UTF_8);
    assertTrue(said.contains("mvn package"), said);
  }
}
