// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.runtime.internal.enrolment;

import io.centossrv.agent.runtime.internal.enrolment.PinnedTrustManager.WrongPin;
import io.centossrv.agent.runtime.internal.identity.CurveKeys;
import io.centossrv.agent.runtime.internal.identity.Identity;
import io.centossrv.agent.runtime.internal.identity.IdentityFolder;
import io.centossrv.agent.runtime.internal.identity.Machine;
import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes this machine a node: asks with the join token until an operator has accepted it, and writes down who it is. Asks
 * with the same key and token after each crash, and changes nothing where it was accepted before.
 */
final class Enrolment {
    private static final Logger LOG = LoggerFactory.getLogger(Enrolment.class);

    private final URI server;
    private final JoinTokenFile tokenFile;
    private final IdentityFolder folder;
    private final Machine machine;
    private final String site;
    private final Waits waits;
    private String told = "";

    Enrolment(URI server, JoinTokenFile tokenFile, IdentityFolder folder, Machine machine, String site, Waits waits) {
        this.server = server;
        this.tokenFile = tokenFile;
        this.folder = folder;
        this.machine = machine;
        this.site = site;
        this.waits = waits;
    }

    /** Returns once this machine is a node. */
    Identity run() throws InterruptedException {
        Optional<Identity> known = folder.identity();
        if (known.isPresent()) {
            dropToken(known.get());
            return known.get();
        }
        CurveKeys keys = folder.keys();
        Duration wait = waits.first();
        JoinToken asked = null;
        EnrolmentClient client = null;
        while (true) {
            Optional<JoinToken> token = token();
            if (token.isPresent()) {
                if (!token.get().equals(asked)) {
                    asked = token.get();
                    client = new EnrolmentClient(server, asked, Clock.systemUTC());
                    wait = waits.first();
                }
                Step step = ask(client, keys, () -> {});
                if (step.identity().isPresent()) {
                    return step.identity().get();
                }
                wait = step.slowly() ? waits.refused() : waits.after(wait);
            } else {
                wait = waits.first();
            }
            Thread.sleep(Waits.jittered(wait).toMillis());
        }
    }

    /**
     * Waits until a token of {@code node:reissue} is left for this node, and returns once it has a new key by it. Refusals are
     * told of and tried again: until then the node works with the key that it has.
     */
    Identity awaitReissue(Identity known) throws InterruptedException {
        Duration look = waits.first().multipliedBy(5);
        while (true) {
            Thread.sleep(Waits.jittered(look).toMillis());
            Optional<JoinToken> token = reissue(known);
            if (token.isPresent()) {
                Step step = rekey(new EnrolmentClient(server, token.get(), Clock.systemUTC()));
                if (step.identity().isPresent()) {
                    return step.identity().get();
                }
                look = step.slowly() ? waits.refused() : waits.first().multipliedBy(5);
            }
        }
    }

    private Step rekey(EnrolmentClient client) throws InterruptedException {
        if (folder.hasNextKeys() && folder.nextKeys().equals(folder.keys())) {
            // We died after the new key was taken: with this token, or with one before it.
            Step step = ask(client, folder.keys(), () -> {});
            if (step.identity().isEmpty() && !step.slowly()) {
                return step;
            }
            folder.dropNextKeys();
            if (step.identity().isPresent()) {
                return step;
            }
        }
        Step step = ask(client, folder.nextKeys(), folder::adoptNextKeys);
        if (step.identity().isPresent()) {
            folder.dropNextKeys();
        }
        return step;
    }

    private Optional<JoinToken> reissue(Identity known) {
        try {
            return tokenFile
                    .read()
                    .filter(token -> token.isForReissue() && !token.id().equals(known.token()));
        } catch (IOException e) {
            warn(e.getMessage());
            return Optional.empty();
        }
    }

    /** What came of asking once. */
    private record Step(Optional<Identity> identity, boolean slowly) {}

    private Step ask(EnrolmentClient client, CurveKeys keys, Runnable atAcceptance) throws InterruptedException {
        try {
            Answer answer = client.ask(keys, machine, site);
            if (answer instanceof Answer.Accepted accepted) {
                atAcceptance.run();
                folder.keep(accepted.identity());
                LOG.info(
                        "Accepted by {} as node={}", server, accepted.identity().node());
                dropToken(accepted.identity());
                return new Step(Optional.of(accepted.identity()), false);
            }
            if (answer instanceof Answer.Refused refused) {
                return refused(refused);
            }
            String node = ((Answer.Pending) answer).node();
            if (tell(node)) {
                LOG.info(
                        "Enrolled at {}, waiting to be accepted: 'csrv node accept {} NAME'. key={}",
                        server,
                        node,
                        keys.fingerprint());
            }
            return new Step(Optional.empty(), false);
        } catch (IOException e) {
            Optional<CertificateException> untrusted = untrusted(e);
            warn("The control plane " + server
                    + untrusted.map(Enrolment::distrust).orElse(" does not answer: " + e.getMessage()));
            return new Step(Optional.empty(), untrusted.isPresent());
        }
    }

    private Step refused(Answer.Refused refused) {
        // A control plane that starts, or replaces a part, answers so for a moment.
        boolean passing = refused.status() == 404 || refused.status() >= 500;
        warn("The control plane " + server
                + (passing ? " does not serve enrolments yet." : " refused this machine; it is asked again.")
                + " status=" + refused.status() + " code=" + refused.code() + " detail=" + refused.detail());
        return new Step(Optional.empty(), !passing);
    }

    private Optional<JoinToken> token() {
        try {
            Optional<JoinToken> token = tokenFile.read();
            if (token.isEmpty() && tell("no token")) {
                LOG.info("Waiting for a join token in {}.", tokenFile.path());
            }
            return token;
        } catch (IOException e) {
            warn(e.getMessage());
            return Optional.empty();
        }
    }

    /** Deletes the token that brought us in, also where we died before we could. Another one is not ours to delete. */
    private void dropToken(Identity identity) {
        try {
            Optional<JoinToken> token = tokenFile.read();
            if (token.isPresent() && token.get().id().equals(identity.token())) {
                tokenFile.delete();
            } else if (token.isPresent() && !token.get().isForReissue()) {
                LOG.warn(
                        "The join token in {} is not used: this agent is node={} already.",
                        tokenFile.path(),
                        identity.node());
            }
        } catch (IOException e) {
            LOG.warn("The join token in {} can't be deleted; delete it. reason={}", tokenFile.path(), e.toString());
        }
    }

    private static String distrust(CertificateException error) {
        return error instanceof WrongPin
                ? " is REFUSED: " + error.getMessage()
                        + ". Someone may be in between, or the token is of another server."
                : " is REFUSED, its certificate is no good: " + error.getMessage() + ".";
    }

    private static Optional<CertificateException> untrusted(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private void warn(String message) {
        if (tell(message)) {
            LOG.warn("{}", message);
        }
    }

    /** Returns whether this is news: the same is logged once, however often it is found. */
    private boolean tell(String news) {
        boolean fresh = !news.equals(told);
        told = news;
        return fresh;
    }
}
