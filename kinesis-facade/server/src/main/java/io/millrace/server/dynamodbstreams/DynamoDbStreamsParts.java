package io.millrace.server.dynamodbstreams;

import io.millrace.server.dynamodbstreams.records.ChangeIterators;
import io.millrace.server.dynamodbstreams.records.ChangeReads;
import io.millrace.server.dynamodbstreams.streams.TableFacts;
import io.millrace.server.dynamodbstreams.streams.TableStreams;
import io.millrace.server.kafka.ChangeTopics;

/**
 * What the operations are made of. Each takes just what it names in its constructor.
 *
 * @param served whether there is a prefix of topics to serve
 */
public record DynamoDbStreamsParts(
        ChangeTopics topics,
        TableStreams streams,
        TableFacts facts,
        ChangeReads reads,
        ChangeIterators iterators,
        boolean served) {}
