// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.service;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeState;
import io.centossrv.inventory.internal.BusKey;
import io.centossrv.inventory.internal.ClockOffset;
import io.centossrv.inventory.internal.InventoryErrors;
import io.centossrv.inventory.internal.NodeIdGenerator;
import io.centossrv.inventory.internal.RateLimit;
import io.centossrv.inventory.internal.Repetitions;
import io.centossrv.inventory.internal.link.LinkCutter;
import io.centossrv.inventory.internal.store.Applicant;
import io.centossrv.inventory.internal.store.PostgresEnrolmentStore;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorDetail;
import io.centossrv.platform.ErrorKind;
import io.centossrv.platform.pki.ControlPlaneKeys;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lets a machine with a join token apply to be a node, and ask whether it was accepted. */
@Component(service = EnrolmentService.class, configurationPid = "io.centossrv.inventory")
public final class EnrolmentService {
    private static final ErrorCode INVALID = new ErrorCode("enrolment-invalid", ErrorKind.USER);
    private static final ErrorCode LIMITED = new ErrorCode("enrolment-limited", ErrorKind.LIMITED);
    private static final Pattern HOSTNAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,252})?");
    private static final Pattern MACHINE_ID = Pattern.compile("[A-Za-z0-9-]{0,64}");

    private static final Pattern SITE = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?");

    private final PostgresEnrolmentStore store;
    private final LinkCutter links;
    private final ControlPlaneKeys keys;
    private final EnrolmentSettings settings;
    private final Clock clock;
    private final NodeIdGenerator ids;
    private final RateLimit questions;
    private final RateLimit refusals;
    private final Repetitions told;

    @Activate
    public EnrolmentService(
            @Reference PostgresEnrolmentStore store,
            @Reference LinkCutter links,
            @Reference ControlPlaneKeys keys,
            EnrolmentConfig config) {
        this(store, links, keys, EnrolmentSettings.of(config), Clock.systemUTC());
    }

    EnrolmentService(
            PostgresEnrolmentStore store,
            LinkCutter links,
            ControlPlaneKeys keys,
            EnrolmentSettings settings,
            Clock clock) {
        this.store = store;
        this.links = links;
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
        this.ids = new NodeIdGenerator(clock);
        this.questions = new RateLimit(settings.perMinute(), clock);
        this.refusals = new RateLimit(settings.refusedPerMinute(), clock);
        this.told = new Repetitions(clock);
    }

    /**
     * What a machine says of itself that applies, unchecked.
     *
     * @param token {@code id.secret}
     * @param busKey Z85
     * @param sentAt by its clock
     */
    public record Application(
            String token,
            String busKey,
            String hostname,
            String machineId,
            Optional<String> dmiUuid,
            Optional<String> site,
            Optional<Instant> sentAt) {
        @Override
        public String toString() {
            return "Application[hostname=" + hostname + "]";
        }
    }

    /**
     * What a machine that applies needs to know.
     *
     * @param accepted whether the node may connect
     * @param busKey Z85
     * @param planKey base64 of the SubjectPublicKeyInfo of the key that plans are signed with
     */
    public record Enrolment(Node node, boolean accepted, int busPort, String busKey, String planKey) {}

    /**
     * Applies.
     *
     * @param source the address that asks
     */
    public Enrolment enrol(Application application, String source) {
        if (!questions.take(source) || !refusals.hasLeft(source)) {
            throw new CentossrvException(LIMITED, "Too many enrolments from " + source + ". Try again in a minute.");
        }
        Applicant applicant = applicant(application);
        Optional<TokenSecret> secret = TokenSecret.parse(application.token());
        String token = secret.map(TokenSecret::id).orElse("none");
        Node node;
        try {
            node = redeem(secret, applicant);
        } catch (CentossrvException e) {
            refused(e, token, applicant, source);
            throw e;
        }
        if (TokenSecret.isForReissue(token)) {
            // With the key that it had until now; the sweep cuts a link that another control plane has.
            links.cut(node.id(), "reissued");
        }
        return new Enrolment(
                node,
                node.state() != NodeState.PENDING,
                settings.busPort(),
                keys.busPublicKey(),
                Base64.getEncoder().encodeToString(keys.planVerificationKey().getEncoded()));
    }

    private Node redeem(Optional<TokenSecret> secret, Applicant applicant) {
        TokenSecret known = secret.orElseThrow(() -> new CentossrvException(
                InventoryErrors.JOIN_TOKEN_INVALID, "The join token is not one that was made here."));
        return store.redeem(known.id(), known.hash(), applicant, ids.next(), settings.pendingLimit(), now());
    }

    private void refused(CentossrvException why, String token, Applicant applicant, String source) {
        ErrorKind kind = why.code().kind();
        if (kind == ErrorKind.UNAVAILABLE || kind == ErrorKind.INTERNAL) {
            return;
        }
        boolean guessed = why.code().equals(InventoryErrors.JOIN_TOKEN_INVALID);
        if (guessed) {
            refusals.take(source);
        }
        // Who guesses makes up keys and ids; the address is all that one has of it.
        String what = guessed ? source : token + " " + applicant.key().fingerprint();
        long count = told.count(why.code().name() + " " + what);
        if (count > 0) {
            store.refused(
                    guessed ? "unknown" : token, applicant, source, why.code().name(), count);
        }
    }

    private Applicant applicant(Application said) {
        require(HOSTNAME, said.hostname(), "/hostname", "a host name has 1 to 253 letters, digits, dots and hyphens");
        require(MACHINE_ID, said.machineId(), "/machineId", "a machine id has at most 64 letters, digits and hyphens");
        String dmi = said.dmiUuid().orElse("");
        require(MACHINE_ID, dmi, "/dmiUuid", "a firmware's UUID has at most 64 letters, digits and hyphens");
        said.site()
                .ifPresent(site -> require(SITE, site, "/site", "a site has lower-case letters, digits and hyphens"));
        BusKey key;
        try {
            key = new BusKey(said.busKey());
        } catch (IllegalArgumentException e) {
            throw invalid("/busKey", e.getMessage());
        }
        return new Applicant(
                key,
                said.hostname(),
                said.machineId(),
                dmi.toLowerCase(Locale.ROOT),
                said.site(),
                said.sentAt().map(sent -> ClockOffset.between(clock.instant(), sent)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static void require(Pattern pattern, String text, String pointer, String rule) {
        if (!pattern.matcher(text).matches()) {
            throw invalid(pointer, rule);
        }
    }

    private static CentossrvException invalid(String pointer, String rule) {
        return new CentossrvException(
                INVALID, "The enrolment can't be read: " + rule + ".", List.of(ErrorDetail.at(pointer, rule + ".")));
    }
}
