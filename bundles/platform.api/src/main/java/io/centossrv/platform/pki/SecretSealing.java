// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.pki;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Seals what must not be read from the database, its backups or its log: AES-256 in GCM (NIST SP 800-38D) under a key
 * derived (RFC 5869) from the one that signs plans, so that each control plane of a database opens what another sealed.
 * Thread-safe.
 */
@ProviderType
public interface SecretSealing {
    /**
     * Returns a text, sealed: base64url, another one each time.
     *
     * @param purpose who seals; the same is needed to open it
     */
    String seal(String purpose, String text);

    /**
     * Returns what was sealed.
     *
     * @throws IllegalArgumentException where it was changed, sealed for another purpose or by another key
     */
    String open(String purpose, String sealed);
}
