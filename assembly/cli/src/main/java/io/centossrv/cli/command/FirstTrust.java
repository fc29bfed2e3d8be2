// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.net.Authority;
import io.centossrv.cli.net.ChainProbe;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import io.centossrv.cli.output.Terminal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Decides at a login which certificate authority a control plane is known by. */
final class FirstTrust {
    private final Terminal terminal;

    FirstTrust(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Returns the authority's certificate as PEM. */
    Optional<String> decide(URI server, Optional<String> pin, Optional<Path> file, Optional<String> known) {
        if (file.isPresent()) {
            return Optional.of(Authority.pem(Authority.parse(read(file.get()))));
        }
        if (pin.isPresent()) {
            return Optional.of(Authority.pem(pinned(server, pin.get())));
        }
        return known.isPresent() ? known : Optional.of(Authority.pem(asked(server)));
    }

    private static X509Certificate pinned(URI server, String pin) {
        List<X509Certificate> chain = ChainProbe.chain(server);
        return chain.stream()
                .filter(certificate -> Authority.pin(certificate).equals(pin))
                .findFirst()
                .orElseThrow(() -> Failure.of(
                                ExitCode.DENIED,
                                "ca-pin-mismatch",
                                "The control plane at " + server + " shows the pin " + pinOf(chain) + ", not " + pin
                                        + ".")
                        .next("Somebody may stand in between. Compare with the pin on the control plane itself."));
    }

    private X509Certificate asked(URI server) {
        List<X509Certificate> chain = ChainProbe.chain(server);
        X509Certificate authority = last(server, chain);
        terminal.say("The control plane at " + server + " is not known yet. Its certificate authority:");
        terminal.say("  subject  " + authority.getSubjectX500Principal().getName());
        terminal.say("  valid    until " + authority.getNotAfter().toInstant());
        terminal.say("  pin      " + Authority.pin(authority));
        if (!terminal.asks()) {
            throw Failure.of(
                            ExitCode.DENIED,
                            "certificate-untrusted",
                            "The certificate authority of " + server + " is not known, and nobody can be asked.")
                    .next("If that pin is right: csrv login --server " + server + " --ca-pin "
                            + Authority.pin(authority));
        }
        boolean trusted = terminal.ask("Is that the pin that the control plane shows? Type yes:")
                .filter("yes"::equals)
                .isPresent();
        if (!trusted) {
            throw Failure.of(
                    ExitCode.DENIED, "certificate-untrusted", "Not trusted. Nothing was sent to " + server + ".");
        }
        return authority;
    }

    private static String pinOf(List<X509Certificate> chain) {
        return chain.isEmpty() ? "of nobody" : Authority.pin(chain.get(chain.size() - 1));
    }

    private static X509Certificate last(URI server, List<X509Certificate> chain) {
        if (chain.isEmpty()) {
            throw Failure.of(ExitCode.DENIED, "certificate-untrusted", server + " shows no certificate.");
        }
        return chain.get(chain.size() - 1);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.USAGE, "file-unreadable", "The file " + file + " can't be read: " + e.getMessage() + ".");
        }
    }
}
