package monge.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CommandsTest {

  private static Commands commands() {
    Commands commands = new Commands();
    commands.add(
        Command.searched("a", "Add a run: Sinkhorn", "", () -> {}),
        Command.searched("b", "Sample: two moons", "", () -> {}),
        Command.searched("c", "Run all", "", () -> {}));
    return commands;
  }

  @Test
  void searchWantsEveryWordAndPutsBeginningsFirst() {
    assertEquals(List.of("c", "a"), ids("run"));
    assertEquals(List.of("a"), ids("run SINK"));
    assertEquals(List.of(), ids("run moons"));
    assertEquals(List.of("a", "b", "c"), ids(" "));
  }

  @Test
  void idsDiffer() {
    Commands commands = commands();
    assertThrows(
        IllegalArgumentException.class,
        () -> commands.add(Command.searched("a", "again", "", () -> {})));
  }

  private static List<String> ids(String query) {
    return commands().search(query).stream().map(Command::id).toList();
  }
}
