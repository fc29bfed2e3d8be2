// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.discovery;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Host names by reverse DNS; none where that takes long, since the platform's look-up can't be bounded. */
public final class HostNames {
    private static final Pattern NAME = Pattern.compile("(?!-)[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63}){0,20}\\.?");

    private final ExecutorService threads;
    private final Duration limit;

    /**
     * Prepares it.
     *
     * @param threads for look-ups, so many at once
     * @param limit how long one may take
     */
    public HostNames(ExecutorService threads, Duration limit) {
        this.threads = threads;
        this.limit = limit;
    }

    Optional<String> of(InetAddress address) {
        try {
            Future<String> name = threads.submit(address::getCanonicalHostName);
            return Optional.of(name.get(limit.toMillis(), TimeUnit.MILLISECONDS))
                    .filter(text -> !text.equals(address.getHostAddress())
                            && NAME.matcher(text).matches())
                    .map(text -> text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
        } catch (TimeoutException | ExecutionException | RejectedExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
