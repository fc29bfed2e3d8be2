// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.handler;

import io.centossrv.agent.AgentIdentity;
import io.centossrv.jobs.message.DeliverPlan;
import io.centossrv.protocol.NodeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** A control plane's key, and plans signed with it for one node. */
final class SignedPlans implements AgentIdentity {
    private final NodeId node = new NodeId(UUID.randomUUID());
    private final KeyPair keys = generate();
    private final AtomicLong counter = new AtomicLong();
    private final Path state;

    SignedPlans(Path state) {
        this.state = state;
    }

    private static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a plan that runs a shell command once, good for a minute from a time on. */
    DeliverPlan shell(String command, Instant from) {
        String job = UUID.randomUUID().toString();
        String text = "{\"version\":1,\"node\":\"" + node + "\",\"job\":\"" + job + "\",\"epoch\":1,\"notBefore\":\""
                + from + "\",\"notAfter\":\"" + from.plusSeconds(60) + "\",\"counter\":" + counter.incrementAndGet()
                + ",\"timeoutSeconds\":60,\"check\":false,\"diff\":false,\"becomeUsers\":[],\"files\":{},\"play\":"
                + "{\"plays\":[{\"name\":\"run\",\"vars\":{},\"tasks\":[{\"name\":\"sh\","
                + "\"module\":\"ansible.builtin.command\",\"args\":{\"argv\":[\"/bin/sh\",\"-c\",\"" + command
                + "\"]},\"line\":1,\"column\":1,\"file\":\"\"}]}],\"files\":{}}}";
        byte[] plan = text.getBytes(StandardCharsets.UTF_8);
        return new DeliverPlan(job, plan, sign(plan), Map.of());
    }

    private byte[] sign(byte[] plan) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(plan);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public NodeId node() {
        return node;
    }

    @Override
    public Path stateFolder(String domain) {
        try {
            return Files.createDirectories(state.resolve(domain));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public PublicKey planVerificationKey() {
        return keys.getPublic();
    }
}
