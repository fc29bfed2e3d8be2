// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal.collector;

import io.centossrv.agent.inventory.InventoryItem;
import io.centossrv.agent.inventory.ItemCollector;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Repositories of yum and dnf, as their files say; passwords in addresses are left out. */
@Component
public final class RepositoryCollector implements ItemCollector {
    private static final List<String> SHOWN =
            List.of("name", "baseurl", "mirrorlist", "metalink", "gpgcheck", "gpgkey");
    private static final Set<String> OFF = Set.of("0", "no", "false", "off");
    private static final Pattern CREDENTIALS = Pattern.compile("//[^/@\\s]*@");

    private final SystemFiles files;

    @Activate
    public RepositoryCollector() {
        this(Path.of("/"));
    }

    RepositoryCollector(Path root) {
        this.files = new SystemFiles(root);
    }

    @Override
    public String kind() {
        return "repository";
    }

    @Override
    public Optional<List<InventoryItem>> collect() {
        Map<String, InventoryItem> repositories = new TreeMap<>();
        for (String file : files.names("etc/yum.repos.d")) {
            if (file.endsWith(".repo")) {
                read(file, repositories);
            }
        }
        return Optional.of(List.copyOf(repositories.values()));
    }

    private void read(String file, Map<String, InventoryItem> repositories) {
        String id = "";
        Map<String, String> settings = new TreeMap<>();
        for (String line : files.lines("etc/yum.repos.d/" + file)) {
            String text = line.strip();
            if (text.startsWith("[") && text.endsWith("]")) {
                add(id, file, settings, repositories);
                id = text.substring(1, text.length() - 1);
                settings = new TreeMap<>();
            } else if (!text.startsWith("#") && text.indexOf('=') > 0) {
                int equals = text.indexOf('=');
                settings.putIfAbsent(
                        text.substring(0, equals).strip(),
                        text.substring(equals + 1).strip());
            }
        }
        add(id, file, settings, repositories);
    }

    private static void add(
            String id, String file, Map<String, String> settings, Map<String, InventoryItem> repositories) {
        if (id.isEmpty() || id.equals("main")) {
            return;
        }
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("file", file);
        attributes.put("enabled", String.valueOf(!OFF.contains(settings.getOrDefault("enabled", "1"))));
        SHOWN.forEach(name -> {
            String value = settings.getOrDefault(name, "");
            if (!value.isEmpty()) {
                attributes.put(name, CREDENTIALS.matcher(value).replaceAll("//"));
            }
        });
        repositories.put(id, InventoryItem.of(id, attributes));
    }
}
