// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.model;

/**
 * A value that Ansible Vault encrypted, as it stands in the text.
 *
 * @param envelope with its first line, {@code $ANSIBLE_VAULT;1.1;AES256}
 */
public record Vaulted(String envelope) {
    @Override
    public String toString() {
        return "Vaulted[]";
    }
}
