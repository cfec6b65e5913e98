package io.millrace.benchmarks.measure;

/** FNV-1a with a final mix: cheap enough to take of every record while it is measured. */
public final class Hash {

    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Hash() {}

    public static long of(byte[] bytes, int from, int to) {
        long hash = BASIS;
        for (int i = from; i < to; i++) {
            hash = (hash ^ (bytes[i] & 0xff)) * PRIME;
        }
        return mix(hash);
    }

    /** The same as {@link #of(byte[], int, int)} of the text's ASCII bytes. */
    public static long of(String text) {
        long hash = BASIS;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ (text.charAt(i) & 0xff)) * PRIME;
        }
        return mix(hash);
    }

    public static long of(int partition, long offset) {
        return mix(((BASIS ^ partition) * PRIME ^ offset) * PRIME);
    }

    private static long mix(long hash) {
        long mixed = (hash ^ (hash >>> 32)) * 0x9e3779b97f4a7c15L;
        return mixed ^ (mixed >>> 29);
    }
}
