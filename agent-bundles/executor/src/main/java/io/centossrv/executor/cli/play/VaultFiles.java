// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.cli.play;

import io.centossrv.playbook.vault.Vault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads secrets of vaults from files, so that none is in an argument. */
final class VaultFiles {
    private VaultFiles() {}

    /** Returns the vault of {@code [ID@]FILE}s. */
    static Vault read(List<String> given, Path folder) throws IOException {
        Map<String, byte[]> secrets = new LinkedHashMap<>();
        for (String one : given) {
            int at = one.indexOf('@');
            String id = at > 0 ? one.substring(0, at) : "default";
            Path file = folder.resolve(one.substring(at + 1));
            if (Files.isExecutable(file)) {
                throw new IllegalArgumentException(
                        "the vault secret " + file + " is a program: give a file that holds the secret");
            }
            String secret = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            if (secret.isEmpty()) {
                throw new IllegalArgumentException("the vault secret " + file + " is empty");
            }
            secrets.put(
                    secrets.containsKey(id) ? id + "#" + secrets.size() : id,
                    secret.getBytes(StandardCharsets.ISO_8859_1));
        }
        return new Vault(secrets);
    }
}
