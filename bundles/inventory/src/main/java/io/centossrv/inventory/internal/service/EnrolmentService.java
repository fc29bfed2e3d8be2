// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.service;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeState;
import io.centossrv.inventory.internal.BusKey;
import io.centossrv.inventory.internal.InventoryErrors;
import io.centossrv.inventory.internal.NodeIdGenerator;
import io.centossrv.inventory.internal.RateLimit;
import io.centossrv.inventory.internal.store.Applicant;
import io.centossrv.inventory.internal.store.PostgresJoinTokenStore;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorDetail;
import io.centossrv.platform.ErrorKind;
import io.centossrv.platform.pki.ControlPlaneKeys;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
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

    private final PostgresJoinTokenStore tokens;
    private final ControlPlaneKeys keys;
    private final EnrolmentSettings settings;
    private final Clock clock;
    private final NodeIdGenerator ids;
    private final RateLimit questions;
    private final RateLimit refusals;

    @Activate
    public EnrolmentService(
            @Reference PostgresJoinTokenStore tokens, @Reference ControlPlaneKeys keys, EnrolmentConfig config) {
        this(tokens, keys, EnrolmentSettings.of(config), Clock.systemUTC());
    }

    EnrolmentService(PostgresJoinTokenStore tokens, ControlPlaneKeys keys, EnrolmentSettings settings, Clock clock) {
        this.tokens = tokens;
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
        this.ids = new NodeIdGenerator(clock);
        this.questions = new RateLimit(settings.perMinute(), clock);
        this.refusals = new RateLimit(settings.refusedPerMinute(), clock);
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
     * @param token {@code id.secret}
     * @param source the address that asks
     */
    public Enrolment enrol(String token, String busKey, String hostname, String machineId, String source) {
        if (!questions.take(source) || !refusals.hasLeft(source)) {
            throw new CentossrvException(LIMITED, "Too many enrolments from " + source + ". Try again in a minute.");
        }
        Applicant applicant = applicant(busKey, hostname, machineId);
        Node node;
        try {
            TokenSecret secret = TokenSecret.parse(token)
                    .orElseThrow(() -> new CentossrvException(
                            InventoryErrors.JOIN_TOKEN_INVALID, "The join token is not one that was made here."));
            node = tokens.redeem(
                    secret.id(),
                    secret.hash(),
                    applicant,
                    ids.next(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
        } catch (CentossrvException e) {
            if (e.code().equals(InventoryErrors.JOIN_TOKEN_INVALID)) {
                refusals.take(source);
            }
            throw e;
        }
        return new Enrolment(
                node,
                node.state() != NodeState.PENDING,
                settings.busPort(),
                keys.busPublicKey(),
                Base64.getEncoder().encodeToString(keys.planVerificationKey().getEncoded()));
    }

    private static Applicant applicant(String busKey, String hostname, String machineId) {
        require(HOSTNAME, hostname, "/hostname", "a host name has 1 to 253 letters, digits, dots and hyphens");
        require(MACHINE_ID, machineId, "/machineId", "a machine id has at most 64 letters, digits and hyphens");
        try {
            return new Applicant(new BusKey(busKey), hostname, machineId);
        } catch (IllegalArgumentException e) {
            throw invalid("/busKey", e.getMessage());
        }
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
