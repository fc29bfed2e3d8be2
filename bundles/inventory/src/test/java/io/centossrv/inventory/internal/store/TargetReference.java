// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.internal.target.Target;
import io.centossrv.inventory.internal.target.Target.Attribute;
import io.centossrv.inventory.internal.target.Target.Kind;
import io.centossrv.inventory.internal.target.Target.Operator;
import io.centossrv.inventory.internal.version.Evr;
import io.centossrv.inventory.internal.version.RpmVercmp;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What targets mean, written down a second time without SQL: TRUE, FALSE, or empty for unknown. */
record TargetReference(Map<String, Target> groups) {
    /** A node as plain values; facts and packages are absent where none were reported. */
    record Machine(
            String name,
            Map<String, String> tags,
            Map<String, String> meta,
            Set<String> roles,
            Optional<String> site,
            Optional<Map<String, Object>> facts,
            Optional<Map<String, List<Evr>>> packages,
            Set<String> memberOf) {}

    Optional<Boolean> of(Target target, Machine node) {
        if (target instanceof Target.All) {
            return Optional.of(true);
        }
        if (target instanceof Target.Name name) {
            return Optional.of(name.name().equals(node.name()));
        }
        if (target instanceof Target.Glob glob) {
            return Optional.of(glob(glob.pattern(), node.name()));
        }
        if (target instanceof Target.Not not) {
            return of(not.operand(), node).map(truth -> !truth);
        }
        if (target instanceof Target.And and) {
            return not(
                    any(and.operands().stream().map(part -> not(of(part, node))).toList()));
        }
        if (target instanceof Target.Or or) {
            return any(or.operands().stream().map(part -> of(part, node)).toList());
        }
        if (target instanceof Target.Role role) {
            return Optional.of(node.roles().stream().anyMatch(has -> glob(role.pattern(), has)));
        }
        if (target instanceof Target.Site site) {
            return node.site().map(at -> glob(site.pattern(), at));
        }
        if (target instanceof Target.Group group) {
            return of(groups.get(group.name()), node);
        }
        if (target instanceof Target.Members members) {
            return Optional.of(node.memberOf().contains(members.group()));
        }
        return attribute((Attribute) target, node);
    }

    private static Optional<Boolean> attribute(Attribute wanted, Machine node) {
        if (wanted.kind() == Kind.PKG) {
            return node.packages().map(installed -> installed.getOrDefault(wanted.key(), List.of()).stream()
                    .anyMatch(evr -> pkg(wanted, evr)));
        }
        if (wanted.kind() == Kind.FACT) {
            if (wanted.operator() == Operator.PRESENT) {
                return node.facts().map(facts -> facts.containsKey(wanted.key()));
            }
            return node.facts()
                    .flatMap(facts -> Optional.ofNullable(facts.get(wanted.key())))
                    .flatMap(value -> any(elements(value).stream()
                            .map(element -> compared(wanted, element))
                            .toList()));
        }
        Map<String, String> has = wanted.kind() == Kind.TAG ? node.tags() : node.meta();
        if (wanted.operator() == Operator.PRESENT) {
            return Optional.of(has.containsKey(wanted.key()));
        }
        return Optional.ofNullable(has.get(wanted.key())).flatMap(value -> compared(wanted, value));
    }

    /** Of a list the first 100 elements are compared, and a further one is unknown, as a text that is too long is. */
    private static Collection<?> elements(Object value) {
        if (!(value instanceof List<?> list)) {
            return List.of(value);
        }
        List<Object> elements = new ArrayList<>(list.subList(0, Math.min(100, list.size())));
        if (list.size() > 100) {
            elements.add("x".repeat(256));
        }
        return elements;
    }

    private static Optional<Boolean> compared(Attribute wanted, Object value) {
        String operand = wanted.operand().orElseThrow();
        String text = value.toString();
        if (text.length() > 255) {
            return Optional.empty();
        }
        if (wanted.operator() == Operator.EQUAL) {
            return Optional.of(text.equals(operand));
        }
        if (wanted.operator() == Operator.MATCHES) {
            return Optional.of(Pattern.compile(operand).matcher(text).find());
        }
        if (value instanceof Long number) {
            return operand.matches("-?\\d+(\\.\\d+)?")
                    ? Optional.of(ordered(
                            wanted.operator(), BigDecimal.valueOf(number).compareTo(new BigDecimal(operand))))
                    : Optional.empty();
        }
        String version = "[0-9][A-Za-z0-9._+~^:-]{0,63}";
        return value instanceof String && text.matches(version) && operand.matches(version)
                ? Optional.of(ordered(wanted.operator(), RpmVercmp.compare(text, operand)))
                : Optional.empty();
    }

    private static boolean pkg(Attribute wanted, Evr installed) {
        if (wanted.operator() == Operator.PRESENT) {
            return true;
        }
        String operand = wanted.operand().orElseThrow();
        if (wanted.operator() == Operator.MATCHES) {
            return Pattern.compile(operand).matcher(installed.toString()).find();
        }
        int order = rpm(installed, Evr.parse(operand).orElseThrow());
        return wanted.operator() == Operator.EQUAL ? order == 0 : ordered(wanted.operator(), order);
    }

    private static int rpm(Evr one, Evr other) {
        if (one.epoch() != other.epoch()) {
            return Long.compare(one.epoch(), other.epoch());
        }
        int version = RpmVercmp.compare(one.version(), other.version());
        return version != 0 || other.release().isEmpty()
                ? version
                : RpmVercmp.compare(one.release().orElseThrow(), other.release().orElseThrow());
    }

    private static boolean ordered(Operator operator, int order) {
        return switch (operator) {
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case GREATER -> order > 0;
            case AT_LEAST -> order >= 0;
            default -> throw new IllegalArgumentException(operator.toString());
        };
    }

    private static Optional<Boolean> not(Optional<Boolean> truth) {
        return truth.map(value -> !value);
    }

    private static Optional<Boolean> any(List<Optional<Boolean>> truths) {
        if (truths.contains(Optional.of(true))) {
            return Optional.of(true);
        }
        return truths.contains(Optional.<Boolean>empty()) ? Optional.empty() : Optional.of(false);
    }

    private static boolean glob(String pattern, String text) {
        List<String> parts = new ArrayList<>();
        for (int at = 0; at < pattern.length(); at++) {
            char c = pattern.charAt(at);
            if (c == '[') {
                int close = pattern.indexOf(']', at);
                parts.add(pattern.substring(at, close + 1).replace("[!", "[^"));
                at = close;
            } else {
                parts.add(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.matches(String.join("", parts), text);
    }
}
