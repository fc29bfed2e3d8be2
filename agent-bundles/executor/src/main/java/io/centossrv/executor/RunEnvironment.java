// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What commands find around them: the executor's environment without what is about the executor itself. */
final class RunEnvironment {
    private static final String USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final Set<String> OWN = Set.of(
            "INVOCATION_ID",
            "JOURNAL_STREAM",
            "LISTEN_FDS",
            "LISTEN_PID",
            "LISTEN_FDNAMES",
            "NOTIFY_SOCKET",
            "WATCHDOG_PID",
            "WATCHDOG_USEC",
            "SYSTEMD_EXEC_PID",
            "_",
            "PWD",
            "OLDPWD",
            "SHLVL",
            "CLASSPATH");

    private RunEnvironment() {}

    static Map<String, String> of(Map<String, String> inherited) {
        Map<String, String> environment = new LinkedHashMap<>();
        inherited.forEach((name, value) -> {
            boolean ours = OWN.contains(name)
                    || name.startsWith("JAVA_")
                    || name.startsWith("JDK_")
                    || name.startsWith("KARAF_")
                    || name.startsWith("CENTOSSRV_");
            if (!ours) {
                environment.put(name, value);
            }
        });
        environment.putIfAbsent("PATH", USUAL_PATH);
        environment.putIfAbsent("HOME", System.getProperty("user.home"));
        environment.putIfAbsent("USER", System.getProperty("user.name"));
        environment.putIfAbsent("LOGNAME", System.getProperty("user.name"));
        return environment;
    }

    /** Returns where commands start: the home, as after a login, or the root folder where that can't be entered. */
    static Path folder(Map<String, String> environment) {
        Path home = Path.of(environment.getOrDefault("HOME", "/"));
        return Files.isDirectory(home) && Files.isExecutable(home) ? home : Path.of("/");
    }
}
