// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal;

import io.centossrv.platform.security.Caller;
import java.util.Objects;
import java.util.Set;

/**
 * Somebody who may log in.
 *
 * @param name as audit shows it
 * @param passwordHash Argon2id, PHC string; not in {@link #toString}
 * @param grants as in {@link Caller}
 * @param credential counts up when the password changes; a token stands for one of them
 * @param disabled may not log in, and tokens are worthless
 */
public record Account(String name, String passwordHash, Set<String> grants, int credential, boolean disabled) {
    public Account {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(passwordHash, "passwordHash");
        grants = Set.copyOf(grants);
    }

    public Caller caller() {
        return new Caller(name, grants);
    }

    @Override
    public String toString() {
        return "Account[" + name + "]";
    }
}
