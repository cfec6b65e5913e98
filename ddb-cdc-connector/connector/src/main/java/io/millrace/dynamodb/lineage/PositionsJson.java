package io.millrace.dynamodb.lineage;

import java.util.Map;
import java.util.TreeMap;

/**
 * Positions as the text that Connect keeps: {@code {"00000001550840986131-382ec8f8":"400000000024465870661"}}. Connect's offsets hold no
 * maps, so a table's cut is one string. What all ids begin with is left out; {@code -} is finished, nothing is the horizon.
 */
public final class PositionsJson {

    private static final String COMMON = "shardId-";
    private static final String FINISHED = "-";

    private PositionsJson() {}

    /** Ids and numbers need no escapes: the first have letters, digits and dashes only, which is held to here. */
    public static String write(Positions positions) {
        StringBuilder text = new StringBuilder(64 * positions.asMap().size() + 2).append('{');
        positions.asMap().forEach((shard, position) -> {
            if (text.length() > 1) {
                text.append(',');
            }
            text.append('"')
                    .append(shorter(shard))
                    .append("\":\"")
                    .append(text(position))
                    .append('"');
        });
        return text.append('}').toString();
    }

    public static Positions read(String text) {
        String inner = text.strip();
        if (!inner.startsWith("{") || !inner.endsWith("}")) {
            throw new IllegalArgumentException("positions are a JSON object: " + text);
        }
        inner = inner.substring(1, inner.length() - 1).strip();
        Map<ShardId, Position> positions = new TreeMap<>();
        if (!inner.isEmpty()) {
            for (String entry : inner.split(",", -1)) {
                String[] parts = entry.split(":", 2);
                if (parts.length != 2) {
                    throw new IllegalArgumentException("positions are pairs of shard and sequence number: " + text);
                }
                positions.put(longer(unquoted(parts[0])), position(unquoted(parts[1])));
            }
        }
        return Positions.of(positions);
    }

    private static String shorter(ShardId shard) {
        String id = shard.value();
        if (!id.chars().allMatch(c -> c == '-' || c == '_' || Character.isLetterOrDigit(c))) {
            throw new IllegalArgumentException("a shard id has letters, digits and dashes only: " + id);
        }
        // one without the common beginning is told by a sign that no id has
        return id.startsWith(COMMON) ? id.substring(COMMON.length()) : "=" + id;
    }

    private static ShardId longer(String id) {
        return new ShardId(id.startsWith("=") ? id.substring(1) : COMMON + id);
    }

    private static String text(Position position) {
        if (position instanceof Position.After after) {
            return after.sequenceNumber().digits();
        }
        return position instanceof Position.Finished ? FINISHED : "";
    }

    private static Position position(String text) {
        return switch (text) {
            case "" -> Position.HORIZON;
            case FINISHED -> Position.FINISHED;
            default -> Position.after(text);
        };
    }

    private static String unquoted(String quoted) {
        String text = quoted.strip();
        if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
            throw new IllegalArgumentException("a text in quotes was expected, and is " + quoted);
        }
        return text.substring(1, text.length() - 1);
    }
}
