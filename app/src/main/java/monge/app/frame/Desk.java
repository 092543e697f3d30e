package monge.app.frame;

import javafx.beans.property.BooleanProperty;
import monge.app.command.Commands;
import monge.app.task.TaskRunner;
import monge.solver.SolverRegistry;
import monge.views.ViewRegistry;

/**
 * What a workspace finds when it is made.
 *
 * @param tasks where work off the window's thread goes
 * @param theme the colours, switchable
 * @param playback the shared time t
 * @param commands where the workspace adds its commands
 * @param messages where it says what went wrong, inline
 * @param files asks a person for files
 * @param live whether changes are solved at once
 * @param solvers every solver there is
 * @param views every view there is
 */
public record Desk(
    TaskRunner tasks,
    Theme theme,
    Playback playback,
    Commands commands,
    Messages messages,
    FileDialogs files,
    BooleanProperty live,
    SolverRegistry solvers,
    ViewRegistry views) {}
