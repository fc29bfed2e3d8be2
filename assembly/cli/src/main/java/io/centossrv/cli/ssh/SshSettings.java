// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.ssh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How to log in.
 *
 * @param identity a private key; empty for those of ssh's agent and settings
 * @param knownHosts whose keys are known, also {@code @cert-authority} lines
 * @param dns whether a host key may also be proved by an SSHFP record that DNSSEC signs
 * @param connect how long a connection may take
 */
public record SshSettings(Optional<Path> identity, Path knownHosts, boolean dns, Duration connect) {
    /** Returns what {@code ssh} is started with; its user's own settings hold for the rest, such as jump hosts. */
    List<String> options() {
        List<String> options = new ArrayList<>();
        // a host key that is not known ends the connection, whatever the user's own settings say
        set(options, "StrictHostKeyChecking=yes");
        set(options, "UserKnownHostsFile=" + quoted(knownHosts.toString()));
        set(options, "VerifyHostKeyDNS=" + (dns ? "yes" : "no"));
        set(options, "UpdateHostKeys=no");
        set(options, "BatchMode=yes");
        set(options, "ConnectTimeout=" + connect.toSeconds());
        set(options, "ServerAliveInterval=15");
        set(options, "ServerAliveCountMax=3");
        set(options, "ForwardAgent=no");
        set(options, "ForwardX11=no");
        set(options, "ClearAllForwardings=yes");
        set(options, "PermitLocalCommand=no");
        set(options, "RequestTTY=no");
        set(options, "LogLevel=ERROR");
        identity.ifPresent(file -> {
            set(options, "IdentitiesOnly=yes");
            options.add("-i");
            options.add(file.toString());
        });
        return options;
    }

    private static void set(List<String> options, String option) {
        options.add("-o");
        options.add(option);
    }

    private static String quoted(String path) {
        return "\"" + path.replace("%", "%%") + "\"";
    }
}
