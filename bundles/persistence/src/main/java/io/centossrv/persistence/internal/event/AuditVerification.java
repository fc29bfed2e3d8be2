// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.event;

import io.centossrv.persistence.Database;
import io.centossrv.persistence.Event;
import io.centossrv.persistence.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;

/** Computes the chain over the audit rows anew and compares. */
public final class AuditVerification {
    private static final int PAGE = 1_000;

    private AuditVerification() {}

    /**
     * What was found.
     *
     * @param rows how many audit rows are in order, from the oldest
     * @param broken the number of the first row that does not fit, or of the newest event where rows at the end are gone
     * @param head the hash of the newest audit row, in hexadecimal: kept elsewhere, it proves the chain later
     */
    public record Result(long rows, OptionalLong broken, String head) {}

    /** Reads all audit rows on one snapshot, a page at a time; blocks. */
    public static Result verify(Database events) {
        return events.read(AuditVerification::verify);
    }

    private static Result verify(Transaction transaction) throws SQLException {
        byte[] hash;
        byte[] head;
        long newest;
        try (PreparedStatement select = transaction
                        .connection()
                        .prepareStatement("SELECT audit_anchor, audit_hash, newest FROM persistence.sequence");
                ResultSet row = select.executeQuery()) {
            row.next();
            hash = row.getBytes(1);
            head = row.getBytes(2);
            newest = row.getLong(3);
        }
        long rows = 0;
        try (PreparedStatement select = transaction
                .connection()
                .prepareStatement("SELECT " + EventRow.COLUMNS
                        + ", hash FROM persistence.events WHERE audit ORDER BY sequence")) {
            select.setFetchSize(PAGE);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    Event event = EventRow.read(found);
                    hash = AuditChain.next(hash, event);
                    if (!Arrays.equals(hash, found.getBytes("hash"))) {
                        return new Result(rows, OptionalLong.of(event.sequence()), hex(head));
                    }
                    rows++;
                }
            }
        }
        return new Result(rows, Arrays.equals(hash, head) ? OptionalLong.empty() : OptionalLong.of(newest), hex(head));
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
