package io.millrace.dynamodb.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.data.VariableScaleDecimal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class StructLayoutTest {

    @Property(tries = 300)
    void everyItemHasASchemaThatHoldsIt(@ForAll long before, @ForAll long after, @ForAll NumberMode numbers) {
        Images images = layout(numbers).images(Optional.of(Items.of(before)), Optional.of(Items.of(after)));

        ConnectSchema.validateValue(images.schema(), images.before());
        ConnectSchema.validateValue(images.schema(), images.after());
    }

    @Property(tries = 300)
    void aShapeWithItselfOrNothingIsItself(@ForAll long item) {
        Shape.MapOf shape = Shape.MapOf.of(Items.of(item));

        assertThat(shape.with(shape)).isEqualTo(shape);
        assertThat(shape.with(new Shape.Nothing())).isEqualTo(shape);
        assertThat(new Shape.Nothing().with(shape)).isEqualTo(shape);
    }

    @Property(tries = 300)
    void theOrderOfImagesDoesNotMatter(@ForAll long one, @ForAll long two, @ForAll long three) {
        Shape a = Shape.MapOf.of(Items.of(one));
        Shape b = Shape.MapOf.of(Items.of(two));
        Shape c = Shape.MapOf.of(Items.of(three));

        assertThat(a.with(b)).isEqualTo(b.with(a));
        assertThat(a.with(b).with(c)).isEqualTo(a.with(b.with(c)));
    }

    @Test
    void attributesAreFields() {
        Struct after = (Struct) layout(NumberMode.STRING)
                .images(
                        Optional.empty(),
                        Optional.of(Map.of(
                                "id", AttributeValue.fromN("1"),
                                "tags", AttributeValue.fromSs(List.of("x", "y")),
                                "address", AttributeValue.fromM(Map.of("city", AttributeValue.fromS("Rome"))))))
                .after();

        assertThat(after.getString("id")).isEqualTo("1");
        assertThat(after.getArray("tags")).containsExactly("x", "y");
        assertThat(after.schema().field("tags").schema().parameters()).containsEntry("dynamodb.set", "true");
        assertThat(after.getStruct("address").getString("city")).isEqualTo("Rome");
        assertThat(after.schema().name()).isEqualTo("prefix.table.Value");
    }

    @Test
    void aDecimalIsExact() {
        String digits = "12345678901234567890123456789012345.678";
        Struct after = (Struct) layout(NumberMode.DECIMAL)
                .images(Optional.empty(), Optional.of(Map.of("n", AttributeValue.fromN(digits))))
                .after();

        assertThat(VariableScaleDecimal.toLogical(after.getStruct("n")).getDecimalValue())
                .contains(new BigDecimal(digits));
    }

    @Test
    void whatContradictsItselfIsText() {
        Images images = layout(NumberMode.STRING)
                .images(
                        Optional.of(Map.of("a", AttributeValue.fromN("1"))),
                        Optional.of(Map.of("a", AttributeValue.fromS("one"))));

        assertThat(((Struct) images.before()).getString("a")).isEqualTo("{\"N\":\"1\"}");
        assertThat(((Struct) images.after()).getString("a")).isEqualTo("{\"S\":\"one\"}");
        assertThat(images.schema().field("a").schema().name()).isEqualTo("io.debezium.data.Json");
    }

    @Test
    void schemasAreMadeOnce() {
        StructLayout layout = layout(NumberMode.STRING);

        Schema first = layout.images(Optional.empty(), Optional.of(Map.of("a", AttributeValue.fromN("1"))))
                .schema();
        Schema second = layout.images(Optional.empty(), Optional.of(Map.of("a", AttributeValue.fromN("2"))))
                .schema();

        assertThat(second).isSameAs(first);
    }

    private static StructLayout layout(NumberMode numbers) {
        return new StructLayout("prefix.table.Value", numbers, UnaryOperator.identity());
    }
}
