// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.secret;

import io.centossrv.playbook.module.OutputCapture;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Hands on what is printed without secrets, also those that come in parts: what may be the beginning of one stays back until
 * more is printed. Each stream is printed to by one thread.
 */
public final class MaskedWatcher implements OutputCapture.Watcher {
    private final Mask mask;
    private final OutputCapture.Watcher watcher;
    private final Map<OutputCapture.Stream, Held> held = new EnumMap<>(OutputCapture.Stream.class);

    private static final class Held {
        private byte[] bytes = {};
    }

    private MaskedWatcher(Mask mask, OutputCapture.Watcher watcher) {
        this.mask = mask;
        this.watcher = watcher;
        for (OutputCapture.Stream stream : OutputCapture.Stream.values()) {
            held.put(stream, new Held());
        }
    }

    /** Returns a watcher that hands on to another one. */
    public static OutputCapture.Watcher of(Mask mask, OutputCapture.Watcher watcher) {
        return mask.hidesNothing() ? watcher : new MaskedWatcher(mask, watcher);
    }

    @Override
    public void printed(OutputCapture.Stream stream, byte[] bytes, int from, int length) {
        Held before = held.get(stream);
        byte[] all = Arrays.copyOf(before.bytes, before.bytes.length + length);
        System.arraycopy(bytes, from, all, before.bytes.length, length);
        ByteArrayOutputStream out = new ByteArrayOutputStream(all.length);
        int back = mask.scan(all, all.length, true, out);
        before.bytes = Arrays.copyOfRange(all, all.length - back, all.length);
        byte[] shown = out.toByteArray();
        if (shown.length > 0) {
            watcher.printed(stream, shown, 0, shown.length);
        }
    }
}
