package io.millrace.server.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A structure: a record whose components are its members. */
final class RecordShape implements Shape {

    /** What {@link #read} gives for a structure with violations: there is no record of it. */
    static final Object INVALID = new Object() {
        @Override
        public String toString() {
            return "structure";
        }
    };

    private final List<Member> members;
    private final Map<String, Integer> indexByName;
    private final MethodHandle constructor;

    /**
     * @param path the name in messages
     * @param required whether the record's component is not an {@code Optional}
     */
    record Member(String wireName, String path, boolean required, Shape shape) {}

    /** @param constructor the record's canonical one as {@code (Object[])Object} */
    RecordShape(List<Member> members, MethodHandle constructor) {
        this.members = List.copyOf(members);
        this.constructor = constructor;
        this.indexByName = new HashMap<>();
        for (int i = 0; i < members.size(); i++) {
            indexByName.put(members.get(i).wireName(), i);
        }
    }

    @Override
    public Object read(Body body, Violations violations) throws IOException {
        JsonParser parser = body.parser();
        if (!parser.isExpectedStartObjectToken()) {
            throw WrongType.ofCollection(parser.currentToken(), "Expected null");
        }
        @Nullable Object[] values = new @Nullable Object[members.size()];
        @Nullable Violations @Nullable [] inside = null;
        int mark = violations.count();
        while (Tokens.nextBefore(JsonToken.END_OBJECT, parser)) {
            Integer index = indexByName.get(parser.currentName());
            boolean isNull = Tokens.next(parser) == JsonToken.VALUE_NULL;
            if (index == null) {
                parser.skipChildren();
                continue;
            }
            // A member that comes twice counts as it came last, violations included.
            values[index] = isNull ? null : members.get(index).shape().read(body, violations);
            if (violations.count() > mark || inside != null) {
                inside = inside == null ? new @Nullable Violations[values.length] : inside;
                inside[index] = violations.takeSince(mark);
            }
        }
        check(values, inside, violations);
        return violations.count() > mark ? INVALID : construct(values);
    }

    /** Brings the violations of all members into the order of the components, whatever order the members came in. */
    private void check(@Nullable Object[] values, @Nullable Violations @Nullable [] inside, Violations violations) {
        for (int i = 0; i < values.length; i++) {
            Member member = members.get(i);
            Object value = values[i];
            if (value != null) {
                member.shape().check(member.path(), value, violations);
            } else if (member.required()) {
                violations.addMissing(member.path());
            }
            if (inside != null && inside[i] != null) {
                int mark = violations.count();
                violations.addAll(inside[i]);
                violations.putUnder(member.path(), mark);
            }
        }
    }

    private Object construct(@Nullable Object[] values) {
        try {
            for (int i = 0; i < values.length; i++) {
                Member member = members.get(i);
                Object value = values[i];
                Object converted = value == null ? null : member.shape().convert(value);
                values[i] = member.required() ? converted : Optional.ofNullable(converted);
            }
            return constructor.invokeExact(values);
        } catch (AwsException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            // A text type or a record is stricter than the constraints that are listed for it.
            throw AwsError.invalidArgument(String.valueOf(e.getMessage())).asException();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a constructor of a request threw a checked exception", e);
        }
    }
}
