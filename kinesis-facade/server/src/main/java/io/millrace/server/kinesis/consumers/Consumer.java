package io.millrace.server.kinesis.consumers;

import io.millrace.mapping.catalog.ConsumerFact;
import io.millrace.mapping.catalog.ConsumerStatus;
import io.millrace.server.kinesis.Arns;
import java.time.Instant;

/** @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Consumer.html">Consumer</a> */
public record Consumer(
        String consumerName, String consumerARN, ConsumerStatus consumerStatus, Instant consumerCreationTimestamp) {

    static Consumer of(ConsumerFact fact, Arns arns) {
        return new Consumer(fact.name(), arns.ofConsumer(fact), fact.status(), fact.createdAt());
    }
}
