// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.plugin;

import io.centossrv.platform.testplugin.Greeting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Builds the jar of a bundle that has one component, the command {@code greeting:say}. */
final class TestBundle {
    private static final String COMPONENT = """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="greeting" immediate="%s">
              <implementation class="io.centossrv.platform.testplugin.Greeting"/>
              <service><provide interface="io.centossrv.platform.command.Command"/></service>
              %s
            </scr:component>
            """;

    private final Map<String, String> headers = new LinkedHashMap<>();
    private String reference = "";
    private boolean failing;
    private boolean delayed;

    TestBundle(String name, String version) {
        header("Bundle-ManifestVersion", "2");
        header("Bundle-SymbolicName", name);
        header("Bundle-Version", version);
        header("Service-Component", "OSGI-INF/greeting.xml");
        header(
                "Import-Package",
                "io.centossrv.platform.command;version=\"[1.0,2)\",io.centossrv.platform.security;version=\"[1.0,2)\"");
        header(
                "Require-Capability",
                "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.3.0)(!(version>=2.0.0)))\"");
    }

    TestBundle header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    TestBundle importing(String clause) {
        return header("Import-Package", headers.get("Import-Package") + "," + clause);
    }

    TestBundle needing(String service) {
        reference = "<reference name=\"missing\" interface=\"" + service + "\"/>";
        return this;
    }

    TestBundle failing() {
        failing = true;
        return this;
    }

    /** Makes the component only once somebody asks for its service. */
    TestBundle delayed() {
        delayed = true;
        return this;
    }

    String name() {
        return headers.get("Bundle-SymbolicName").split(";")[0];
    }

    String version() {
        return headers.get("Bundle-Version");
    }

    Path write(Path file) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        String type = Greeting.class.getName().replace('.', '/');
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest);
                InputStream code = Greeting.class.getResourceAsStream("Greeting.class")) {
            put(jar, type + ".class", code.readAllBytes());
            put(
                    jar,
                    "OSGI-INF/greeting.xml",
                    COMPONENT.formatted(!delayed, reference).getBytes(StandardCharsets.UTF_8));
            if (failing) {
                put(jar, type.replace("Greeting", "fail"), new byte[0]);
            }
        }
        return file;
    }

    private static void put(JarOutputStream jar, String name, byte[] bytes) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(bytes);
        jar.closeEntry();
    }
}
