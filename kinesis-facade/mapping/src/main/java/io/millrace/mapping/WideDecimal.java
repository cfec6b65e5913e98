package io.millrace.mapping;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Prints and reads decimal numbers wider than a long. A number is an array of 32-bit limbs, the most significant first;
 * eight digits at a time pass between the two forms.
 *
 * <p>It stands in for {@link java.math.BigInteger}, which prints several times slower, because every record's sequence
 * number is printed.
 */
final class WideDecimal {

    private static final int GROUP = 8;
    private static final int GROUP_VALUES = 100_000_000;
    private static final long LIMB_MASK = 0xffff_ffffL;
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private WideDecimal() {}

    /** Prints the number in exactly {@code width} digits, a multiple of eight, with leading zeros. It uses the limbs up. */
    static void print(int[] limbs, byte[] target, int offset, int width) {
        int first = 0;
        for (int at = offset + width - GROUP; at >= offset; at -= GROUP) {
            while (first < limbs.length && limbs[first] == 0) {
                first++;
            }
            EIGHT_BYTES.set(target, at, eightDigits(takeGroup(limbs, first)));
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
            if (scale == GROUP_VALUES || at == length - 1) {
                if (!multiplyAdd(limbs, scale, group)) {
                    return false;
                }
                group = 0;
                scale = 1;
            }
        }
        return true;
    }

    /** Divides the limbs from {@code first} on by 10^8 and returns the remainder: the number's last eight digits. */
    private static int takeGroup(int[] limbs, int first) {
        long remainder = 0;
        for (int i = first; i < limbs.length; i++) {
            long dividend = (remainder << 32) | (limbs[i] & LIMB_MASK);
            long quotient = dividend / GROUP_VALUES;
            limbs[i] = (int) quotient;
            remainder = dividend - quotient * GROUP_VALUES;
        }
        return (int) remainder;
    }

    /**
     * The ASCII digits of a number below 10^8, the first in the lowest byte. All pieces of a step are divided at once,
     * each in its lane of the long, by a multiplication that is exact for them: 10486 / 2^20 is as good as 1 / 100 below
     * 10000, and 103 / 2^10 as good as 1 / 10 below 100.
     */
    private static long eightDigits(int number) {
        long upperFour = number / 10_000;
        long fours = upperFour | ((number - upperFour * 10_000) << 32);
        long hundreds = ((fours * 10_486) >>> 20) & 0x0000_007f_0000_007fL;
        long twos = hundreds | ((fours - hundreds * 100) << 16);
        long tens = ((twos * 103) >>> 10) & 0x000f_000f_000f_000fL;
        long ones = tens | ((twos - tens * 10) << 8);
        return ones + 0x3030_3030_3030_3030L;
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
