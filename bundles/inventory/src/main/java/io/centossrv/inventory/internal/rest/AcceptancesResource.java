// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.rest;

import io.centossrv.inventory.Acceptance;
import io.centossrv.inventory.AcceptanceOutcome;
import io.centossrv.inventory.internal.service.AuditedNodeAdminService;
import io.centossrv.rest.RequiresPermission;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** {@code /api/v1/acceptances}: many pending nodes at once. */
@Path("acceptances")
@Produces(MediaType.APPLICATION_JSON)
public final class AcceptancesResource {
    private final AuditedNodeAdminService admin;

    AcceptancesResource(AuditedNodeAdminService admin) {
        this.admin = admin;
    }

    /** Whom to accept. */
    public record Request(List<Line> items, Optional<Boolean> partial) {
        public Request {
            items = List.copyOf(Objects.requireNonNull(items, "items"));
        }
    }

    /** One node. */
    public record Line(String fingerprint, Optional<String> name, Optional<Map<String, String>> tags) {
        public Line {
            Objects.requireNonNull(fingerprint, "fingerprint");
        }
    }

    /** What became of all. */
    public record Outcomes(int accepted, int unchanged, int refused, List<OutcomeBody> items) {}

    /** What became of one. */
    public record OutcomeBody(
            String fingerprint,
            String outcome,
            Optional<String> node,
            Optional<String> name,
            Optional<String> code,
            Optional<String> message) {
        static OutcomeBody of(AcceptanceOutcome outcome) {
            if (outcome instanceof AcceptanceOutcome.Refused refused) {
                return new OutcomeBody(
                        refused.fingerprint(),
                        "refused",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(refused.code()),
                        Optional.of(refused.message()));
            }
            if (outcome instanceof AcceptanceOutcome.Unchanged unchanged) {
                return done(unchanged.fingerprint(), "unchanged", unchanged.node(), unchanged.name());
            }
            AcceptanceOutcome.Accepted accepted = (AcceptanceOutcome.Accepted) outcome;
            return done(accepted.fingerprint(), "accepted", accepted.node(), accepted.name());
        }

        private static OutcomeBody done(String fingerprint, String outcome, Object node, Object name) {
            return new OutcomeBody(
                    fingerprint,
                    outcome,
                    Optional.of(node.toString()),
                    Optional.of(name.toString()),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("node:accept")
    public Outcomes accept(Request request, @Context SecurityContext security) {
        List<Acceptance> asked = request.items().stream()
                .map(line -> new Acceptance(
                        line.fingerprint(),
                        line.name(),
                        new TreeMap<>(line.tags().orElse(Map.of()))))
                .toList();
        List<OutcomeBody> items = admin
                .acceptAll(Callers.of(security), asked, request.partial().orElse(false))
                .stream()
                .map(OutcomeBody::of)
                .toList();
        return new Outcomes(count(items, "accepted"), count(items, "unchanged"), count(items, "refused"), items);
    }

    private static int count(List<OutcomeBody> items, String outcome) {
        return (int)
                items.stream().filter(item -> item.outcome().equals(outcome)).count();
    }
}
