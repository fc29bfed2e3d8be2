// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.test;

import io.centossrv.platform.pki.SecretSealing;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Seals so that a test can tell, and nobody reads it in passing. */
public final class PlainSealing implements SecretSealing {
    @Override
    public String seal(String purpose, String text) {
        return purpose + " " + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String open(String purpose, String sealed) {
        return new String(HexFormat.of().parseHex(sealed.substring(purpose.length() + 1)), StandardCharsets.UTF_8);
    }
}
