// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A user's name and password; its text tells neither. */
record Credentials(String user, String password) {
    String basic() {
        String pair = user + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Credentials[hidden]";
    }
}
