package io.millrace.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.millrace.benchmarks.measure.Hash;
import io.millrace.benchmarks.measure.Ledger;
import io.millrace.benchmarks.measure.Tally;
import io.millrace.benchmarks.workloads.Put;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResponseScanTest {

    private static final List<Put> PUTS = Put.many(3, 1024, 1);
    private static final String NUMBER = "4".repeat(55);

    @ParameterizedTest
    @EnumSource
    void recordsOfAPageAreFoundByTheirNumbersAndPayloads(BodyFormat format) throws IOException {
        Tally tally = new Tally();

        int records = format.scan().records(page(format, 1_234_567), tally);

        assertThat(records).isEqualTo(3);
        long numbers = Hash.of(NUMBER + 0) + Hash.of(NUMBER + 1) + Hash.of(NUMBER + 2);
        long payloads = PUTS.stream().mapToLong(format.scan()::payload).sum();
        assertThat(tally.ledger()).isEqualTo(new Ledger(3, numbers, payloads));
    }

    @ParameterizedTest
    @EnumSource
    void positionOfAPageIsFound(BodyFormat format) throws IOException {
        assertThat(format.scan().nextShardIterator(page(format, 0))).contains("AAAA+/==");
        assertThat(format.scan().millisBehindLatest(page(format, 0))).isZero();
        assertThat(format.scan().millisBehindLatest(page(format, 23))).isEqualTo(23);
        assertThat(format.scan().millisBehindLatest(page(format, 1_234_567))).isEqualTo(1_234_567);
    }

    private static Answer page(BodyFormat format, long millisBehind) throws IOException {
        JsonFactory factory = format == BodyFormat.JSON ? new JsonFactory() : new CBORFactory();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = factory.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("Records");
            for (int i = 0; i < PUTS.size(); i++) {
                json.writeStartObject();
                json.writeStringField("SequenceNumber", NUMBER + i);
                json.writeBinaryField("Data", PUTS.get(i).data());
                json.writeStringField("PartitionKey", PUTS.get(i).partitionKey());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("NextShardIterator", "AAAA+/==");
            json.writeNumberField("MillisBehindLatest", millisBehind);
            json.writeEndObject();
        }
        return new Answer(200, out.toByteArray(), out.size());
    }
}
