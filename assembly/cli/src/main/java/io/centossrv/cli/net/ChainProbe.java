// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.net;

import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Asks a server for its certificates. It breaks the handshake off: nothing is sent to a server that is not known yet. */
public final class ChainProbe {
    private static final int TIMEOUT_MILLIS = 10_000;

    private ChainProbe() {}

    /** Returns the chain that the server shows, its own certificate first. */
    public static List<X509Certificate> chain(URI server) {
        List<X509Certificate> seen = new ArrayList<>();
        int port = server.getPort() < 0 ? 443 : server.getPort();
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(server.getHost(), port), TIMEOUT_MILLIS);
            plain.setSoTimeout(TIMEOUT_MILLIS);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {new Recorder(seen)}, null);
            try (SSLSocket socket =
                    (SSLSocket) tls.getSocketFactory().createSocket(plain, server.getHost(), port, true)) {
                socket.startHandshake();
            }
        } catch (SSLException e) {
            if (seen.isEmpty()) {
                throw Failure.of(
                        ExitCode.DENIED, "tls-failed", server + " does not speak TLS with us: " + e.getMessage());
            }
        } catch (IOException e) {
            throw Unreachable.because(server, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime can't do TLS", e);
        }
        return List.copyOf(seen);
    }

    /** Trusts nobody, and remembers who asked for it. */
    private record Recorder(List<X509Certificate> seen) implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("no client is expected");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            seen.addAll(List.of(chain));
            throw new CertificateException("seen");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
