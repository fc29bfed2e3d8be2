// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The service of another domain, which comes and goes: what the bind and unbind methods of a dynamic reference keep.
 * Thread-safe.
 */
public final class DomainReference<T> {
    private final String domain;
    private final AtomicReference<T> present = new AtomicReference<>();

    /** Makes one that holds nothing yet, for a service of the domain of this name. */
    public DomainReference(String domain) {
        this.domain = Objects.requireNonNull(domain, "domain");
    }

    /** Holds the service from now on. */
    public void bind(T service) {
        present.set(Objects.requireNonNull(service, "service"));
    }

    /** Lets the service go, unless a newer one was bound in its place. */
    public void unbind(T service) {
        present.compareAndSet(service, null);
    }

    /**
     * Returns the service.
     *
     * @throws DomainUnavailable while there is none
     */
    public T service() {
        T service = present.get();
        if (service == null) {
            throw new DomainUnavailable(domain);
        }
        return service;
    }
}
