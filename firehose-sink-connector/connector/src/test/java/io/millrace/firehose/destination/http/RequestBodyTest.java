package io.millrace.firehose.destination.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.Origin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RequestBodyTest {

    private static final UUID ID = UUID.fromString("00000000-0000-0000-0000-000000000007");
    private static final Instant NOW = Instant.ofEpochMilli(1770000000123L);

    @Property(tries = 100)
    void itsPiecesAreTheDocumentAndNoneIsMuchLargerThanARecord(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 40_000) Integer> sizes) throws IOException {
        List<DeliveryRecord> records = new ArrayList<>();
        for (int size : sizes) {
            byte[] data = new byte[size];
            Arrays.fill(data, (byte) (size * 31));
            records.add(DeliveryRecord.of(new Origin("orders", 3, records.size(), 0, NOW), data));
        }
        var body = new RequestBody(ID, NOW, records);

        var whole = new ByteArrayOutputStream();
        for (byte[] piece : body) {
            assertThat(piece).hasSizeLessThan((64 << 10) + 40_000 / 3 * 4 + 200);
            whole.writeBytes(piece);
        }

        assertThat(whole.size()).isEqualTo(body.length());
        JsonNode read = new JsonMapper().readTree(whole.toByteArray());
        assertThat(read.path("requestId").asText()).isEqualTo(ID.toString());
        assertThat(read.path("timestamp").asLong()).isEqualTo(NOW.toEpochMilli());
        assertThat(read.path("records")).hasSize(records.size());
        for (int i = 0; i < records.size(); i++) {
            assertThat(read.path("records").path(i).path("data").binaryValue())
                    .isEqualTo(records.get(i).data());
        }
    }
}
