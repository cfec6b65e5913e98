package io.millrace.server.auth;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A part of a policy document that can say where it stands.
 *
 * @param path for messages, such as {@code Statement[0].Principal}
 */
record PolicyElement(String path, JsonNode node) {

    AwsException invalid(String what) {
        return AwsError.invalidArgument("Invalid resource policy: " + path + " " + what + ".")
                .asException();
    }

    /** This element, which must be an object with no members but these. */
    PolicyElement object(Set<String> members) {
        if (!node.isObject()) {
            throw invalid("must be an object");
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!members.contains(name)) {
                throw invalid("has an unknown element '" + name + "'");
            }
        }
        return this;
    }

    Optional<PolicyElement> member(String name) {
        return Optional.ofNullable(node.get(name)).map(member -> new PolicyElement(child(name), member));
    }

    PolicyElement required(String name) {
        return member(name).orElseThrow(() -> invalid("must have an element " + name));
    }

    /** The one of two elements that exclude each other, and that one of them must be there. */
    PolicyElement either(String name, String opposite) {
        if (member(name).isPresent() == member(opposite).isPresent()) {
            throw invalid("must have either " + name + " or " + opposite);
        }
        return member(name).or(() -> member(opposite)).orElseThrow();
    }

    /** The members of an object, in their order. */
    List<PolicyElement> members() {
        if (!node.isObject() || node.isEmpty()) {
            throw invalid("must be an object that is not empty");
        }
        List<PolicyElement> members = new ArrayList<>();
        node.properties().forEach(entry -> members.add(new PolicyElement(child(entry.getKey()), entry.getValue())));
        return members;
    }

    /** The elements of an array; where one may stand without an array, that one. */
    List<PolicyElement> oneOrMore() {
        if (!node.isArray()) {
            return List.of(this);
        }
        if (node.isEmpty()) {
            throw invalid("must not be empty");
        }
        List<PolicyElement> elements = new ArrayList<>();
        for (JsonNode element : node) {
            elements.add(new PolicyElement(path + "[" + elements.size() + "]", element));
        }
        return elements;
    }

    String text() {
        if (!node.isTextual() || node.textValue().isEmpty()) {
            throw invalid("must be a string that is not empty");
        }
        return node.textValue();
    }

    private String child(String name) {
        return path.equals(ResourcePolicy.ROOT) ? name : path + "." + name;
    }
}
