// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.IssuedJoinToken;
import io.centossrv.inventory.JoinTokenTerms;
import io.centossrv.inventory.internal.InventoryErrors;
import io.centossrv.persistence.Database;
import io.centossrv.persistence.EventDraft;
import io.centossrv.persistence.Transaction;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.page.Page;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.protocol.NodeId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps join tokens, as hashes. */
@Component(service = PostgresJoinTokenStore.class)
public final class PostgresJoinTokenStore {
    /** A token that nobody can use any more, or whose nodes were decided on, is forgotten after this time. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final int MOST = 10_000;

    private final Database database;

    @Activate
    public PostgresJoinTokenStore(@Reference InventoryDatabase inventory) {
        this.database = inventory.database();
    }

    public void create(NewJoinToken token, String actor, Instant at) {
        database.inTransaction(transaction -> {
            forget(transaction, at);
            JoinTokenTerms terms = token.terms();
            Instant expiresAt = at.plus(terms.lifetime());
            Sql.update(
                    transaction,
                    """
                    insert into join_tokens (id, secret_hash, created_by, created_at, expires_at, uses, site, tags,
                                             name_pattern, reissues)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    token.id(),
                    token.secretHash(),
                    actor,
                    at,
                    expiresAt,
                    terms.uses(),
                    terms.site().orElse(null),
                    Sql.tags(terms.tags()),
                    terms.namePattern().orElse(null),
                    token.reissues().map(NodeId::value).orElse(null));
            transaction.emit(new EventDraft(
                    "join-token.created",
                    token.id(),
                    actor,
                    true,
                    EventData.of(
                            "expiresAt",
                            expiresAt.toString(),
                            "uses",
                            Integer.toString(terms.uses()),
                            "site",
                            terms.site().orElse(""),
                            "namePattern",
                            terms.namePattern().orElse(""),
                            "tags",
                            String.join(",", Sql.tags(terms.tags())),
                            "reissues",
                            token.reissues().map(NodeId::toString).orElse(""))));
            return token.id();
        });
    }

    /** Returns tokens by id. */
    public Page<IssuedJoinToken> list(PageRequest request, Instant at) {
        List<IssuedJoinToken> tokens = database.read(transaction -> Sql.query(
                transaction,
                row -> TokenRow.read(row).issued(),
                TokenRow.SELECT + " where t.id > ? order by t.id limit ?",
                at,
                request.after().orElse(""),
                request.limit() + 1));
        return Page.of(tokens, request, IssuedJoinToken::id);
    }

    /** Takes a token back; one that was taken back stays as it is. */
    public IssuedJoinToken revoke(String id, String actor, Instant at) {
        return database.inTransaction(transaction -> {
            int changed = Sql.update(
                    transaction,
                    "update join_tokens set revoked_at = ?, revoked_by = ? where id = ? and revoked_at is null",
                    at,
                    actor,
                    id);
            if (changed == 1) {
                transaction.emit(new EventDraft("join-token.revoked", id, actor, true, "{}"));
            }
            return TokenRow.locked(transaction, id, at)
                    .orElseThrow(() -> new CentossrvException(
                            InventoryErrors.JOIN_TOKEN_NOT_FOUND,
                            "There is no such join token. 'csrv join-token list' shows those that there are."))
                    .issued();
        });
    }

    private static void forget(Transaction transaction, Instant at) throws SQLException {
        Sql.update(transaction, """
                delete from join_tokens t
                 where t.expires_at < ?
                   and not exists (select from nodes n where n.id = t.node and n.standing = 'pending')
                   and not exists (select from join_token_uses u, nodes n
                                    where u.token = t.id and n.id = u.node and n.standing = 'pending')
                """, at.minus(KEPT));
        int kept = Sql.query(transaction, row -> row.getInt(1), "select count(*) from join_tokens")
                .get(0);
        if (kept >= MOST) {
            throw new CentossrvException(
                    InventoryErrors.JOIN_TOKEN_LIMIT,
                    "There are " + kept
                            + " join tokens, as many as are kept. Those that ended go after 30 days; make one"
                            + " of several uses instead of many.");
        }
    }
}
