package io.millrace.firehose.keys;

import com.fasterxml.jackson.databind.node.POJONode;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.Scope;

/** jq's {@code range} up to a bound: of its functions it alone loops without calling itself, for as long as a record tells it to. */
final class BoundedRange {

    private static final String LEFT = "__range_left";

    private BoundedRange() {}

    static void addTo(Scope scope) {
        for (int arguments = 1; arguments <= 3; arguments++) {
            scope.addFunction("range", arguments, bounded(scope.getFunction("range", arguments)));
        }
    }

    /** How many numbers all ranges in a scope may make. */
    static void setBound(Scope scope, int most) {
        scope.setValue(LEFT, new POJONode(new Left(most)));
    }

    private static Function bounded(Function range) {
        return (scope, args, in, path, out, version) -> {
            Left left = (Left) ((POJONode) scope.getValue(LEFT)).getPojo();
            range.apply(
                    scope,
                    args,
                    in,
                    path,
                    (number, at) -> {
                        left.take();
                        out.emit(number, at);
                    },
                    version);
        };
    }

    private static final class Left {

        private final int most;
        private int taken;

        Left(int most) {
            this.most = most;
        }

        /** What it throws is none of jq's exceptions, which a query could catch. */
        void take() {
            if (++taken > most) {
                throw new IllegalStateException("it counts to more than " + most);
            }
        }
    }
}
