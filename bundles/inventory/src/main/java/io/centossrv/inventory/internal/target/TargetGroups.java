// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.target;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts in for each group what it means, groups in groups too, within a bound on what comes of it. */
public final class TargetGroups {
    private static final ErrorCode GROUP_NOT_FOUND = new ErrorCode("group-not-found", ErrorKind.NOT_FOUND);
    private static final ErrorCode GROUP_CYCLE = new ErrorCode("group-cycle", ErrorKind.CONFLICT);
    private static final ErrorCode TOO_LARGE = new ErrorCode("target-too-large", ErrorKind.USER);
    private static final int MAX_PARTS = 20_000;

    private final Map<String, Target> meanings;
    private final Set<String> inside = new LinkedHashSet<>();
    private int parts;

    private TargetGroups(Map<String, Target> meanings) {
        this.meanings = meanings;
    }

    /**
     * Returns the target without groups.
     *
     * @param meanings of each group by name
     * @throws CentossrvException {@code group-not-found}, {@code group-cycle}, {@code target-too-large}
     */
    public static Target expand(Target target, Map<String, Target> meanings) {
        return new TargetGroups(meanings).expand(target);
    }

    /** Returns the names of the groups in a target, not of those in these groups. */
    public static Set<String> named(Target target) {
        Set<String> names = new HashSet<>();
        collect(target, names);
        return names;
    }

    /** Returns the error for a group that is not there. */
    public static CentossrvException notFound(String name) {
        return new CentossrvException(
                GROUP_NOT_FOUND, "There is no group @" + name + ". 'csrv group list' shows those that there are.");
    }

    private Target expand(Target target) {
        if (++parts > MAX_PARTS) {
            throw new CentossrvException(
                    TOO_LARGE, "With its groups the target has more than " + MAX_PARTS + " parts. Use fewer groups.");
        }
        if (target instanceof Target.Group group) {
            return meaning(group.name());
        }
        if (target instanceof Target.Not not) {
            return new Target.Not(expand(not.operand()));
        }
        if (target instanceof Target.And and) {
            return new Target.And(expand(and.operands()));
        }
        if (target instanceof Target.Or or) {
            return new Target.Or(expand(or.operands()));
        }
        return target;
    }

    private List<Target> expand(List<Target> operands) {
        List<Target> expanded = new ArrayList<>();
        operands.forEach(operand -> expanded.add(expand(operand)));
        return expanded;
    }

    private Target meaning(String name) {
        Target meaning = meanings.get(name);
        if (meaning == null) {
            throw notFound(name);
        }
        if (!inside.add(name)) {
            throw new CentossrvException(
                    GROUP_CYCLE, "The group @" + name + " would be inside itself: " + String.join(" > ", inside) + ".");
        }
        Target expanded = expand(meaning);
        inside.remove(name);
        return expanded;
    }

    private static void collect(Target target, Set<String> names) {
        if (target instanceof Target.Group group) {
            names.add(group.name());
        } else if (target instanceof Target.Not not) {
            collect(not.operand(), names);
        } else if (target instanceof Target.And and) {
            and.operands().forEach(operand -> collect(operand, names));
        } else if (target instanceof Target.Or or) {
            or.operands().forEach(operand -> collect(operand, names));
        }
    }
}
