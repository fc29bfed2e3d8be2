// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.net;

import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Says why a control plane could not be asked. */
final class Unreachable {
    private Unreachable() {}

    static Failure because(URI server, IOException cause) {
        if (cause instanceof SSLException || isWrongName(cause)) {
            return Failure.of(
                            ExitCode.DENIED,
                            "certificate-untrusted",
                            "The certificate of " + server + " is not trusted: " + reason(cause) + ".")
                    .next("If the control plane was set up anew, log in again with its pin: csrv login --server "
                            + server + " --ca-pin PIN");
        }
        return Failure.of(ExitCode.TRY_AGAIN, "control-plane-unreachable", "The control plane " + server + why(cause))
                .next("Check that it runs (./run logs, or its service) and that --server is right.");
    }

    private static boolean isWrongName(IOException cause) {
        return Optional.ofNullable(cause.getMessage()).orElse("").startsWith("HTTPS hostname wrong");
    }

    private static String reason(Throwable cause) {
        Throwable deepest = cause;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return Optional.ofNullable(deepest.getMessage())
                .orElse(deepest.getClass().getSimpleName());
    }

    private static String why(IOException cause) {
        if (cause instanceof ConnectException) {
            return " does not answer: " + cause.getMessage() + ".";
        }
        if (cause instanceof UnknownHostException) {
            return " can't be found: its host name is not known.";
        }
        if (cause instanceof SocketTimeoutException) {
            return " did not answer in time.";
        }
        return " broke the connection off: " + reason(cause) + ".";
    }
}
