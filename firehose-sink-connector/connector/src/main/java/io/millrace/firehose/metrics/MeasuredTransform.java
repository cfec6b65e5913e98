package io.millrace.firehose.metrics;

import io.millrace.firehose.transform.Transform;
import java.util.concurrent.CompletionStage;

/** Measures the invocations of a function. */
public final class MeasuredTransform implements Transform {

    private static final double NANOS_IN_A_MILLISECOND = 1e6;

    private final Transform transform;
    private final DeliveryMetrics metrics;

    public MeasuredTransform(Transform transform, DeliveryMetrics metrics) {
        this.transform = transform;
        this.metrics = metrics;
    }

    @Override
    public CompletionStage<byte[]> invoke(byte[] request) {
        long begin = System.nanoTime();
        return transform
                .invoke(request)
                .whenComplete((response, error) ->
                        metrics.invoked((System.nanoTime() - begin) / NANOS_IN_A_MILLISECOND, error == null));
    }

    @Override
    public void close() {
        transform.close();
    }
}
