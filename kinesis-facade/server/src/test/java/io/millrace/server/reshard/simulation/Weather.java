package io.millrace.server.reshard.simulation;

/**
 * How the network and Kafka behave towards everybody.
 *
 * @param slow how often a message takes up to a lease and a half instead of some milliseconds
 * @param refused how often a request of any kind is answered by an error
 * @param lost how often an answer is lost, so that what was done is not known to have been done
 * @param late how often what has failed is done all the same, later
 */
record Weather(double slow, double refused, double lost, double late) {

    static final Weather CALM = new Weather(0, 0, 0, 0);

    static Weather any(World world) {
        return world.chance(0.3)
                ? CALM
                : new Weather(
                        world.chance(0.3) ? world.between(0, 0.2) : world.between(0, 0.02),
                        world.chance(0.5) ? 0 : world.between(0, 0.03),
                        world.chance(0.5) ? 0 : world.between(0, 0.03),
                        world.between(0, 0.6));
    }
}
