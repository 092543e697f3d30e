package monge.views.gaussian;

import java.util.OptionalDouble;

/**
 * One squared distance, three ways.
 *
 * @param closedForm between the Gaussians themselves
 * @param fitted between the Gaussians fitted to draws; empty until known
 * @param exact exact transport between the draws; empty until known
 * @param draws of each Gaussian
 * @param stale whether the draws' values belong to Gaussians that have changed since
 */
public record Distances(
    double closedForm, OptionalDouble fitted, OptionalDouble exact, int draws, boolean stale) {}
