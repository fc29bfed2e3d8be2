// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.server;

import io.centossrv.protocol.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which reports of one link are done. Nothing of it is kept over a restart: the agent sends what is not acknowledged, in
 * ascending order, so all below the first report of a link is acknowledged. Not thread-safe.
 */
final class AckBook {
    private static final int REMEMBERED = 4096;
    private final TreeSet<Long> beyond = new TreeSet<>();
    private final List<Long> untold = new ArrayList<>();
    private final List<Envelope.Refusal> refused = new ArrayList<>();
    private long upTo = -1;
    private long toldUpTo = -1;

    /** Notes that a report has come. */
    void seen(long number) {
        if (upTo < 0) {
            upTo = number - 1;
            toldUpTo = upTo;
        }
    }

    /** Returns whether a report is known to be done. */
    boolean isDone(long number) {
        return number <= upTo || beyond.contains(number);
    }

    /** Notes that a report is committed, or that it came again though it was done: the agent has not heard of it. */
    void done(long number) {
        if (number <= upTo) {
            toldUpTo = Math.min(toldUpTo, number - 1);
            return;
        }
        beyond.add(number);
        untold.add(number);
        while (beyond.remove(upTo + 1)) {
            upTo++;
        }
        if (beyond.size() > REMEMBERED) {
            // the agent has heard of it; if it comes again it is handled again
            beyond.pollFirst();
        }
    }

    /** Notes that a report is refused for good. */
    void refuse(long number, String code, String message) {
        refused.add(new Envelope.Refusal(number, code, message));
        done(number);
    }

    /** Returns what the agent has not heard yet, and takes it as told. */
    Optional<Envelope.Ack> news() {
        List<Long> above =
                untold.stream().filter(number -> number > upTo).sorted().toList();
        if (upTo == toldUpTo && above.isEmpty()) {
            return Optional.empty();
        }
        Envelope.Ack ack = new Envelope.Ack(Math.max(upTo, 0), above, List.copyOf(refused));
        toldUpTo = upTo;
        untold.clear();
        refused.clear();
        return Optional.of(ack);
    }
}
