// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.journal;

import io.centossrv.playbook.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Which counters were used in the current epoch: no plan runs under a counter twice, nor under one that is more than a
 * thousand behind the highest. Plans may overtake one another on their way, so a bare highest number would refuse good
 * ones. Keeps the latest time that a plan was signed for too: it is not earlier than that, whatever the clock says.
 */
final class CounterWindow {
    private static final int WIDTH = 1000;

    private final Path file;
    private long epoch = -1;
    private long floor = -1;
    private Instant latest = Instant.EPOCH;
    private final TreeMap<Long, String> used = new TreeMap<>();

    private CounterWindow(Path file) {
        this.file = file;
    }

    static CounterWindow read(Path file) throws IOException {
        CounterWindow window = new CounterWindow(file);
        if (Files.exists(file)) {
            Map<String, Object> form = Json.readObject(Files.readAllBytes(file));
            window.epoch = (Long) form.get("epoch");
            window.floor = (Long) form.get("floor");
            window.latest = Instant.parse((String) form.get("latest"));
            ((Map<?, ?>) form.get("used"))
                    .forEach((counter, job) -> window.used.put(Long.valueOf((String) counter), (String) job));
        }
        return window;
    }

    /** Returns why a plan's counter is refused, or an empty text. */
    String obstacle(long planEpoch, long counter, UUID job) {
        if (planEpoch < epoch) {
            return "the plan is of epoch " + planEpoch + ", this node has seen epoch " + epoch;
        }
        if (planEpoch == epoch) {
            String holder = used.getOrDefault(counter, job.toString());
            if (counter <= floor || !holder.equals(job.toString())) {
                return "the counter " + counter + " was used already or is too far behind";
            }
        }
        return "";
    }

    /** Returns the latest time that any plan was signed for. */
    Instant latest() {
        return latest;
    }

    void use(long planEpoch, long counter, UUID job, Instant notBefore) throws IOException {
        if (planEpoch > epoch) {
            epoch = planEpoch;
            floor = -1;
            used.clear();
        }
        used.put(counter, job.toString());
        while (used.size() > WIDTH) {
            floor = used.pollFirstEntry().getKey();
        }
        if (notBefore.isAfter(latest)) {
            latest = notBefore;
        }
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("epoch", epoch);
        form.put("floor", floor);
        form.put("latest", latest.toString());
        Map<String, Object> counters = new LinkedHashMap<>();
        used.forEach((one, holder) -> counters.put(one.toString(), holder));
        form.put("used", counters);
        DurableFiles.replace(file, Json.write(form).getBytes(StandardCharsets.UTF_8));
    }
}
