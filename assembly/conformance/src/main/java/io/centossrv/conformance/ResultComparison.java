// SPDX-License-Identifier: Apache-2.0
package io.centossrv.conformance;

import io.centossrv.playbook.module.ModuleResult;
import io.centossrv.playbook.run.TaskReport;
import java.util.List;
import java.util.Map;

/** Holds one task's result against the expected one. */
final class ResultComparison {
    private final Map<?, ?> expected;
    private final TaskReport report;
    private final World world;

    ResultComparison(Map<?, ?> expected, TaskReport report, World world) {
        this.expected = expected;
        this.report = report;
        this.world = world;
    }

    /** Returns what is different, or an empty text. */
    String difference() {
        ModuleResult result = report.result();
        String message = result.message().map(world::normalised).orElse("");
        String flags = flags(result.changed(), result.failed(), result.skipped(), report.ignored());
        String expectedFlags =
                flags(is("changed"), is("failed"), is("skipped"), Boolean.TRUE.equals(expected.get("ignored")));
        if (!flags.equals(expectedFlags)) {
            return "expected " + expectedFlags + " but was " + flags + " (" + message + ")";
        }
        if ((result.failed() || result.skipped()) && expected.get("msg") != null) {
            String wanted = String.valueOf(expected.get("msg"));
            if (!MessageClass.same(String.valueOf(expected.get("msg_class")), wanted, message)) {
                return "message: expected '" + wanted + "' but was '" + message + "'";
            }
            if ("module_crash".equals(expected.get("msg_class"))) {
                return "";
            }
        }
        boolean remote = Boolean.TRUE.equals(report.task().arguments().get("remote_src"));
        String module = report.task().module();
        String keys = ResultForm.difference(
                ResultForm.keys(module, remote, (Map<?, ?>) expected.get("keys"), world),
                ResultForm.keys(module, remote, result.values(), world));
        if (!keys.isEmpty()) {
            return "keys: " + keys;
        }
        List<Object> diffs = ResultForm.expectedDiffs(expected.get("diff"), world);
        List<Object> ours = ResultForm.diffs(result, world);
        return diffs.equals(ours) ? "" : "diff: expected " + diffs + " but was " + ours;
    }

    private boolean is(String flag) {
        return Boolean.TRUE.equals(expected.get(flag));
    }

    private static String flags(boolean changed, boolean failed, boolean skipped, boolean ignored) {
        return (changed ? "changed" : "unchanged")
                + (failed ? " failed" : "")
                + (skipped ? " skipped" : "")
                + (ignored ? " ignored" : "");
    }
}
