package monge.app.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** What all readers check first, and how all writers replace a file at once. */
public final class TextFiles {

  private TextFiles() {}

  /** Something that writes bytes. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Refuses what cannot be read: no such file, a directory, no permission, no bytes.
   *
   * @param expected what the file should hold, such as "a problem as JSON"
   */
  static void requireReadable(Path file, String expected) {
    if (!Files.exists(file)) {
      throw InputException.in(file, "there is no such file, expected " + expected);
    }
    if (Files.isDirectory(file)) {
      throw InputException.in(file, "this is a directory, expected " + expected);
    }
    if (!Files.isReadable(file)) {
      throw InputException.in(file, "the file may not be read, expected " + expected);
    }
    try {
      if (Files.isRegularFile(file) && Files.size(file) == 0) {
        throw InputException.in(file, "the file is empty, expected " + expected);
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  static InputException unreadable(Path file, IOException e) {
    return new InputException(file + ": cannot be read (" + reason(e) + ")", e);
  }

  /**
   * Writes beside the file and moves the result over it, so that nobody ever sees half of it.
   *
   * @throws InputException if the folder is missing or may not be written
   */
  public static void writeAtomically(Path file, Content content) {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw InputException.in(file, "this is a directory, expected the name of a file to write");
    }
    if (!Files.isDirectory(folder)) {
      throw InputException.in(file, "the folder %s does not exist".formatted(folder));
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      // A device or a pipe cannot be replaced, only written to.
      try (OutputStream out = Files.newOutputStream(target)) {
        content.writeTo(out);
        return;
      } catch (IOException e) {
        throw unwritable(file, e);
      }
    }
    Path unfinished =
        folder.resolve(
            ".%s.%d-%d.part"
                .formatted(target.getFileName(), ProcessHandle.current().pid(), System.nanoTime()));
    try {
      try (OutputStream out = Files.newOutputStream(unfinished, StandardOpenOption.CREATE_NEW)) {
        content.writeTo(out);
      }
      move(unfinished, target);
    } catch (IOException e) {
      throw unwritable(file, e);
    } finally {
      // Gone already when the move succeeded; a leftover after a failed write is in nobody's way.
      boolean _ = unfinished.toFile().delete();
    }
  }

  /** Makes a folder and those above it, unless it is there. */
  public static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new InputException(
          "%s: the folder cannot be made (%s)".formatted(folder, reason(e)), e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static InputException unwritable(Path file, IOException e) {
    return new InputException(file + ": cannot be written (" + reason(e) + ")", e);
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
