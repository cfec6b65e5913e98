package io.millrace.conformance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ListStreamsResponse;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

class ListStreamsIT extends OnFacade {

    ListStreamsIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void streamsAreGivenInPagesByName() {
        try (FacadeStream one = facade.stream(1);
                FacadeStream two = facade.stream(1)) {
            List<String> names = new ArrayList<>();
            ListStreamsResponse page = kinesis.listStreams(r -> r.limit(1));
            names.addAll(page.streamNames());
            while (page.hasMoreStreams()) {
                String token = page.nextToken();
                page = kinesis.listStreams(r -> r.limit(1).nextToken(token));
                names.addAll(page.streamNames());
            }

            assertThat(names).contains(one.name(), two.name()).isSorted();
        }
    }

    @Test
    void eachStreamHasASummary() {
        try (FacadeStream stream = facade.stream(1)) {
            String before = stream.name().substring(0, stream.name().length() - 1);

            ListStreamsResponse page =
                    kinesis.listStreams(r -> r.exclusiveStartStreamName(before).limit(1));

            assertThat(page.streamSummaries()).singleElement().satisfies(summary -> {
                assertThat(summary.streamName()).isEqualTo(stream.name());
                assertThat(summary.streamARN()).isEqualTo(stream.arn());
                assertThat(summary.streamStatus()).isEqualTo(StreamStatus.ACTIVE);
            });
        }
    }

    @Test
    void aTokenThatIsNoneIsAnInvalidArgument() {
        refused(InvalidArgumentException.class, () -> kinesis.listStreams(r -> r.nextToken("garbage")));
    }
}
