package monge.views.surface;

import monge.views.picture.Selection;

/**
 * A source or target point held by the pointer.
 *
 * @param point a {@link Selection.SourcePoint} or {@link Selection.TargetPoint}
 * @param x where it should be now, in data units
 * @param y where it should be now, in data units
 * @param released true at the last event of the drag
 */
public record PointDrag(Selection point, double x, double y, boolean released) {}
