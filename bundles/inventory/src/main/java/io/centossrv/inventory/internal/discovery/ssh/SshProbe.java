// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.discovery.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Asks what listens at a port who it is, as {@code ssh-keyscan} does: its identification and its host key. It never logs
 * in, and leaves before any secret is agreed on, so that a host shows a key and does not prove that it has it. Thread-safe.
 */
public final class SshProbe {
    private static final int KEXINIT = 20;
    private static final int ANSWER = 31;
    private static final int COOKIE = 16;
    private static final String[] HOST_KEYS = {
        "ssh-ed25519",
        "ecdsa-sha2-nistp256",
        "ecdsa-sha2-nistp384",
        "ecdsa-sha2-nistp521",
        "rsa-sha2-512",
        "rsa-sha2-256",
        "ssh-rsa"
    };
    private static final String[] CIPHERS = {
        "aes128-ctr",
        "aes256-ctr",
        "aes128-gcm@openssh.com",
        "aes256-gcm@openssh.com",
        "chacha20-poly1305@openssh.com",
        "aes128-cbc"
    };
    private static final String[] MACS = {
        "hmac-sha2-256", "hmac-sha2-512", "hmac-sha2-256-etm@openssh.com", "hmac-sha2-512-etm@openssh.com", "hmac-sha1"
    };

    private final SecureRandom random = new SecureRandom();
    private final Duration connect;
    private final Duration talk;

    /**
     * Makes one.
     *
     * @param connect how long a connection may take
     * @param talk how long all that is said may take
     */
    public SshProbe(Duration connect, Duration talk) {
        this.connect = connect;
        this.talk = talk;
    }

    /**
     * What was found.
     *
     * @param banner what it calls itself; empty where it is no SSH
     * @param keyType of its host key
     * @param fingerprint of its host key: SHA256:…
     */
    public record Look(String banner, Optional<String> keyType, Optional<String> fingerprint) {}

    /** Returns what listens there; empty where nothing does. */
    public Optional<Look> look(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), (int) connect.toMillis());
            return Optional.of(ask(new SshWire(socket, System.nanoTime() + talk.toNanos())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Look ask(SshWire wire) {
        String banner = "";
        try {
            Optional<String> said = wire.identification();
            if (said.isEmpty()) {
                return new Look("", Optional.empty(), Optional.empty());
            }
            banner = printable(said.get());
            byte[] key = hostKey(wire);
            return new Look(banner, Optional.of(type(key)), Optional.of(fingerprint(key)));
        } catch (IOException | GeneralSecurityException e) {
            // it is there, and says no more: an SSH of another kind, or one that has too much to do
            return new Look(banner, Optional.empty(), Optional.empty());
        }
    }

    private byte[] hostKey(SshWire wire) throws IOException, GeneralSecurityException {
        wire.identify("SSH-2.0-centossrv");
        wire.send(proposal());
        ByteBuffer theirs = wire.receive(KEXINIT);
        if (theirs.remaining() < COOKIE) {
            throw new IOException("a proposal that is too short");
        }
        theirs.position(theirs.position() + COOKIE);
        String exchange = agreed(Exchange.offered(), SshWire.string(theirs));
        agreed(HOST_KEYS, SshWire.string(theirs));
        wire.send(Exchange.named(exchange).opening(random));
        return SshWire.string(wire.receive(ANSWER));
    }

    private byte[] proposal() {
        byte[] cookie = new byte[COOKIE];
        random.nextBytes(cookie);
        return new SshMessage(KEXINIT)
                .raw(cookie)
                .names(Exchange.offered())
                .names(HOST_KEYS)
                .names(CIPHERS)
                .names(CIPHERS)
                .names(MACS)
                .names(MACS)
                .names("none")
                .names("none")
                .names()
                .names()
                .raw(new byte[] {0})
                .number(0)
                .bytes();
    }

    /** The first of ours that is also theirs (RFC 4253, 7.1). */
    private static String agreed(String[] ours, byte[] theirs) throws IOException {
        List<String> known = List.of(new String(theirs, StandardCharsets.US_ASCII).split(","));
        return Arrays.stream(ours)
                .filter(known::contains)
                .findFirst()
                .orElseThrow(() -> new IOException("no algorithm in common"));
    }

    private static String type(byte[] key) throws IOException {
        return printable(new String(SshWire.string(ByteBuffer.wrap(key)), StandardCharsets.US_ASCII));
    }

    private static String fingerprint(byte[] key) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
        return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
    }

    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
    }
}
