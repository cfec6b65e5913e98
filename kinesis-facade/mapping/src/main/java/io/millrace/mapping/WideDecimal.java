package io.millrace.mapping;

/**
 * Prints and reads decimal numbers wider than a long. A number is an array of 32-bit limbs, the most significant first;
 * nine digits at a time pass between the two forms, because 2^32 times a billion still fits a long.
 *
 * <p>It stands in for {@link java.math.BigInteger} because a sequence number is printed for every record.
 */
final class WideDecimal {

    private static final int GROUP = 9;
    private static final int BILLION = 1_000_000_000;
    private static final long LIMB_MASK = 0xffff_ffffL;

    private WideDecimal() {}

    /** Prints the number in exactly {@code width} digits, with leading zeros. The limbs are used up. */
    static void print(int[] limbs, byte[] target, int offset, int width) {
        int at = offset + width;
        while (at > offset) {
            int group = divideByBillion(limbs);
            for (int digit = 0; digit < GROUP && at > offset; digit++) {
                target[--at] = (byte) ('0' + group % 10);
                group /= 10;
            }
        }
    }

    /** Reads a non-empty text of ASCII digits into limbs that are zero; false if it is something else or does not fit. */
    static boolean parse(String digits, int[] limbs) {
        int length = digits.length();
        if (length == 0) {
            return false;
        }
        int group = 0;
        int scale = 1;
        for (int at = 0; at < length; at++) {
            int digit = digits.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            group = group * 10 + digit;
            scale *= 10;
            if (scale == BILLION || at == length - 1) {
                if (!multiplyAdd(limbs, scale, group)) {
                    return false;
                }
                group = 0;
                scale = 1;
            }
        }
        return true;
    }

    private static int divideByBillion(int[] limbs) {
        long remainder = 0;
        for (int i = 0; i < limbs.length; i++) {
            long dividend = (remainder << 32) | (limbs[i] & LIMB_MASK);
            long quotient = dividend / BILLION;
            limbs[i] = (int) quotient;
            remainder = dividend - quotient * BILLION;
        }
        return (int) remainder;
    }

    private static boolean multiplyAdd(int[] limbs, int factor, int summand) {
        long carry = summand;
        for (int i = limbs.length - 1; i >= 0; i--) {
            long product = (limbs[i] & LIMB_MASK) * factor + carry;
            limbs[i] = (int) product;
            carry = product >>> 32;
        }
        return carry == 0;
    }
}
