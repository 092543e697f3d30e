package monge.views.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ViewportTest {

  private static final Viewport AREA = new Viewport(40, 10, 300, 200, new Camera(1.5, -0.5, 32));

  @Test
  void screenAndDataAreInverse() {
    assertEquals(77, AREA.screenX(AREA.dataX(77)), 1e-12);
    assertEquals(55, AREA.screenY(AREA.dataY(55)), 1e-12);
  }

  @Test
  void theSecondAxisPointsUp() {
    assertTrue(AREA.screenY(1) < AREA.screenY(0));
  }

  @Test
  void zoomKeepsTheDataUnderThePointer() {
    Viewport zoomed = new Viewport(40, 10, 300, 200, AREA.zoomedAbout(100, 60, 1.7));
    assertEquals(AREA.dataX(100), zoomed.dataX(100), 1e-12);
    assertEquals(AREA.dataY(60), zoomed.dataY(60), 1e-12);
    assertEquals(1.7 * 32, zoomed.camera().pixelsPerUnit(), 1e-12);
  }

  @Test
  void panMovesThePictureWithTheHand() {
    Viewport panned = new Viewport(40, 10, 300, 200, AREA.panned(12, -7));
    assertEquals(AREA.screenX(2) + 12, panned.screenX(2), 1e-12);
    assertEquals(AREA.screenY(3) - 7, panned.screenY(3), 1e-12);
  }

  @Test
  void fittingShowsTheWholeBoxInsideTheMargin() {
    Camera camera = Camera.fitting(-3, -1, 5, 2, 300, 200, 20);
    assertEquals(20, camera.screenX(-3, 300), 1e-9);
    assertEquals(280, camera.screenX(5, 300), 1e-9);
    assertTrue(camera.screenY(2, 200) >= 20);
  }
}
