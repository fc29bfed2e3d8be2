// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.vault;

import io.centossrv.playbook.model.Vaulted;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Opens what Ansible Vault 1.1 and 1.2 encrypted, with secrets by their ids. The secret of an envelope's id is tried
 * first, then the others in order, as Ansible does. Thread-safe.
 */
public final class Vault {
    private static final byte[] MAGIC = "$ANSIBLE_VAULT;".getBytes(StandardCharsets.US_ASCII);

    private final Map<String, byte[]> secrets;

    /** Creates one with secrets by id, in the order in which they are tried; {@code default} is that without an id. */
    public Vault(Map<String, byte[]> secrets) {
        Map<String, byte[]> copy = new LinkedHashMap<>();
        secrets.forEach((id, secret) -> copy.put(id, secret.clone()));
        this.secrets = Collections.unmodifiableMap(copy);
    }

    /** Returns one that has no secret. */
    public static Vault without() {
        return new Vault(Map.of());
    }

    /** Returns whether bytes begin as an envelope does. */
    public static boolean isEncrypted(byte[] content) {
        return content.length >= MAGIC.length && Arrays.equals(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /** Returns the text of a value; throws IllegalArgumentException, see {@link #open(byte[])}. */
    public String open(Vaulted value) {
        return new String(open(value.envelope().getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    /**
     * Returns what an envelope holds. Takes some ten milliseconds for each secret that is tried.
     *
     * @throws IllegalArgumentException where it is no envelope, or no secret opens it; the message tells no content
     */
    public byte[] open(byte[] content) {
        VaultEnvelope envelope = VaultEnvelope.read(content);
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("Attempting to decrypt but no vault secrets found: give a secret"
                    + envelope.id().map(id -> " for the vault id '" + id + "'").orElse(""));
        }
        for (byte[] secret : order(envelope.id())) {
            Optional<byte[]> opened = envelope.open(secret);
            if (opened.isPresent()) {
                return opened.get();
            }
        }
        throw new IllegalArgumentException("Decryption failed: none of the vault secrets " + secrets.keySet()
                + " opens this; was it encrypted with another one?");
    }

    private List<byte[]> order(Optional<String> id) {
        List<byte[]> order = new ArrayList<>();
        id.map(secrets::get).ifPresent(order::add);
        secrets.forEach((name, secret) -> {
            if (!id.equals(Optional.of(name))) {
                order.add(secret);
            }
        });
        return order;
    }

    @Override
    public String toString() {
        return "Vault" + secrets.keySet();
    }
}
