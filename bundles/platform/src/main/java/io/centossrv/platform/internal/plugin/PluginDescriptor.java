// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.plugin;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.centossrv.platform.internal.version.Release;
import io.centossrv.platform.security.Permission;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a plugin says of itself: {@code META-INF/centossrv-plugin.json} in its archive.
 *
 * @param id lower-case with hyphens; also the part of its URLs, {@code /api/v1/x/<id>}
 * @param version as OSGi writes it
 * @param summary one sentence for people
 * @param needs contract packages with the ranges of versions that it works with
 * @param permissions those that its operations and commands ask of callers
 * @param parts what is in the archive
 */
public record PluginDescriptor(
        String id, String version, String summary, Map<String, String> needs, List<String> permissions, Parts parts) {
    /** Where the descriptor is in the archive. */
    public static final String FILE = "META-INF/centossrv-plugin.json";

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern PACKAGE = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*");
    private static final Pattern RANGE = Pattern.compile("[\\[(]?[0-9A-Za-z._-]+(,[0-9A-Za-z._-]+[\\])])?");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    public PluginDescriptor {
        Objects.requireNonNull(parts, "parts is missing");
        require(id != null && id.length() <= 60 && ID.matcher(id).matches(), "id must be lower-case with hyphens");
        require(version != null, "version is missing");
        Release.parse(version);
        summary = summary == null ? "" : summary;
        needs = new TreeMap<>(needs == null ? Map.of() : needs);
        needs.forEach((name, range) -> require(
                PACKAGE.matcher(name).matches() && RANGE.matcher(range).matches(), "needs has " + name + " " + range));
        permissions = List.copyOf(permissions == null ? List.of() : permissions);
        permissions.forEach(Permission::new);
    }

    /**
     * Reads a descriptor.
     *
     * @throws io.centossrv.platform.CentossrvException {@code plugin-invalid} with the reason
     */
    static PluginDescriptor read(byte[] json) {
        try {
            return JSON.readValue(json, PluginDescriptor.class);
        } catch (JacksonException e) {
            throw PluginErrors.invalid(FILE + " is not right: " + e.getOriginalMessage(), e);
        } catch (java.io.IOException e) {
            throw PluginErrors.invalid(FILE + " can't be read.", e);
        }
    }

    /** Returns the version for comparison. */
    public Release release() {
        return Release.parse(version);
    }

    private static void require(boolean rule, String otherwise) {
        if (!rule) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /**
     * What is in the archive.
     *
     * @param server the name of the feature whose bundles run in the control plane; empty where there is none
     * @param agent the bundles for the nodes' agents, paths below {@code agent/} in the archive
     */
    public record Parts(String server, List<String> agent) {
        private static final Pattern AGENT = Pattern.compile("agent/[A-Za-z0-9_+@~-][A-Za-z0-9_+@~.-]*\\.jar");

        public Parts {
            server = server == null ? "" : server;
            agent = List.copyOf(agent == null ? List.of() : agent);
            require(
                    agent.stream().allMatch(path -> AGENT.matcher(path).matches()),
                    "parts.agent must name jars directly below agent/");
            require(!server.isEmpty() || !agent.isEmpty(), "parts names neither a server nor an agent part");
        }
    }
}
