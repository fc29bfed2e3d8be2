// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.runtime.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/**
 * What the agent is set to.
 *
 * @param server {@code https://host:port}
 * @param joinTokenFile where the join token is left
 * @param outboxLimit bytes
 * @param site that this machine stands at; empty where none is set
 */
public record RuntimeSettings(URI server, Path joinTokenFile, long outboxLimit, String site) {
    /** Reads the configuration; throws {@link IllegalArgumentException} with the key that is wrong. */
    public static RuntimeSettings of(RuntimeConfig config) {
        URI server = uri(config.server());
        if (config.outbox_limit() < 1024 * 1024) {
            throw invalid("outbox.limit", "at least 1048576", Long.toString(config.outbox_limit()));
        }
        if (config.join_token_file().isBlank()) {
            throw invalid("join.token.file", "the name of a file", config.join_token_file());
        }
        String site = config.site().strip();
        if (!site.isEmpty() && !site.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
            throw invalid("site", "lower-case letters, digits and hyphens", site);
        }
        return new RuntimeSettings(server, Path.of(config.join_token_file()), config.outbox_limit(), site);
    }

    private static URI uri(String text) {
        try {
            URI server = new URI(text.strip());
            if ("https".equals(server.getScheme()) && server.getHost() != null && server.getUserInfo() == null) {
                return server;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("io.centossrv.agent.runtime: server is no URL: " + text, e);
        }
        throw invalid("server", "https://host:port", text);
    }

    private static IllegalArgumentException invalid(String key, String rule, String value) {
        return new IllegalArgumentException(
                "io.centossrv.agent.runtime: " + key + " must be " + rule + ", not '" + value + "'");
    }
}
