// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

import io.centossrv.playbook.module.ModuleFailure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The option {@code checksum}: an algorithm and a hash, or where a list of hashes is. */
record ExpectedChecksum(String algorithm, String hash) {
    /** Returns it; empty where nothing is expected. The hash may still be the URL of a list. */
    static Optional<ExpectedChecksum> of(String option, Map<String, Object> told) {
        if (option.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = option.split(":", 2);
        if (parts.length < 2) {
            throw new ModuleFailure("The checksum parameter has to be in format <algorithm>:<checksum>", told);
        }
        return Optional.of(new ExpectedChecksum(parts[0], parts[1]));
    }

    boolean isUrl() {
        return hash.matches("(?i)(https?|ftp|file):.*");
    }

    /** Returns it with the hash that a list in the form of sha256sum(1) has for a file. */
    ExpectedChecksum in(String list, String file) {
        List<String> lines = list.lines().toList();
        if (lines.size() == 1 && lines.get(0).strip().split("\\s+").length == 1) {
            return new ExpectedChecksum(algorithm, lines.get(0).strip());
        }
        for (String line : lines) {
            String[] parts = line.split(" ", 2);
            if (parts.length == 2) {
                String name = parts[1].replaceFirst("^[ *]", "").replaceFirst("^[./]+", "");
                if (name.equals(file)) {
                    return new ExpectedChecksum(algorithm, parts[0]);
                }
            }
        }
        throw new ModuleFailure("Unable to find a checksum for file '" + file + "' in '" + Address.shown(hash) + "'");
    }

    /** Returns it in small letters without blanks and what else comes along when hashes are pasted. */
    ExpectedChecksum cleaned(Map<String, Object> told) {
        String plain = hash.replaceAll("\\W+", "").toLowerCase(Locale.ROOT);
        if (!plain.matches("[0-9a-f]+")) {
            throw new ModuleFailure("The checksum format is invalid", told);
        }
        Digests.known(algorithm);
        return new ExpectedChecksum(algorithm, plain);
    }
}
