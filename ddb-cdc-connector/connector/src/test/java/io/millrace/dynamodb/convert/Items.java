package io.millrace.dynamodb.convert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items of all types, nested, by a seed. */
final class Items {

    private static final List<String> NAMES =
            List.of("a", "b", "c", "with space", "dotted.name", "\u00fcml", "\"quoted\"");
    private static final List<String> NUMBERS = List.of(
            "0",
            "-17",
            "12345678901234567890123456789012345678",
            "-0.00012345678901234567890123456789012345678",
            "1E+125",
            "-9.9999999999999999999999999999999999999E+125",
            "1E-130");
    private static final List<String> TEXTS = List.of("", "a", "\"\\\n\u0000", "\u20ac\ud83d\ude00", "{\"S\":1}");

    private final Random dice;

    private Items(Random dice) {
        this.dice = dice;
    }

    static Map<String, AttributeValue> of(long seed) {
        return new Items(new Random(seed)).item(3);
    }

    private Map<String, AttributeValue> item(int depth) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        for (int i = dice.nextInt(5); i > 0; i--) {
            item.put(any(NAMES), value(depth));
        }
        return item;
    }

    private AttributeValue value(int depth) {
        return switch (dice.nextInt(depth == 0 ? 8 : 11)) {
            case 0 -> AttributeValue.fromS(any(TEXTS));
            case 1 -> AttributeValue.fromN(any(NUMBERS));
            case 2 -> AttributeValue.fromB(bytes());
            case 3 -> AttributeValue.fromBool(dice.nextBoolean());
            case 4 -> AttributeValue.fromNul(true);
            case 5 -> AttributeValue.fromSs(set(() -> any(TEXTS)));
            case 6 -> AttributeValue.fromNs(set(() -> any(NUMBERS)));
            case 7 -> AttributeValue.fromBs(set(this::bytes));
            case 8, 9 -> {
                List<AttributeValue> list = new ArrayList<>();
                for (int i = dice.nextInt(4); i > 0; i--) {
                    list.add(value(depth - 1));
                }
                yield AttributeValue.fromL(list);
            }
            default -> AttributeValue.fromM(item(depth - 1));
        };
    }

    private <T> List<T> set(Supplier<T> element) {
        Set<T> set = new LinkedHashSet<>();
        for (int i = dice.nextInt(3); i >= 0; i--) {
            set.add(element.get());
        }
        return List.copyOf(set);
    }

    private SdkBytes bytes() {
        byte[] bytes = new byte[dice.nextInt(8)];
        dice.nextBytes(bytes);
        return SdkBytes.fromByteArray(bytes);
    }

    private <T> T any(List<T> choices) {
        return choices.get(dice.nextInt(choices.size()));
    }
}
