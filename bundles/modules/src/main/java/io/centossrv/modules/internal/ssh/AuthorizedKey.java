// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.ssh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A line of an authorized_keys file that holds a key.
 *
 * @param blob the key itself, by which it is known
 * @param type such as ssh-ed25519
 * @param options what its user may do, each by its name, with its values in order; a value is absent where it has none
 * @param comment what stands behind it
 * @see <a href="https://man.openbsd.org/sshd.8#AUTHORIZED_KEYS_FILE_FORMAT">sshd(8)</a>
 */
record AuthorizedKey(String blob, String type, List<String> options, String comment) {
    private static final Set<String> TYPES = Set.of(
            "sk-ecdsa-sha2-nistp256@openssh.com",
            "sk-ecdsa-sha2-nistp256-cert-v01@openssh.com",
            "webauthn-sk-ecdsa-sha2-nistp256@openssh.com",
            "ecdsa-sha2-nistp256",
            "ecdsa-sha2-nistp256-cert-v01@openssh.com",
            "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp384-cert-v01@openssh.com",
            "ecdsa-sha2-nistp521",
            "ecdsa-sha2-nistp521-cert-v01@openssh.com",
            "sk-ssh-ed25519@openssh.com",
            "sk-ssh-ed25519-cert-v01@openssh.com",
            "ssh-ed25519",
            "ssh-ed25519-cert-v01@openssh.com",
            "ssh-dss",
            "ssh-dss-cert-v01@openssh.com",
            "ssh-rsa",
            "ssh-rsa-cert-v01@openssh.com",
            "ssh-xmss@openssh.com",
            "ssh-xmss-cert-v01@openssh.com",
            "rsa-sha2-256",
            "rsa-sha2-256-cert-v01@openssh.com",
            "rsa-sha2-512",
            "rsa-sha2-512-cert-v01@openssh.com");

    AuthorizedKey {
        options = List.copyOf(options);
    }

    /** Returns the key of a line; empty where it is a remark, blank or no key. */
    static Optional<AuthorizedKey> of(String line) {
        List<String> words = Arrays.asList(line.replace("\\#", "#").strip().split("\\s+"));
        if (words.get(0).equals("#")) {
            return Optional.empty();
        }
        for (int i = 0; i + 1 < words.size(); i++) {
            if (TYPES.contains(words.get(i))) {
                String comment = String.join(" ", words.subList(i + 2, words.size()));
                List<String> options = options(String.join(" ", words.subList(0, i)));
                return Optional.of(new AuthorizedKey(words.get(i + 1), words.get(i), options, comment));
            }
        }
        return Optional.empty();
    }

    /** Returns the options of a text: what commas outside of quotes part. */
    static List<String> options(String text) {
        List<String> options = new ArrayList<>();
        StringBuilder one = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' && quote == 0) {
                options.add(one.toString());
                one.setLength(0);
                continue;
            }
            if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
            one.append(c);
        }
        options.add(one.toString());
        options.removeIf(String::isEmpty);
        return options;
    }

    AuthorizedKey withOptions(List<String> other) {
        return new AuthorizedKey(blob, type, other, comment);
    }

    AuthorizedKey withComment(String other) {
        return new AuthorizedKey(blob, type, options, other);
    }

    /** Returns whether it says the same: the order of different options has no meaning. */
    boolean saysAs(AuthorizedKey other) {
        return blob.equals(other.blob)
                && type.equals(other.type)
                && comment.equals(other.comment)
                && byName(options).equals(byName(other.options));
    }

    private static Map<String, List<String>> byName(List<String> options) {
        Map<String, List<String>> named = new LinkedHashMap<>();
        for (String option : options) {
            named.computeIfAbsent(option.split("=", 2)[0], name -> new ArrayList<>())
                    .add(option);
        }
        return named;
    }

    String line() {
        String before = options.isEmpty() ? "" : String.join(",", options) + " ";
        return before + type + " " + blob + " " + comment + "\n";
    }
}
