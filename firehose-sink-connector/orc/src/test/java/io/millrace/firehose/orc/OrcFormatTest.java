package io.millrace.firehose.orc;

import static io.millrace.firehose.format.Records.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.millrace.firehose.format.RecordEncoder;
import io.millrace.firehose.format.RecordFormat;
import io.millrace.firehose.format.orc.OrcOptions;
import io.millrace.firehose.format.orc.OrcOptions.Compression;
import io.millrace.firehose.format.orc.OrcOptions.Version;
import io.millrace.firehose.format.orc.OrcProvider;
import io.millrace.firehose.format.schema.AvroColumns;
import io.millrace.firehose.format.schema.ColumnType.Struct;
import io.millrace.firehose.format.schema.OpenXJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.UUID;
import org.apache.orc.CompressionKind;
import org.apache.orc.OrcFile;
import org.apache.orc.OrcProto.Stream.Kind;
import org.apache.orc.OrcProto.StripeFooter;
import org.apache.orc.Reader;
import org.apache.orc.StripeInformation;
import org.apache.orc.impl.OrcIndex;
import org.apache.orc.impl.RecordReaderImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrcFormatTest {

    private static final Struct ORDERS = avro("""
            {'type':'record','name':'Order','fields':[
              {'name':'id','type':'long'},
              {'name':'name','type':['null','string']},
              {'name':'paid','type':['null','boolean']},
              {'name':'count','type':['null','int']},
              {'name':'weight','type':['null','float']},
              {'name':'size','type':['null','double']},
              {'name':'picture','type':['null','bytes']},
              {'name':'day','type':['null',{'type':'int','logicalType':'date'}]},
              {'name':'at','type':['null',{'type':'long','logicalType':'timestamp-micros'}]},
              {'name':'seen','type':['null',{'type':'long','logicalType':'local-timestamp-millis'}]},
              {'name':'price','type':['null',{'type':'bytes','logicalType':'decimal','precision':9,'scale':2}]},
              {'name':'huge','type':['null',{'type':'bytes','logicalType':'decimal','precision':38,'scale':2}]},
              {'name':'lines','type':['null',{'type':'array','items':['null',
                {'type':'record','name':'Line','fields':[{'name':'sku','type':'string'},{'name':'n','type':['null','int']}]}]}]},
              {'name':'counts','type':['null',{'type':'map','values':['null','int']}]},
              {'name':'to','type':['null',
                {'type':'record','name':'To','fields':[{'name':'street','type':['null','string']},
                  {'name':'tags','type':['null',{'type':'map','values':{'type':'array','items':'string'}}]}]}]}]}
            """);

    @Test
    void isFoundBesideTheConnector() {
        assertThat(OrcProvider.find().orElseThrow().format(() -> ORDERS, OpenXJson.DEFAULT, OrcOptions.DEFAULT))
                .isInstanceOf(OrcFormat.class)
                .extracting(RecordFormat::extension)
                .isEqualTo(".orc");
    }

    @Test
    void declaresOrcsTypes() {
        assertThat(OrcSchema.of(ORDERS))
                .hasToString(
                        "struct<id:bigint,name:string,paid:boolean,count:int,weight:float,size:double,picture:binary,"
                                + "day:date,at:timestamp,seen:timestamp,price:decimal(9,2),huge:decimal(38,2),"
                                + "lines:array<struct<sku:string,n:int>>,counts:map<string,int>,"
                                + "to:struct<street:string,tags:map<string,array<string>>>>");
    }

    @ParameterizedTest
    @CsvSource({"SNAPPY,V0_12", "ZLIB,V0_12", "NONE,V0_12", "SNAPPY,V0_11", "ZLIB,V0_11"})
    void readsBackWhatWasWritten(Compression compression, Version version) throws IOException {
        OrcOptions options =
                new OrcOptions(8 << 20, 64 << 20, 1_000, false, 0, compression, List.of("id"), 0.05, 0.8, version);

        Map<String, Object> row = rows(options, """
                {"id":1,"name":"å","paid":true,"count":-7,"weight":0.5,"size":0.1,"picture":"AQI=","day":"1970-02-01",
                 "at":"2018-02-07T19:58:48.123456Z","seen":1518033528123,
                 "price":-1.5,"huge":-123456789012345678901234567890.25,
                 "lines":[{"sku":"a","n":2},null,{"sku":"b"}],"counts":{"x":1,"y":null},
                 "to":{"street":"s","tags":{"t":["u","v"],"w":[]}}}""").get(0);

        assertThat(row)
                .containsExactly(
                        entry("id", 1L),
                        entry("name", "å"),
                        entry("paid", true),
                        entry("count", -7L),
                        entry("weight", 0.5),
                        entry("size", 0.1),
                        entry("picture", "[1, 2]"),
                        entry("day", LocalDate.of(1970, 2, 1)),
                        entry("at", Instant.parse("2018-02-07T19:58:48.123456Z")),
                        entry("seen", Instant.parse("2018-02-07T19:58:48.123Z")),
                        entry("price", new BigDecimal("-1.50")),
                        entry("huge", new BigDecimal("-123456789012345678901234567890.25")),
                        entry("lines", Arrays.asList(line("a", 2L), null, line("b", null))),
                        entry("counts", counts("x", 1L, "y", null)),
                        entry("to", Map.of("street", "s", "tags", Map.of("t", List.of("u", "v"), "w", List.of()))));
    }

    @Test
    void tellsNullFromEmpty() throws IOException {
        List<Map<String, Object>> rows =
                rows(OrcOptions.DEFAULT, "{\"id\":1}", "{\"id\":2,\"lines\":[],\"counts\":{},\"to\":{},\"name\":\"\"}");

        assertThat(rows.get(0))
                .containsEntry("lines", null)
                .containsEntry("counts", null)
                .containsEntry("to", null)
                .containsEntry("name", null);
        assertThat(rows.get(1))
                .containsEntry("lines", List.of())
                .containsEntry("counts", Map.of())
                .containsEntry("name", "");
        assertThat(rows.get(1).get("to")).hasToString("{street=null, tags=null}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":2}{\"id\":\"x\"}", "{\"id\":2}{", "[{\"id\":2}]", "{\"name\":\"no id\"}"})
    void aRecordThatFailsLeavesNoTrace(String bad) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();

        try (RecordEncoder encoder = format(OrcOptions.DEFAULT).open(file)) {
            assertThat(encoder.write(record("{\"id\":1}"))).isEmpty();
            assertThat(encoder.write(record(bad))).isPresent();
            assertThat(encoder.write(record("{\"id\":3}{\"id\":4}"))).isEmpty();
            encoder.finish();
        }

        assertThat(OrcRows.of(file.toByteArray()))
                .extracting(row -> row.get("id"))
                .containsExactly(1L, 3L, 4L);
    }

    @Test
    void aFileWithoutRowsIsAFile() throws IOException {
        assertThat(rows(OrcOptions.DEFAULT)).isEmpty();
    }

    /** Neither the writer's time zone nor the reader's moves a timestamp. */
    @Test
    void timestampsAreInUtcWhereverTheWorkerIs() throws IOException {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
            byte[] file = write(format(OrcOptions.DEFAULT), "{\"id\":1,\"at\":\"2018-02-07T19:58:48.123456Z\"}");
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));

            assertThat(OrcRows.of(file))
                    .singleElement()
                    .extracting(row -> row.get("at"))
                    .isEqualTo(Instant.parse("2018-02-07T19:58:48.123456Z"));
            assertThat(stripeFooter(file).getWriterTimezone()).isEqualTo("UTC");
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void holdsAStripeAndLetsGoOfItWhenItIsFull(Compression compression) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        OrcOptions options = options(512 << 10, compression, 0.8);
        int rows = 40_000;
        Random noise = new Random(7);
        long most = 0;

        try (RecordEncoder encoder = format(options).open(file)) {
            for (int i = 0; i < rows; i++) {
                encoder.write(
                        record("{\"id\":" + i + ",\"name\":\"" + new UUID(noise.nextLong(), noise.nextLong()) + "\"}"));
                most = Math.max(most, encoder.heldBytes());
            }
            assertThat(file.size()).as("stripes that are written").isGreaterThan(100_000);
            encoder.finish();
        }

        assertThat(most).isBetween(1L << 20, 2L << 20);
        assertThat(new InMemoryFile(file.toByteArray()).reader().getStripes()).hasSizeGreaterThan(1);
        assertThat(OrcRows.of(file.toByteArray())).hasSize(rows);
    }

    /** Of ORC's own checks the first is after 5,000 rows. */
    @Test
    void aFewLargeRecordsAreAStripe() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        Random noise = new Random(7);
        long most = 0;

        try (RecordEncoder encoder =
                format(options(1 << 20, Compression.NONE, 0)).open(file)) {
            for (int i = 0; i < 40; i++) {
                byte[] large = new byte[300 << 10];
                noise.nextBytes(large);
                encoder.write(record(
                        "{\"id\":" + i + ",\"picture\":\"" + Base64.getEncoder().encodeToString(large) + "\"}"));
                most = Math.max(most, encoder.heldBytes());
            }
            encoder.finish();
        }

        assertThat(most).isBetween(1L << 20, 3L << 20);
        assertThat(OrcRows.of(file.toByteArray())).hasSize(40);
    }

    /** Hundreds of files may be open, most of them small. */
    @Test
    void aFileThatHasJustBegunHoldsLittle() throws IOException {
        try (RecordEncoder encoder = format(OrcOptions.DEFAULT).open(new ByteArrayOutputStream())) {
            encoder.write(record("{\"id\":1,\"name\":\"a\"}"));

            assertThat(encoder.heldBytes()).isBetween(1L, 2L << 20);
        }
    }

    @Test
    void leavesTheStreamOpenAndWritesNothingWhenItIsGivenUp() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream() {
            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };
        RecordEncoder finished = format(OrcOptions.DEFAULT).open(file);
        finished.finish();
        finished.close();
        RecordEncoder encoder = format(OrcOptions.DEFAULT).open(file);
        encoder.write(record("{\"id\":1}"));
        int size = file.size();

        encoder.close();

        assertThat(file.size()).isEqualTo(size);
    }

    @Test
    void aFileTakesTheSchemaOfItsBeginning() throws IOException {
        List<Struct> schemas = new ArrayList<>(List.of(
                avro("{'type':'record','name':'V1','fields':[{'name':'a','type':'int'}]}"),
                avro("{'type':'record','name':'V2','fields':[{'name':'b','type':'int'}]}")));
        OrcFormat format = new OrcFormat(() -> schemas.remove(0), OpenXJson.DEFAULT, OrcOptions.DEFAULT);

        assertThat(OrcRows.of(write(format, "{\"a\":1,\"b\":2}"))).containsExactly(Map.of("a", 1L));
        assertThat(OrcRows.of(write(format, "{\"a\":1,\"b\":2}"))).containsExactly(Map.of("b", 2L));
    }

    // --- options --------------------------------------------------------------------------------------------------

    @Test
    void theFileSaysHowItWasWritten() throws IOException {
        Reader byDefault = reader(OrcOptions.DEFAULT);
        Reader other = reader(new OrcOptions(
                8 << 20, 64 << 20, 1_234, true, 0.1, Compression.ZLIB, List.of(), 0.05, 1, Version.V0_11));

        assertThat(byDefault.getCompressionKind()).isEqualTo(CompressionKind.SNAPPY);
        assertThat(byDefault.getFileVersion()).isEqualTo(OrcFile.Version.V_0_12);
        assertThat(byDefault.getRowIndexStride()).isEqualTo(10_000);
        assertThat(byDefault.getCompressionSize()).isEqualTo(64 << 10);
        assertThat(byDefault.writerUsedProlepticGregorian()).isTrue();
        assertThat(other.getCompressionKind()).isEqualTo(CompressionKind.ZLIB);
        assertThat(other.getFileVersion()).isEqualTo(OrcFile.Version.V_0_11);
        assertThat(other.getRowIndexStride()).isEqualTo(1_234);
        assertThat(reader(options(8 << 20, Compression.NONE, 1)).getCompressionKind())
                .isEqualTo(CompressionKind.NONE);
    }

    @Test
    void stripesAreNotAcrossBlocksIfTheyArePadded() throws IOException {
        long block = 700 << 10;
        for (boolean padding : List.of(true, false)) {
            byte[] file = noise(new OrcOptions(
                    512 << 10, block, 10_000, padding, 1, Compression.NONE, List.of(), 0.05, 0, Version.V0_12));
            List<StripeInformation> stripes = new InMemoryFile(file).reader().getStripes();

            assertThat(stripes).hasSizeGreaterThan(3);
            assertThat(stripes.stream()
                            .allMatch(stripe -> stripe.getOffset() / block
                                    == (stripe.getOffset() + stripe.getLength() - 1) / block))
                    .isEqualTo(padding);
        }
    }

    @Test
    void onlyColumnsThatAreNamedHaveBloomFilters() throws IOException {
        OrcOptions options = new OrcOptions(
                8 << 20,
                64 << 20,
                1_000,
                false,
                0,
                Compression.SNAPPY,
                List.of("name", "notYetInTheRegistry"),
                0.01,
                0.8,
                Version.V0_12);
        byte[] file = noise(options);
        Reader reader = new InMemoryFile(file).reader();

        assertThat(stripeFooter(file).getStreamsList())
                .filteredOn(stream -> stream.getKind() == Kind.BLOOM_FILTER_UTF8)
                .extracting(stream ->
                        reader.getSchema().findSubtype(stream.getColumn()).getFullFieldName())
                .containsExactly("name");
        try (RecordReaderImpl rows = (RecordReaderImpl) reader.rows()) {
            boolean[] all = new boolean[reader.getSchema().getMaximumId() + 1];
            Arrays.fill(all, true);
            OrcIndex index = rows.readRowIndex(0, all, all);
            // by the formula of Bloom filters: 9.6 bits for each of 1,000 values, where 5 percent would need 6.2
            assertThat(index.getBloomFilterIndex()[2]
                                    .getBloomFilter(0)
                                    .getUtf8Bitset()
                                    .size()
                            * 8)
                    .isBetween(9_500, 9_700);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,DIRECT_V2", "0.6,DICTIONARY_V2", "0.4,DIRECT_V2", "1,DICTIONARY_V2"})
    void aDictionaryIsUsedUpToTheThreshold(double threshold, String encoding) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (RecordEncoder encoder =
                format(options(8 << 20, Compression.SNAPPY, threshold)).open(file)) {
            for (int i = 0; i < 2_000; i++) {
                encoder.write(record("{\"id\":1,\"name\":\"" + i / 2 + "\"}"));
            }
            encoder.finish();
        }

        assertThat(stripeFooter(file.toByteArray()).getColumns(2).getKind()).hasToString(encoding);
    }

    // --- ----------------------------------------------------------------------------------------------------------

    private static OrcOptions options(long stripe, Compression compression, double dictionaryThreshold) {
        return new OrcOptions(
                stripe, 64 << 20, 1_000, false, 0, compression, List.of(), 0.05, dictionaryThreshold, Version.V0_12);
    }

    private static byte[] noise(OrcOptions options) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        Random noise = new Random(7);
        try (RecordEncoder encoder = format(options).open(file)) {
            for (int i = 0; i < 6_000; i++) {
                String name = new UUID(noise.nextLong(), noise.nextLong()) + "-".repeat(500);
                encoder.write(record("{\"id\":" + i + ",\"name\":\"" + name + "\"}"));
            }
            encoder.finish();
        }
        return file.toByteArray();
    }

    private static Reader reader(OrcOptions options) throws IOException {
        return new InMemoryFile(write(format(options), "{\"id\":1}")).reader();
    }

    private static StripeFooter stripeFooter(byte[] file) throws IOException {
        Reader reader = new InMemoryFile(file).reader();
        try (RecordReaderImpl rows = (RecordReaderImpl) reader.rows()) {
            return rows.readStripeFooter(reader.getStripes().get(0));
        }
    }

    private static List<Map<String, Object>> rows(OrcOptions options, String... records) throws IOException {
        return OrcRows.of(write(format(options), records));
    }

    private static byte[] write(OrcFormat format, String... records) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (RecordEncoder encoder = format.open(file)) {
            for (String record : records) {
                assertThat(encoder.write(record(record))).isEmpty();
            }
            encoder.finish();
        }
        return file.toByteArray();
    }

    private static OrcFormat format(OrcOptions options) {
        return new OrcFormat(() -> ORDERS, OpenXJson.DEFAULT, options);
    }

    private static Map<String, Object> line(String sku, Object n) {
        return counts("sku", sku, "n", n);
    }

    private static Map<String, Object> counts(String one, Object value, String other, Object otherValue) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(one, value);
        map.put(other, otherValue);
        return map;
    }

    private static Struct avro(String schema) {
        return AvroColumns.parse(schema.replace('\'', '"'));
    }
}
