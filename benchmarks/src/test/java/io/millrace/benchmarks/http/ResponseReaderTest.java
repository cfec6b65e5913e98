package io.millrace.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResponseReaderTest {

    private final ResponseReader reader = new ResponseReader();

    @Test
    void bodyWithALengthIsReadWholeHoweverItArrives() {
        String response = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Other: 1\r\n\r\nhello";

        for (int i = 0; i < response.length() - 1; i++) {
            assertThat(reader.read(bytes(response.substring(i, i + 1)))).isFalse();
        }
        assertThat(reader.read(bytes("o"))).isTrue();
        assertThat(text(reader.take())).isEqualTo("hello");
    }

    @Test
    void chunksAreJoined() {
        String response = "HTTP/1.1 400 Bad Request\r\ntransfer-encoding: chunked\r\n\r\n"
                + "3\r\nabc\r\n10;x=y\r\n0123456789abcdef\r\n0\r\n\r\n";

        assertThat(reader.read(bytes(response))).isTrue();
        Answer answer = reader.take();
        assertThat(answer.status()).isEqualTo(400);
        assertThat(text(answer)).isEqualTo("abc0123456789abcdef");
    }

    @Test
    void responsesFollowEachOtherOnAConnection() {
        assertThat(reader.read(bytes("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")))
                .isTrue();
        assertThat(text(reader.take())).isEmpty();

        assertThat(reader.read(bytes("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")))
                .isTrue();
        assertThat(text(reader.take())).isEqualTo("ok");
    }

    @Test
    void bodiesLargerThanTheFirstBufferAreReadWhole() {
        byte[] body = new byte[1_000_000];
        body[999_999] = 7;

        reader.read(bytes("HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n"));
        assertThat(reader.read(ByteBuffer.wrap(body, 0, 400_000))).isFalse();
        assertThat(reader.read(ByteBuffer.wrap(body, 400_000, 600_000))).isTrue();
        Answer answer = reader.take();
        assertThat(answer.length()).isEqualTo(1_000_000);
        assertThat(answer.bytes()[999_999]).isEqualTo((byte) 7);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(Answer answer) {
        return new String(answer.bytes(), 0, answer.length(), StandardCharsets.US_ASCII);
    }
}
