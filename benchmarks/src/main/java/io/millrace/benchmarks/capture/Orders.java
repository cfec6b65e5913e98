package io.millrace.benchmarks.capture;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Pages of a table of orders as the service writes them, and of its stream: of 1 MB, as the largest answers are. */
final class Orders {

    /** Of an item in an answer. */
    static final int ITEM_BYTES = 1024;

    static final int PAGE_ITEMS = 1000;
    static final int PAGE_RECORDS = 400;

    /** Of an image as DynamoDB counts. */
    private static final int SIZE = 750;

    private Orders() {}

    /** An answer to Scan; more is always there. */
    static byte[] items(int page) {
        return ("{\"Count\":%d,\"ScannedCount\":%d,\"ConsumedCapacity\":{\"TableName\":\"orders\",\"CapacityUnits\":128.0},"
                        + "\"LastEvaluatedKey\":{\"customer\":{\"S\":\"%s\"}},\"Items\":[%s]}")
                .formatted(
                        PAGE_ITEMS,
                        PAGE_ITEMS,
                        customer(page * PAGE_ITEMS),
                        IntStream.range(page * PAGE_ITEMS, (page + 1) * PAGE_ITEMS)
                                .mapToObj(number -> item(number, "PAID"))
                                .collect(Collectors.joining(",")))
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * An answer to GetRecords. Pages come again and again, and their sequence numbers with them: nobody asks for what follows one.
     *
     * @param next the iterator that goes on
     */
    static byte[] records(int page, String next, long seconds) {
        return "{\"NextShardIterator\":\"%s\",\"Records\":[%s]}"
                .formatted(
                        next,
                        IntStream.range(page * PAGE_RECORDS, (page + 1) * PAGE_RECORDS)
                                .mapToObj(number -> record(number, seconds))
                                .collect(Collectors.joining(",")))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String record(int number, long seconds) {
        return ("{\"eventID\":\"%032x\",\"eventName\":\"MODIFY\",\"eventVersion\":\"1.1\",\"eventSource\":\"aws:dynamodb\",\"awsRegion\":\"us-east-1\","
                        + "\"dynamodb\":{\"ApproximateCreationDateTime\":%d,\"Keys\":{\"customer\":{\"S\":\"%s\"}},\"NewImage\":%s,\"OldImage\":%s,"
                        + "\"SequenceNumber\":\"%021d\",\"SizeBytes\":%d,\"StreamViewType\":\"NEW_AND_OLD_IMAGES\"}}")
                .formatted(
                        number,
                        seconds,
                        customer(number),
                        item(number, "SENT"),
                        item(number, "PAID"),
                        100_000_000_000_000_000L + number,
                        2 * SIZE);
    }

    /** Ten attributes, nested ones among them. */
    private static String item(int number, String status) {
        String begin =
                ("{\"customer\":{\"S\":\"%s\"},\"order\":{\"N\":\"%d\"},\"status\":{\"S\":\"%s\"},\"amount\":{\"N\":\"1299.95\"},\"paid\":{\"BOOL\":true},"
                                + "\"placed\":{\"S\":\"2026-11-21T20:15:00.000Z\"},\"tags\":{\"SS\":[\"express\",\"gift\"]},"
                                + "\"address\":{\"M\":{\"street\":{\"S\":\"12 Long Street\"},\"city\":{\"S\":\"Lower Town\"},\"zip\":{\"S\":\"10115\"}}},"
                                + "\"lines\":{\"L\":[%s,%s]},\"note\":{\"S\":\"")
                        .formatted(customer(number), number, status, line(number), line(number + 1));
        String end = "\"}}";
        return begin + "please ring twice, ".repeat(60).substring(0, ITEM_BYTES - begin.length() - end.length()) + end;
    }

    private static String line(int number) {
        return "{\"M\":{\"article\":{\"S\":\"A-%06d\"},\"quantity\":{\"N\":\"2\"},\"price\":{\"N\":\"649.97\"}}}"
                .formatted(number);
    }

    private static String customer(int number) {
        return "customer-%06d".formatted(number);
    }
}
