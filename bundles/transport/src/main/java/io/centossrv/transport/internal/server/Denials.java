// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.server;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts refused peers and tells of them once per source address and second. Thread-safe, never blocks. */
public final class Denials {
    private static final Logger LOG = LoggerFactory.getLogger(Denials.class);
    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);
    private static final int SOURCES = 10_000;
    private static final long LOG_INTERVAL = TimeUnit.MINUTES.toNanos(1);
    private static final int LINES = 20;
    private static final String OTHERS = "others";

    private final Map<String, Source> sources = new HashMap<>();
    private final Sink sink;
    private long logged = System.nanoTime();
    private int lines;

    /** Where refusals are told. */
    @FunctionalInterface
    public interface Sink {
        /** Tells. */
        void denied(String sourceAddress, String publicKey, String reason, long count);
    }

    /** Makes a counter. */
    public Denials(Sink sink) {
        this.sink = sink;
    }

    /** Counts a refusal; the first from a source is told at once. */
    public synchronized void deny(String address, String publicKey, String reason) {
        String source = sources.containsKey(address) || sources.size() < SOURCES ? address : OTHERS;
        Source counted = sources.computeIfAbsent(source, key -> new Source());
        if (counted.count == 0 || !publicKey.isEmpty() || counted.publicKey.isEmpty()) {
            // of several within a second the newest that names a key
            counted.publicKey = publicKey;
            counted.reason = reason;
        }
        counted.count++;
        if (System.nanoTime() - counted.told >= INTERVAL) {
            tell(source, counted);
        }
    }

    /** Tells of what was counted since; to be called about once a second. */
    public synchronized void flush() {
        long now = System.nanoTime();
        if (now - logged >= LOG_INTERVAL) {
            if (lines > LINES) {
                LOG.warn("More peers were refused within a minute: others={}", lines - LINES);
            }
            logged = now;
            lines = 0;
        }
        Iterator<Map.Entry<String, Source>> all = sources.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Source> entry = all.next();
            Source counted = entry.getValue();
            if (now - counted.told >= INTERVAL) {
                if (counted.count > 0) {
                    tell(entry.getKey(), counted);
                } else {
                    all.remove();
                }
            }
        }
    }

    private void tell(String address, Source counted) {
        if (++lines <= LINES) {
            LOG.warn(
                    "A peer is refused: address={} key={} reason={} count={}",
                    address,
                    counted.publicKey,
                    counted.reason,
                    counted.count);
        }
        sink.denied(address, counted.publicKey, counted.reason, counted.count);
        counted.told = System.nanoTime();
        counted.count = 0;
    }

    private static final class Source {
        private String publicKey = "";
        private String reason = "";
        private long count;
        private long told = System.nanoTime() - INTERVAL;
    }
}
