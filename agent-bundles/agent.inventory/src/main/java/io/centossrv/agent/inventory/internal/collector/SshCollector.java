// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal.collector;

import io.centossrv.agent.inventory.FactCollector;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** {@code ssh.host-keys}: the fingerprints of sshd's public host keys, as {@code ssh-keygen -l} shows them. */
@Component
public final class SshCollector implements FactCollector {
    private static final String FOLDER = "etc/ssh";
    private static final Pattern PUBLIC_KEY = Pattern.compile("ssh_host_[a-z0-9]{1,20}_key\\.pub");

    private final SystemFiles files;

    @Activate
    public SshCollector() {
        this(Path.of("/"));
    }

    SshCollector(Path root) {
        this.files = new SystemFiles(root);
    }

    @Override
    public String namespace() {
        return "ssh";
    }

    @Override
    public Map<String, Object> collect() {
        List<String> keys = files.names(FOLDER).stream()
                .filter(name -> PUBLIC_KEY.matcher(name).matches())
                .flatMap(name -> files.text(FOLDER + "/" + name).stream())
                .flatMap(text -> fingerprint(text).stream())
                .sorted()
                .toList();
        return keys.isEmpty() ? Map.of() : Map.of("host-keys", keys);
    }

    private static Optional<String> fingerprint(String line) {
        String[] words = line.split("\\s+");
        if (words.length < 2) {
            return Optional.empty();
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(Base64.getDecoder().decode(words[1]));
            return Optional.of("SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash));
        } catch (IllegalArgumentException e) {
            // something else lies there: it is no key of sshd's
            return Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has SHA-256", e);
        }
    }
}
