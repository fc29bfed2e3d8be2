// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.context;

import io.centossrv.cli.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A control plane and a login there.
 *
 * @param name what people call it
 * @param server its address, such as {@code https://localhost:8443}
 * @param authority the one certificate authority that is trusted for it, PEM; empty where the system's are
 * @param login empty where nobody is logged in
 * @param applyHere whether applying to nodes goes without the question for a name; the question for a number stays
 */
public record Context(String name, URI server, Optional<String> authority, Optional<Login> login, boolean applyHere) {

    /**
     * A login.
     *
     * @param user who
     * @param token a secret
     * @param expiresAt by the control plane's clock
     */
    public record Login(String user, String token, Optional<Instant> expiresAt) {
        @Override
        public String toString() {
            return "Login[user=" + user + ", expiresAt=" + expiresAt + "]";
        }
    }

    /** Returns it with another login. */
    public Context loggedIn(Optional<Login> other) {
        return new Context(name, server, authority, other, applyHere);
    }

    static Context read(JsonObject json) {
        String name = json.text("name").orElseThrow(() -> new IllegalArgumentException("a context has no name"));
        String server = json.text("server")
                .orElseThrow(() -> new IllegalArgumentException("context " + name + " has no server"));
        Optional<Login> login = json.text("token")
                .map(token -> new Login(json.text("user").orElse(""), token, json.instant("expiresAt")));
        return new Context(name, URI.create(server), json.text("caCertificate"), login, json.flag("applyHere"));
    }

    JsonObject write() {
        JsonObject.Builder json = JsonObject.with()
                .text("name", name)
                .text("server", server.toString())
                .text("caCertificate", authority)
                .text("user", login.map(Login::user))
                .text("token", login.map(Login::token))
                .text("expiresAt", login.flatMap(Login::expiresAt).map(Instant::toString));
        if (applyHere) {
            json.flag("applyHere", true);
        }
        return json.build();
    }
}
