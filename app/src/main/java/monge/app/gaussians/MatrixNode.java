package monge.app.gaussians;

import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** A small matrix of numbers between brackets, with its name before it. */
final class MatrixNode extends HBox {

  private final Label[][] cells;

  MatrixNode(String name, int rows, int columns) {
    cells = new Label[rows][columns];
    Label title = new Label(name);
    title.getStyleClass().add("muted");
    GridPane grid = new GridPane();
    grid.setHgap(8);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        Label cell = new Label();
        cell.getStyleClass().add("number");
        GridPane.setHalignment(cell, HPos.RIGHT);
        grid.add(cell, j, i);
        cells[i][j] = cell;
      }
    }
    HBox bracketed = new HBox(5, bracket("left"), grid, bracket("right"));
    getChildren().addAll(title, bracketed);
    setSpacing(8);
    setAlignment(Pos.CENTER_LEFT);
    bracketed.setMaxHeight(Region.USE_PREF_SIZE);
  }

  private static Region bracket(String side) {
    Region bracket = new Region();
    bracket.getStyleClass().addAll("bracket", side);
    return bracket;
  }

  void show(double[][] matrix) {
    for (int i = 0; i < cells.length; i++) {
      for (int j = 0; j < cells[i].length; j++) {
        cells[i][j].setText(GaussianNumbers.entry(matrix[i][j]));
      }
    }
  }

  void showColumn(double[] vector) {
    for (int i = 0; i < cells.length; i++) {
      cells[i][0].setText(GaussianNumbers.entry(vector[i]));
    }
  }
}
