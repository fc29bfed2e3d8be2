// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.postgres;

/**
 * Where the embedded PostgreSQL listens.
 *
 * @param port on the loopback interface
 * @param user the superuser
 * @param password the superuser's password; not in {@link #toString}
 */
public record EmbeddedAddress(int port, String user, String password) {
    @Override
    public String toString() {
        return "127.0.0.1:" + port;
    }
}
