package io.millrace.benchmarks.footprint;

/**
 * What was found.
 *
 * @param value the less the better
 * @param most what is allowed
 * @param aim what is wanted
 * @param besides what else there is to tell, for a person
 */
public record Finding(String name, String title, double value, String unit, double most, double aim, String besides) {

    public boolean isMet() {
        return value <= most;
    }
}
