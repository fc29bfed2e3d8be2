// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.IssuedJoinToken;
import io.centossrv.inventory.IssuedJoinToken.State;
import io.centossrv.inventory.JoinTokenTerms;
import io.centossrv.inventory.internal.HostNamePattern;
import io.centossrv.inventory.internal.InventoryErrors;
import io.centossrv.persistence.Transaction;
import io.centossrv.platform.CentossrvException;
import io.centossrv.protocol.NodeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A join token as its row has it.
 *
 * @param issued what may be shown of it
 * @param secretHash what proves that a machine has it
 * @param team whose its nodes are
 */
record TokenRow(IssuedJoinToken issued, byte[] secretHash, String team) {
    /** The columns of {@link #read}; the first parameter is the time at which its state is judged. */
    static final String SELECT = """
            select t.id, t.secret_hash, t.team, t.created_by, t.created_at, t.expires_at, t.uses, t.site, t.tags,
                   t.name_pattern, t.reissues, t.revoked_at, t.expires_at <= ? as over,
                   (select count(*) from join_token_uses u where u.token = t.id)
                   + (case when t.used_by is not null and not exists (
                         select from join_token_uses u where u.token = t.id and u.bus_key = t.used_by)
                      then 1 else 0 end) as used
              from join_tokens t
            """;

    static Optional<TokenRow> locked(Transaction transaction, String id, Instant at) throws SQLException {
        // Two statements: one that waits for the lock would count the uses as they were before it waited.
        Sql.query(transaction, row -> row.getInt(1), "select 1 from join_tokens where id = ? for update", id);
        return Sql.query(transaction, TokenRow::read, SELECT + " where t.id = ?", at, id).stream()
                .findFirst();
    }

    static TokenRow read(ResultSet row) throws SQLException {
        Instant createdAt = Sql.instant(row, "created_at").orElseThrow();
        Instant expiresAt = Sql.instant(row, "expires_at").orElseThrow();
        JoinTokenTerms terms = new JoinTokenTerms(
                Duration.between(createdAt, expiresAt),
                row.getInt("uses"),
                Optional.ofNullable(row.getString("site")),
                Sql.tags(row, "tags"),
                Optional.ofNullable(row.getString("name_pattern")));
        IssuedJoinToken issued = new IssuedJoinToken(
                row.getString("id"),
                state(row),
                terms,
                row.getInt("used"),
                row.getObject("reissues") == null ? Optional.empty() : Optional.of(Sql.node(row, "reissues")),
                row.getString("created_by"),
                createdAt,
                expiresAt,
                Sql.instant(row, "revoked_at"));
        return new TokenRow(issued, row.getBytes("secret_hash"), row.getString("team"));
    }

    String id() {
        return issued.id();
    }

    JoinTokenTerms terms() {
        return issued.terms();
    }

    Optional<NodeId> reissues() {
        return issued.reissues();
    }

    /** Throws where this token does not let another machine in, or not this one. */
    void requireFor(Applicant applicant) {
        switch (issued.state()) {
            case REVOKED ->
                throw new CentossrvException(
                        InventoryErrors.JOIN_TOKEN_REVOKED, "The join token was revoked. Ask for a new one.");
            case EXPIRED ->
                throw new CentossrvException(
                        InventoryErrors.JOIN_TOKEN_EXPIRED,
                        "The join token expired at " + issued.expiresAt() + ". Make a new one.");
            case USED_UP ->
                throw new CentossrvException(
                        InventoryErrors.JOIN_TOKEN_USED,
                        terms().uses() == 1
                                ? "The join token was used by another machine. Make a new one."
                                : "The join token was used by " + terms().uses()
                                        + " machines already, as many as it was made for. Make a new one.");
            case OPEN -> requirePlace(applicant);
        }
    }

    private void requirePlace(Applicant applicant) {
        Optional<String> site = terms().site();
        if (site.isPresent()
                && applicant.site().isPresent()
                && !site.get().equals(applicant.site().get())) {
            throw new CentossrvException(
                    InventoryErrors.JOIN_TOKEN_SITE,
                    "The join token is for the site " + site.get() + ", this machine is set to "
                            + applicant.site().get() + ".");
        }
        Optional<String> pattern = terms().namePattern();
        if (pattern.isPresent() && !new HostNamePattern(pattern.get()).matches(applicant.hostname())) {
            throw new CentossrvException(
                    InventoryErrors.JOIN_TOKEN_NAME,
                    "The join token is for host names like " + pattern.get() + ", this machine calls itself "
                            + applicant.hostname() + ".");
        }
    }

    private static State state(ResultSet row) throws SQLException {
        if (row.getObject("revoked_at") != null) {
            return State.REVOKED;
        }
        if (row.getInt("used") >= row.getInt("uses")) {
            return State.USED_UP;
        }
        return row.getBoolean("over") ? State.EXPIRED : State.OPEN;
    }

    @Override
    public String toString() {
        return "TokenRow[" + issued + "]";
    }
}
