// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.bootstrap;

import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import io.centossrv.cli.ssh.Answer;
import io.centossrv.cli.ssh.RootAccess;
import io.centossrv.cli.ssh.SshLogin;
import java.time.Duration;
import java.util.function.Supplier;

/** The first steps at each host. */
final class RootLogin {
    /**
     * Before what takes TOOL FOLDER SHA256: makes the words TOOL PACKAGE, with the package copied to where only root
     * writes, and compared there.
     */
    static final String TAKE = """
            safe=$(mktemp -d /opt/centossrv.XXXXXXXX) || exit 1
            trap 'rm -rf "$safe"' EXIT
            cp "$2/agent.rpm" "$safe/agent.rpm"
            [ "$(sha256sum "$safe/agent.rpm" | cut -c 1-64)" = "$3" ] || { echo 'the package was changed on the host' >&2; exit 1; }
            set -- "$1" "$safe/agent.rpm"
            """;

    private static final Duration SHORT = Duration.ofSeconds(60);

    private RootLogin() {}

    /** Looks at the host. */
    static HostCheck check(SshLogin login) {
        Answer answer = login.run(Scripts.CHECK.text(), SHORT);
        HostCheck check = HostCheck.parse(answer.out());
        if (check.hostname().isEmpty()) {
            throw Failure.of(
                    ExitCode.FAILED, "check-failed", login.target() + " does not run scripts: " + answer.lastWords());
        }
        return check;
    }

    /** Becomes root, which is proved at once. */
    static void become(SshLogin login, HostCheck check, Supplier<String> password) {
        login.becomeRootBy(
                switch (check.value("root").orElse("none")) {
                    case "login" -> RootAccess.direct();
                    case "sudo" -> RootAccess.sudo();
                    default -> RootAccess.sudo(password.get());
                });
        Answer proof = login.asRoot("", "id -u", SHORT);
        if (proof.code() != 0 || !proof.out().strip().equals("0")) {
            throw Failure.of(
                    ExitCode.DENIED, "sudo-refused", "sudo refuses at " + check.hostname() + ": " + proof.lastWords());
        }
    }
}
