package io.millrace.firehose.format.parquet;

import static io.millrace.firehose.format.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.format.RecordEncoder;
import io.millrace.firehose.format.parquet.ParquetOptions.Codec;
import io.millrace.firehose.format.parquet.ParquetOptions.Version;
import io.millrace.firehose.format.schema.AvroColumns;
import io.millrace.firehose.format.schema.ColumnType.Struct;
import io.millrace.firehose.format.schema.OpenXJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetFormatTest {

    private static final Struct ORDERS = avro("""
            {'type':'record','name':'Order','fields':[
              {'name':'id','type':'long'},
              {'name':'name','type':['null','string']},
              {'name':'paid','type':['null','boolean']},
              {'name':'weight','type':['null','float']},
              {'name':'size','type':['null','double']},
              {'name':'picture','type':['null','bytes']},
              {'name':'day','type':['null',{'type':'int','logicalType':'date'}]},
              {'name':'at','type':['null',{'type':'long','logicalType':'timestamp-micros'}]},
              {'name':'seen','type':['null',{'type':'long','logicalType':'local-timestamp-millis'}]},
              {'name':'price','type':['null',{'type':'bytes','logicalType':'decimal','precision':9,'scale':2}]},
              {'name':'total','type':['null',{'type':'bytes','logicalType':'decimal','precision':18,'scale':2}]},
              {'name':'huge','type':['null',{'type':'bytes','logicalType':'decimal','precision':38,'scale':2}]},
              {'name':'lines','type':['null',{'type':'array','items':['null',
                {'type':'record','name':'Line','fields':[{'name':'sku','type':'string'},{'name':'n','type':['null','int']}]}]}]},
              {'name':'counts','type':['null',{'type':'map','values':['null','int']}]}]}
            """);

    @Test
    void declaresParquetsLogicalTypes() {
        MessageType expected = MessageTypeParser.parseMessageType("""
                message table {
                  required int64 id;
                  optional binary name (STRING);
                  optional boolean paid;
                  optional float weight;
                  optional double size;
                  optional binary picture;
                  optional int32 day (DATE);
                  optional int64 at (TIMESTAMP(MICROS,true));
                  optional int64 seen (TIMESTAMP(MILLIS,false));
                  optional int32 price (DECIMAL(9,2));
                  optional int64 total (DECIMAL(18,2));
                  optional fixed_len_byte_array(16) huge (DECIMAL(38,2));
                  optional group lines (LIST) {
                    repeated group list {
                      optional group element { required binary sku (STRING); optional int32 n; }
                    }
                  }
                  optional group counts (MAP) {
                    repeated group key_value { required binary key (STRING); optional int32 value; }
                  }
                }
                """);

        assertThat(ParquetSchema.of(ORDERS)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"SNAPPY,V1,false", "GZIP,V1,true", "UNCOMPRESSED,V2,false", "SNAPPY,V2,true", "GZIP,V2,false"})
    void readsBackWhatWasWritten(Codec codec, Version version, boolean dictionary) throws IOException {
        ParquetOptions options = new ParquetOptions(1 << 20, 64 << 10, codec, dictionary, 0, version);

        Group row = write(options, """
                {"id":1,"name":"å","paid":true,"weight":0.5,"size":0.1,"picture":"AQI=","day":"1970-02-01",
                 "at":"2018-02-07T19:58:48.123456Z","seen":1518033528123,
                 "price":-1.5,"total":"9999999999999999.99","huge":-123456789012345678901234567890.25,
                 "lines":[{"sku":"a","n":2},null,{"sku":"b"}],"counts":{"x":1,"y":null}}""").get(0);

        assertThat(row.getLong("id", 0)).isEqualTo(1);
        assertThat(row.getString("name", 0)).isEqualTo("å");
        assertThat(row.getBoolean("paid", 0)).isTrue();
        assertThat(row.getFloat("weight", 0)).isEqualTo(0.5f);
        assertThat(row.getDouble("size", 0)).isEqualTo(0.1);
        assertThat(row.getBinary("picture", 0).getBytes()).containsExactly(1, 2);
        assertThat(row.getInteger("day", 0)).isEqualTo(31);
        assertThat(row.getLong("at", 0)).isEqualTo(1518033528123456L);
        assertThat(row.getLong("seen", 0)).isEqualTo(1518033528123L);
        assertThat(row.getInteger("price", 0)).isEqualTo(-150);
        assertThat(row.getLong("total", 0)).isEqualTo(999999999999999999L);
        assertThat(new BigDecimal(new BigInteger(row.getBinary("huge", 0).getBytes()), 2))
                .isEqualTo(new BigDecimal("-123456789012345678901234567890.25"));
        Group lines = row.getGroup("lines", 0);
        assertThat(lines.getFieldRepetitionCount("list")).isEqualTo(3);
        assertThat(lines.getGroup("list", 0).getGroup("element", 0).getInteger("n", 0))
                .isEqualTo(2);
        assertThat(lines.getGroup("list", 1).getFieldRepetitionCount("element")).isZero();
        assertThat(lines.getGroup("list", 2).getGroup("element", 0).getFieldRepetitionCount("n"))
                .isZero();
        Group counts = row.getGroup("counts", 0);
        assertThat(counts.getGroup("key_value", 0).getString("key", 0)).isEqualTo("x");
        assertThat(counts.getGroup("key_value", 0).getInteger("value", 0)).isEqualTo(1);
        assertThat(counts.getGroup("key_value", 1).getFieldRepetitionCount("value"))
                .isZero();
    }

    @Test
    void tellsNullFromEmpty() throws IOException {
        List<Group> rows = write(ParquetOptions.DEFAULT, "{\"id\":1}", "{\"id\":2,\"lines\":[],\"counts\":{}}");

        assertThat(rows.get(0).getFieldRepetitionCount("lines")).isZero();
        assertThat(rows.get(0).getFieldRepetitionCount("name")).isZero();
        assertThat(rows.get(1).getGroup("lines", 0).getFieldRepetitionCount("list"))
                .isZero();
        assertThat(rows.get(1).getGroup("counts", 0).getFieldRepetitionCount("key_value"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":2}{\"id\":\"x\"}", "{\"id\":2}{", "[{\"id\":2}]", "{\"name\":\"no id\"}"})
    void aRecordThatFailsLeavesNoTrace(String bad) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();

        try (RecordEncoder encoder = format(ParquetOptions.DEFAULT).open(file)) {
            assertThat(encoder.write(record("{\"id\":1}"))).isEmpty();
            assertThat(encoder.write(record(bad))).isPresent();
            assertThat(encoder.write(record("{\"id\":3}{\"id\":4}"))).isEmpty();
            encoder.finish();
        }

        assertThat(InMemoryFile.read(file))
                .extracting(row -> row.getLong("id", 0))
                .containsExactly(1L, 3L, 4L);
    }

    @Test
    void aFileWithoutRowsIsAFile() throws IOException {
        assertThat(write(ParquetOptions.DEFAULT)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void holdsARowGroupAndLetsGoOfItWhenItIsFull(Codec codec) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ParquetOptions options = new ParquetOptions(256 << 10, 64 << 10, codec, false, 0, Version.V1);
        int rows = 20_000;
        Random noise = new Random(7);
        long most = 0;

        try (RecordEncoder encoder = format(options).open(file)) {
            for (int i = 0; i < rows; i++) {
                encoder.write(
                        record("{\"id\":" + i + ",\"name\":\"" + new UUID(noise.nextLong(), noise.nextLong()) + "\"}"));
                most = Math.max(most, encoder.heldBytes());
            }
            assertThat(file.size()).as("row groups that are written").isGreaterThan(1_000);
            encoder.finish();
        }

        assertThat(most).isBetween(128L << 10, 512L << 10);
        assertThat(InMemoryFile.read(file)).hasSize(rows);
    }

    @Test
    void leavesTheStreamOpenAndWritesNothingWhenItIsGivenUp() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream() {
            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };
        RecordEncoder encoder = format(ParquetOptions.DEFAULT).open(file);
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
        ParquetFormat format = new ParquetFormat(() -> schemas.remove(0), OpenXJson.DEFAULT, ParquetOptions.DEFAULT);

        Group first = write(format, "{\"a\":1,\"b\":2}").get(0);
        Group second = write(format, "{\"a\":1,\"b\":2}").get(0);

        assertThat(first.toString().strip()).isEqualTo("a: 1");
        assertThat(second.toString().strip()).isEqualTo("b: 2");
    }

    @Test
    void worksWhereThereIsNoHadoop() throws Exception {
        byte[] file = WithoutHadoop.call(OneRowFile.class);

        assertThat(new String(file, StandardCharsets.ISO_8859_1))
                .startsWith("PAR1")
                .endsWith("PAR1");
        assertThat(new InMemoryFile(file).read())
                .singleElement()
                .satisfies(row -> assertThat(row.getLong("id", 0)).isEqualTo(42));
    }

    private static List<Group> write(ParquetOptions options, String... records) throws IOException {
        return write(format(options), records);
    }

    private static List<Group> write(ParquetFormat format, String... records) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (RecordEncoder encoder = format.open(file)) {
            for (String record : records) {
                assertThat(encoder.write(record(record))).isEmpty();
            }
            encoder.finish();
        }
        return InMemoryFile.read(file);
    }

    private static ParquetFormat format(ParquetOptions options) {
        return new ParquetFormat(() -> ORDERS, OpenXJson.DEFAULT, options);
    }

    private static Struct avro(String schema) {
        return AvroColumns.parse(schema.replace('\'', '"'));
    }
}
