// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The three accounts that work on the database, so that none can do more than its part: {@code MIGRATE} owns the tables,
 * {@code RUN} reads and writes rows but can't touch an event that was sealed, {@code AUDIT} appends those. Each password
 * follows from the owner's, so that several control planes that know one URL know them all and nothing has to be kept.
 */
enum Role {
    MIGRATE,
    RUN,
    AUDIT;

    /** Returns the account's name: roles belong to the whole server, so it starts with the database's. */
    String user(DatabaseAddress address) {
        return address.name() + "_" + name().toLowerCase(Locale.ROOT);
    }

    String password(DatabaseAddress address) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(("centossrv:" + address.password()).getBytes(StandardCharsets.UTF_8), "HMAC"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(user(address).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
