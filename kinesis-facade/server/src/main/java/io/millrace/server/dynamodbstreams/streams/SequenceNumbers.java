package io.millrace.server.dynamodbstreams.streams;

import io.millrace.server.dynamodbstreams.shape.SequenceNumberText;
import io.millrace.server.operation.AwsError;
import java.math.BigInteger;

/** Sequence numbers: offsets of a partition, in the 21 digits that they have at the least. */
public final class SequenceNumbers {

    private static final int DIGITS = 21;

    private SequenceNumbers() {}

    public static String ofOffset(long offset) {
        String digits = Long.toString(offset);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    /**
     * The offset, or the largest there can be for a number beyond all.
     *
     * @throws io.millrace.server.operation.AwsException if it is no number
     */
    public static long offset(SequenceNumberText number) {
        if (!number.value().chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw AwsError.validation("Invalid SequenceNumber: " + number).asException();
        }
        BigInteger value = new BigInteger(number.value());
        return value.bitLength() < Long.SIZE ? value.longValue() : Long.MAX_VALUE;
    }
}
