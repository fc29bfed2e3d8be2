// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.runtime.internal.enrolment;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A join token, {@code id.secret.pin}.
 *
 * @param id names it
 * @param secret what the control plane asks for
 * @param pin base64url of the SHA-256 of the SubjectPublicKeyInfo of the control plane's certificate authority
 */
record JoinToken(String id, String secret, String pin) {
    private static final Pattern TEXT =
            Pattern.compile("([A-Za-z0-9_-]{1,64})\\.([A-Za-z0-9_-]{20,200})\\.([A-Za-z0-9_-]{43})");

    static Optional<JoinToken> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new JoinToken(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }

    /** Tells whether it gives a node that there is a new key. */
    boolean isForReissue() {
        return id.startsWith("re-");
    }

    @Override
    public String toString() {
        return "JoinToken[id=" + id + "]";
    }
}
