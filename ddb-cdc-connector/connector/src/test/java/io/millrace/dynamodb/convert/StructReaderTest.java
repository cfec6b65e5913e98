package io.millrace.dynamodb.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.connect.data.Struct;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** From structures items can be had again, but for what is null in maps. */
final class StructReaderTest {

    @Property(tries = 500)
    void anItemIsWhatItWas(@ForAll long before, @ForAll long after, @ForAll NumberMode numbers) {
        Assume.that(numbers != NumberMode.DOUBLE);
        Map<String, AttributeValue> item = Items.of(after);
        Images images = new StructLayout("t.Value", numbers, UnaryOperator.identity())
                .images(Optional.of(Items.of(before)), Optional.of(item));

        assertThat(comparable(AttributeValue.fromM(StructReader.item((Struct) images.after()))))
                .isEqualTo(comparable(AttributeValue.fromM(item)));
    }

    /** Numbers by their value, sets without an order, maps without nulls. */
    private static Object comparable(AttributeValue value) {
        return switch (value.type()) {
            case N -> new BigDecimal(value.n()).stripTrailingZeros();
            case NS ->
                new HashSet<>(value.ns().stream()
                        .map(digits -> (Object) new BigDecimal(digits).stripTrailingZeros())
                        .toList());
            case SS -> new HashSet<>(value.ss());
            case BS -> new HashSet<>(value.bs());
            case L -> value.l().stream().map(StructReaderTest::comparable).toList();
            case M -> {
                Map<String, Object> map = new LinkedHashMap<>();
                value.m().forEach((name, inner) -> {
                    if (!Boolean.TRUE.equals(inner.nul())) {
                        map.put(name, comparable(inner));
                    }
                });
                yield map;
            }
            default -> value;
        };
    }
}
