// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether an executor may act as the users that a plan's tasks ask for. */
final class BecomeCheck {
    private static final String OWN_USER = System.getProperty("user.name");

    private BecomeCheck() {}

    static void check(List<String> users, Object listed) throws PlanRefused {
        if (!(listed instanceof List<?> list)) {
            throw PlanRefused.forGood("plan-malformed", "the plan can't be read: field=becomeUsers must be a list");
        }
        for (String user : users) {
            if (!list.contains(user)) {
                throw PlanRefused.forGood(
                        "become-unlisted", "a task becomes the user '" + user + "', whom becomeUsers does not list");
            }
            if (!user.equals(OWN_USER) && !isRoot()) {
                throw PlanRefused.forGood(
                        "become-denied",
                        "a task becomes the user '" + user + "', and this executor runs as " + OWN_USER
                                + ": only where it runs as root can it become somebody else");
            }
        }
    }

    private static boolean isRoot() throws PlanRefused {
        try {
            return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        } catch (IOException e) {
            throw PlanRefused.forNow("become-denied", "/proc can't be read, so nobody knows who this executor is");
        }
    }
}
