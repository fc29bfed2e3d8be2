// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

import io.centossrv.playbook.module.ModuleContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.StringTokenizer;

/** The file {@code .netrc} of the user, or the one that {@code NETRC} names. */
final class Netrc {
    private static final long LARGEST = 1024 * 1024;

    private Netrc() {}

    static Optional<Credentials> find(ModuleContext context, String host) {
        String named = context.environment().get("NETRC");
        String home = context.environment().get("HOME");
        if (named == null && home == null) {
            return Optional.empty();
        }
        Path file = named != null ? context.path(named) : context.path(home).resolve(".netrc");
        try {
            return Files.isRegularFile(file) && Files.size(file) <= LARGEST
                    ? parse(Files.readString(file), host)
                    : Optional.empty();
        } catch (IOException unreadable) {
            // As with Ansible, a file that can't be read has no passwords for us.
            return Optional.empty();
        }
    }

    static Optional<Credentials> parse(String text, String host) {
        StringTokenizer words = new StringTokenizer(text.replaceAll("(?m)^\\s*#.*$", ""));
        boolean ours = false;
        String user = "";
        while (words.hasMoreTokens()) {
            String word = words.nextToken();
            if (word.equals("default")) {
                ours = true;
                user = "";
            } else if (words.hasMoreTokens()) {
                String value = words.nextToken();
                if (word.equals("machine")) {
                    ours = value.equalsIgnoreCase(host);
                    user = "";
                } else if (ours && word.equals("login")) {
                    user = value;
                } else if (ours && word.equals("password") && !user.isEmpty()) {
                    return Optional.of(new Credentials(user, value));
                }
            }
        }
        return Optional.empty();
    }
}
