// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.admission;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jars that modules of the agent come from, by the agent's release: {@code etc/agent-jars/<version>.sha256}, as
 * sha256sum writes it. Read anew each time, so that a release can be added without a restart. Thread-safe.
 */
@Component(service = AgentReleases.class, configurationPid = "io.centossrv.platform")
public final class AgentReleases {
    private static final Logger LOG = LoggerFactory.getLogger(AgentReleases.class);
    private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._+-]{0,63}");
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *]([0-9A-Za-z._+-]{1,200})");
    private static final int MOST_BYTES = 64 * 1024;

    private final Path folder;
    private final boolean unknownTaken;
    private final AtomicBoolean warned = new AtomicBoolean();

    @Activate
    public AgentReleases(AgentReleasesConfig config) {
        this(Path.of(System.getProperty("karaf.etc", "etc"), "agent-jars"), config.plugin_dev());
    }

    /**
     * Knows the releases of a folder.
     *
     * @param unknownTaken whether agents of releases that are not there get work, which then names no jars
     */
    public AgentReleases(Path folder, boolean unknownTaken) {
        this.folder = folder;
        this.unknownTaken = unknownTaken;
    }

    /** Returns hash to name of the jars of a release; empty where agents of that release must get no work. */
    public Optional<SortedMap<String, String>> jars(String version) {
        Optional<SortedMap<String, String>> known = read(version);
        if (known.isPresent() || !unknownTaken) {
            return known;
        }
        if (warned.compareAndSet(false, true)) {
            LOG.warn("plugin.dev=true: an agent of a release that is not in {} gets work, unchecked.", folder);
        }
        return Optional.of(new TreeMap<>());
    }

    /** The version is what a node says of itself. */
    private Optional<SortedMap<String, String>> read(String version) {
        if (!VERSION.matcher(version).matches()) {
            return Optional.empty();
        }
        Path file = folder.resolve(version + ".sha256");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException("it is larger than " + MOST_BYTES + " bytes");
            }
            SortedMap<String, String> jars = new TreeMap<>();
            for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches()) {
                    jars.put(matcher.group(1), matcher.group(2));
                } else if (!line.isBlank()) {
                    throw new IOException("a line is none of sha256sum");
                }
            }
            return jars.isEmpty() ? Optional.empty() : Optional.of(jars);
        } catch (IOException e) {
            LOG.error("The jars of a release of the agent can't be read: its agents get no work. file={}", file, e);
            return Optional.empty();
        }
    }
}
