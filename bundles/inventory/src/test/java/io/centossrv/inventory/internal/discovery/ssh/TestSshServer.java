// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.discovery.ssh;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;

/** An SSH server on a free port of the loopback that lets nobody in. */
public final class TestSshServer implements AutoCloseable {
    private final SshServer server = SshServer.setUpDefaultServer();
    private final KeyPair key;

    /** Starts one with a host key of this algorithm and size that knows these key exchanges. */
    public TestSshServer(String algorithm, int size, BuiltinDHFactories... exchanges)
            throws GeneralSecurityException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(size);
        key = generator.generateKeyPair();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(key));
        server.setKeyExchangeFactories(
                NamedFactory.setUpTransformedFactories(false, List.of(exchanges), ServerBuilder.DH2KEX));
        server.start();
    }

    public int port() {
        return server.getPort();
    }

    /** Returns the fingerprint of its host key. */
    public String fingerprint() {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key.getPublic());
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
