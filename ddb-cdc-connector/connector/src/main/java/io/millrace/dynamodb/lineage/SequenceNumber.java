package io.millrace.dynamodb.lineage;

/** A record's place in its shard: decimal digits, compared as the number they are, whatever zeros lead them. */
public record SequenceNumber(String digits) implements Comparable<SequenceNumber> {

    public SequenceNumber {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("a sequence number has digits only: '" + digits + "'");
        }
    }

    @Override
    public int compareTo(SequenceNumber other) {
        int mine = leadingZeros();
        int others = other.leadingZeros();
        int longer = Integer.compare(digits.length() - mine, other.digits.length() - others);
        return longer != 0 ? longer : digits.substring(mine).compareTo(other.digits.substring(others));
    }

    private int leadingZeros() {
        int zeros = 0;
        while (zeros < digits.length() && digits.charAt(zeros) == '0') {
            zeros++;
        }
        return zeros;
    }

    @Override
    public String toString() {
        return digits;
    }
}
