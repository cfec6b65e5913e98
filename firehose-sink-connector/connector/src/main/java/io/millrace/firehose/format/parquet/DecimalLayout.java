package io.millrace.firehose.format.parquet;

import java.math.BigInteger;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Where the digits of a decimal go: into an int, a long, or as many bytes as they need. */
enum DecimalLayout {
    INT(PrimitiveTypeName.INT32),
    LONG(PrimitiveTypeName.INT64),
    BYTES(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY);

    private static final int DIGITS_OF_AN_INT = 9;
    private static final int DIGITS_OF_A_LONG = 18;

    private final PrimitiveTypeName primitive;

    DecimalLayout(PrimitiveTypeName primitive) {
        this.primitive = primitive;
    }

    static DecimalLayout of(int precision) {
        if (precision <= DIGITS_OF_AN_INT) {
            return INT;
        }
        return precision <= DIGITS_OF_A_LONG ? LONG : BYTES;
    }

    PrimitiveTypeName primitive() {
        return primitive;
    }

    /** Two's complement, with the bit for the sign. */
    static int byteLength(int precision) {
        return BigInteger.TEN.pow(precision).subtract(BigInteger.ONE).bitLength() / Byte.SIZE + 1;
    }
}
