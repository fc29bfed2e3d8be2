// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.handler;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The executor's jars in one folder, as the distribution has them. */
final class ExecutorFolder {
    private static final List<String> ONE_CLASS_OF_EACH = List.of(
            "io.centossrv.executor.Main",
            "io.centossrv.playbook.CompiledPlays",
            "io.centossrv.jinja.Template",
            "io.centossrv.modules.BuiltInModules",
            "com.fasterxml.jackson.core.JsonFactory",
            "org.yaml.snakeyaml.Yaml",
            "org.slf4j.Logger",
            "org.slf4j.impl.StaticLoggerBinder");

    private ExecutorFolder() {}

    static Path fill(Path lib) throws IOException, URISyntaxException, ClassNotFoundException {
        Files.createDirectories(lib);
        int number = 0;
        for (String name : ONE_CLASS_OF_EACH) {
            Path source = Path.of(Class.forName(name)
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path jar = lib.resolve(number++ + ".jar");
            if (Files.isDirectory(source)) {
                pack(source, jar);
            } else {
                Files.copy(source, jar);
            }
        }
        return lib;
    }

    /** In a build that does not package, modules are folders of classes. */
    private static void pack(Path folder, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(new JarEntry(folder.relativize(file).toString()));
                Files.copy(file, entries);
                entries.closeEntry();
            }
        }
    }
}
