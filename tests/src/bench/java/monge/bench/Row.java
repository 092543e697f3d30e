package monge.bench;

/** One line of the table of what is felt: {@code name | measured | goal}. */
final class Row {

  private Row() {}

  static void print(String name, String measured, String goal) {
    System.out.printf("%s | %s | %s%n", name, measured, goal);
  }
}
