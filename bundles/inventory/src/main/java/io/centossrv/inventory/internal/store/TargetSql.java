// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.internal.target.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * A target as an SQL condition over {@code nodes n}: null where it is unknown, as SQL's logic is the target's. Names and
 * the beginnings of globs are found by index.
 *
 * @param text with a question mark for each parameter
 * @param parameters in order
 */
record TargetSql(String text, List<Object> parameters) {
    static TargetSql of(Target target) {
        StringBuilder text = new StringBuilder();
        List<Object> parameters = new ArrayList<>();
        write(target, text, parameters);
        return new TargetSql(text.toString(), parameters);
    }

    private static void write(Target target, StringBuilder text, List<Object> parameters) {
        if (target instanceof Target.All) {
            text.append("true");
        } else if (target instanceof Target.Name name) {
            text.append("n.name = ?");
            parameters.add(name.name());
        } else if (target instanceof Target.Glob glob) {
            writeGlob(glob.pattern(), text, parameters);
        } else if (target instanceof Target.Not not) {
            text.append("not (");
            write(not.operand(), text, parameters);
            text.append(')');
        } else if (target instanceof Target.And and) {
            writeAll(and.operands(), " and ", text, parameters);
        } else if (target instanceof Target.Or or) {
            writeOr(or.operands(), text, parameters);
        }
    }

    /** Puts the names of a long list into one array: one look into the index, not a thousand conditions. */
    private static void writeOr(List<Target> operands, StringBuilder text, List<Object> parameters) {
        List<String> names = new ArrayList<>();
        List<Target> others = new ArrayList<>();
        for (Target operand : operands) {
            if (operand instanceof Target.Name name) {
                names.add(name.name());
            } else {
                others.add(operand);
            }
        }
        if (!names.isEmpty()) {
            text.append("(n.name = any (?)");
            parameters.add(names);
            text.append(others.isEmpty() ? ")" : " or ");
        }
        if (!others.isEmpty()) {
            writeAll(others, " or ", text, parameters);
            text.append(names.isEmpty() ? "" : ")");
        }
    }

    private static void writeAll(List<Target> operands, String operator, StringBuilder text, List<Object> parameters) {
        String separator = "(";
        for (Target operand : operands) {
            text.append(separator);
            write(operand, text, parameters);
            separator = operator;
        }
        text.append(')');
    }

    private static void writeGlob(String glob, StringBuilder text, List<Object> parameters) {
        if (glob.indexOf('[') < 0) {
            text.append("n.name like ?");
            parameters.add(glob.replace('*', '%').replace('?', '_'));
        } else {
            text.append("n.name ~ ?");
            String regex = glob.replace(".", "\\.")
                    .replace("*", ".*")
                    .replace('?', '.')
                    .replace("[!", "[^");
            parameters.add("^" + regex + "$");
        }
    }
}
