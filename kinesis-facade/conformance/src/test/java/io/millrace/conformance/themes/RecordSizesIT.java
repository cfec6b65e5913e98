package io.millrace.conformance.themes;

import static io.millrace.conformance.client.Requests.request;
import static io.millrace.conformance.themes.ClientStream.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.conformance.RunningFacade;
import io.millrace.conformance.client.Client;
import io.millrace.conformance.client.KinesisClientPort;
import io.millrace.conformance.client.ServiceError;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

@EveryClient
class RecordSizesIT {

    private static final String SHARD = "shardId-000000000000";
    private static final int MEBIBYTE = 1024 * 1024;

    private final KinesisClientPort client;

    RecordSizesIT(Client kind, RunningFacade facade) {
        this.client = facade.client(kind);
    }

    @Test
    void everyByteOfAMebibyteComesBackAndNotOneMoreIsTaken() {
        ClientStream stream = ClientStream.create(client, 1);
        byte[] large = random(MEBIBYTE);
        byte[] tooLarge = random(MEBIBYTE + 1);

        stream.call("PutRecord", "PartitionKey", "k", "Data", large);
        ServiceError error = refused(() -> stream.call("PutRecord", "PartitionKey", "k", "Data", tooLarge));
        List<JsonNode> read = stream.readAll(SHARD, 1);

        assertThat(ClientStream.data(read.get(0))).isEqualTo(large);
        assertThat(error.code()).isIn("ValidationException", "InvalidArgumentException");
        stream.delete();
    }

    @Test
    void aRecordWithoutDataIsARecord() {
        ClientStream stream = ClientStream.create(client, 1);

        stream.call("PutRecord", "PartitionKey", "k", "Data", new byte[0]);
        List<JsonNode> read = stream.readAll(SHARD, 1);

        assertThat(read)
                .singleElement()
                .satisfies(record -> assertThat(record.path("Data").asText()).isEmpty());
        stream.delete();
    }

    @Test
    void tenMebibytesAreTakenByAStreamThatAllowsThem() {
        ClientStream stream = ClientStream.create(client, 1);
        byte[] large = random(10 * MEBIBYTE - 1);

        client.call("UpdateMaxRecordSize", request("StreamARN", stream.arn(), "MaxRecordSizeInKiB", 10240));
        stream.awaitActive();
        stream.call("PutRecord", "PartitionKey", "k", "Data", large);
        List<JsonNode> read = stream.readAll(SHARD, 1);

        assertThat(ClientStream.data(read.get(0))).isEqualTo(large);
        stream.delete();
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
