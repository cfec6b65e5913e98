package io.millrace.dynamodb.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LineageTest {

    private static final Shard PARENT = Shard.root("p");
    private static final Shard LEFT = Shard.child("left", "p");
    private static final Shard RIGHT = Shard.child("right", "p");
    private static final Shard GRANDCHILD = Shard.child("grandchild", "left");

    private final Lineage lineage = new Lineage(Positions.NONE);

    @Test
    void aChildWaitsForTheEndOfItsParent() {
        lineage.listed(List.of(PARENT, LEFT, RIGHT));
        assertThat(lineage.readable()).isEqualTo(ids("p"));

        lineage.reached(PARENT.id(), Position.after("5"));
        assertThat(lineage.readable()).isEqualTo(ids("p"));

        lineage.reached(PARENT.id(), Position.FINISHED);
        assertThat(lineage.readable()).isEqualTo(ids("left", "right"));
    }

    @Test
    void aShardWhoseParentIsNotListedWaitsUntilTwoListingsAreWhole() {
        lineage.listed(List.of(LEFT));
        assertThat(lineage.readable()).isEmpty();

        lineage.listedAll(ids("left"));
        assertThat(lineage.readable()).isEmpty();
        assertThat(lineage.isInDoubt()).isTrue();

        lineage.listedAll(ids("left"));
        assertThat(lineage.readable()).isEqualTo(ids("left"));
        assertThat(lineage.isInDoubt()).isFalse();
    }

    @Test
    void aParentThatOneListingForgotIsReadBeforeItsChild() {
        lineage.listed(List.of(LEFT));
        lineage.listedAll(ids("left"));

        lineage.listed(List.of(PARENT, LEFT));
        lineage.listedAll(ids("p", "left"));

        assertThat(lineage.readable()).isEqualTo(ids("p"));
        assertThat(lineage.isInDoubt()).isFalse();
    }

    @Test
    void partOfAListingIsEnoughToGoOn() {
        lineage.listed(List.of(PARENT));

        assertThat(lineage.readable()).isEqualTo(ids("p"));
    }

    @Test
    void whatWasBegunIsReadAlthoughNobodyListsIt() {
        Lineage restored = new Lineage(Positions.NONE.with(LEFT.id(), Position.after("7")));

        assertThat(restored.readable()).isEqualTo(ids("left"));
    }

    @Test
    void anAncestorOfWhatWasBegunIsNotReadAgain() {
        Lineage restored = new Lineage(Positions.NONE.with(GRANDCHILD.id(), Position.HORIZON));
        restored.listed(List.of(PARENT, LEFT, RIGHT, GRANDCHILD));

        assertThat(restored.readable()).isEqualTo(ids("grandchild", "right"));
    }

    @Test
    void aFinishedShardIsRememberedWhileItIsListed() {
        lineage.listed(List.of(PARENT, LEFT, RIGHT));
        lineage.reached(PARENT.id(), Position.FINISHED);
        lineage.reached(LEFT.id(), Position.HORIZON);

        lineage.listedAll(ids("p", "left", "right"));
        assertThat(lineage.positions().of(PARENT.id())).contains(Position.FINISHED);

        lineage.listedAll(ids("left", "right"));
        assertThat(lineage.positions().of(PARENT.id())).isEmpty();
        assertThat(lineage.readable()).isEqualTo(ids("left", "right"));
    }

    @Test
    void aFinishedShardWithoutChildrenIsRemembered() {
        lineage.listed(List.of(PARENT));
        lineage.reached(PARENT.id(), Position.FINISHED);
        lineage.listedAll(Set.of());

        lineage.listed(List.of(LEFT));

        assertThat(lineage.readable()).isEqualTo(ids("left"));
        assertThat(lineage.positions().of(PARENT.id())).contains(Position.FINISHED);
    }

    @Test
    void aClosedShardWhoseChildrenAreNotListedYetHasNone() {
        lineage.listed(List.of(PARENT));
        assertThat(lineage.hasChild(PARENT.id())).isFalse();

        lineage.listed(List.of(LEFT));
        assertThat(lineage.hasChild(PARENT.id())).isTrue();
    }

    private static Set<ShardId> ids(String... ids) {
        return Stream.of(ids).map(ShardId::new).collect(Collectors.toSet());
    }
}
