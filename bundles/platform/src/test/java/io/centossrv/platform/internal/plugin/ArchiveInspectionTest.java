// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.platform.CentossrvException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.BundleException;

class ArchiveInspectionTest {
    @TempDir
    Path folder;

    private TestFramework framework;

    @BeforeEach
    void start() throws BundleException {
        framework = new TestFramework(folder.resolve("cache"));
    }

    @AfterEach
    void stop() throws BundleException, InterruptedException {
        framework.close();
    }

    @Test
    void aRightArchiveComesThrough() throws IOException {
        Change change = inspect(right().write(), true);
        assertThat(change.added()).extracting(BundleFile::label).containsExactly("t.a/1.0.0");
        assertThat(framework.bundles()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "a/../../evil",
                "/etc/passwd",
                "a//b",
                "a/./b",
                "..",
                ".hidden",
                "a\\b",
                "a\u0000b",
                "META-INF/CENTOSSRV-PLUGIN.JSON"
            })
    void namesThatLeadElsewhereOrStandTwiceAreRefused(String name) throws IOException {
        refused("plugin-invalid", right().entry(name, "x"));
        assertThat(folder.resolve("evil")).doesNotExist();
        assertThat(folder.getParent().resolve("evil")).doesNotExist();
    }

    @Test
    void whatUnpacksToTooMuchIsRefused() throws IOException {
        refused("plugin-invalid", right().entry("bomb", new byte[65 * 1024 * 1024]));
        TestArchive many = right();
        for (int i = 0; i < 2000; i++) {
            many.entry("e" + i, "");
        }
        refused("plugin-invalid", many);
    }

    @Test
    void whatIsNoArchiveIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.kar"), "not a zip");
        assertCode("plugin-invalid", () -> inspect(text, true));
        assertCode("plugin-invalid", () -> inspect(folder.resolve("absent.kar"), true));
        refused("plugin-invalid", right().without(PluginDescriptor.FILE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{}",
                "{\"id\":\"a\",\"version\":\"1\"}",
                "{\"id\":\"../a\",\"version\":\"1\",\"parts\":{\"server\":\"a\"}}",
                "{\"id\":\"a\",\"version\":\"one\",\"parts\":{\"server\":\"a\"}}",
                "{\"id\":\"a\",\"version\":\"1\",\"parts\":{}}",
                "{\"id\":\"a\",\"version\":\"1\",\"parts\":{\"server\":\"b\"}}",
                "{\"id\":\"a\",\"version\":\"1\",\"parts\":{\"server\":\"a\"},\"surprise\":1}",
                "{\"id\":\"a\",\"id\":\"b\",\"version\":\"1\",\"parts\":{\"server\":\"a\"}}",
                "{\"id\":\"a\",\"version\":\"1\",\"permissions\":[\"all\"],\"parts\":{\"server\":\"a\"}}",
                "{\"id\":\"a\",\"version\":\"1\",\"needs\":{\"x\":\"(objectClass=*)\"},\"parts\":{\"server\":\"a\"}}",
                "{\"id\":\"a\",\"version\":\"1\",\"parts\":{\"agent\":[\"repository/x.jar\"]}}",
                "{\"id\":\"a\",\"version\":\"1\",\"parts\":{\"agent\":[\"agent/absent.jar\"]}}"
            })
    void descriptorsThatAreWrongAreRefused(String json) throws IOException {
        refused("plugin-invalid", right().descriptor(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<bundle>file:/tmp/x.jar</bundle>",
                "<bundle>mvn:t/absent/1.0.0</bundle>",
                "<bundle>mvn:../x/1.0.0</bundle>",
                "<config name=\"org.apache.karaf.shell\">sshHost=0.0.0.0</config>",
                "<configfile finalname=\"etc/x\">mvn:t/x/1</configfile>",
                "<feature>ssh</feature>",
                ""
            })
    void featuresThatHoldMoreThanBundlesAreRefused(String content) throws IOException {
        refused("plugin-invalid", right().features("a", content));
    }

    @Test
    void entitiesInTheFeaturesFileAreRefused() throws IOException {
        refused(
                "plugin-invalid",
                right().entry(
                                "repository/t/features/1/features-1-features.xml",
                                "<!DOCTYPE f [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><features><feature name=\"a\">"
                                        + "<bundle>&x;</bundle></feature></features>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.osgi.framework",
                "org.osgi.service.component.runtime",
                "org.osgi.service.servlet.whiteboard",
                "org.apache.karaf.features",
                "org.apache.karaf.shell.api.console",
                "jakarta.servlet",
                "javax.servlet",
                "io.centossrv.platform.internal.plugin",
                "sun.misc",
                "jdk.net"
            })
    void importsOffTheListAreRefused(String name) throws IOException {
        refused("plugin-import-refused", archive(new TestBundle("t.a", "1.0.0").importing(name)));
        refused(
                "plugin-import-refused",
                archive(new TestBundle("t.a", "1.0.0").importing(name + ";resolution:=optional")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Fragment-Host; io.centossrv.rest",
                "Require-Bundle; org.apache.felix.framework",
                "DynamicImport-Package; *",
                "Bundle-Activator; t.Activator",
                "Export-Package; org.slf4j",
                "Require-Capability; osgi.implementation",
                "Bundle-SymbolicName; 't.a;singleton:=true'"
            })
    void headersThatReachBeyondThePluginAreRefused(String header, String value) throws IOException {
        refused("plugin-import-refused", archive(new TestBundle("t.a", "1.0.0").header(header, value)));
    }

    @Test
    void onlyTrustedPublishersComeInUnlessUnsignedIsAllowed() throws Exception {
        KeyPair trusted = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Files.createDirectories(folder.resolve("trust"));
        Files.writeString(
                folder.resolve("trust/acme.pub"),
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(trusted.getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");

        assertThat(inspect(right().signed(trusted.getPrivate()).write(), false).added())
                .hasSize(1);
        assertCode("plugin-unsigned", () -> inspect(right().write(), false));
        assertCode(
                "plugin-unsigned",
                () -> inspect(right().signed(other.getPrivate()).write(), true));
        assertCode(
                "plugin-unsigned",
                () -> inspect(
                        right().signed(trusted.getPrivate())
                                .entry("agent/more.jar", "x")
                                .write(),
                        true));
        assertCode(
                "plugin-unsigned",
                () -> inspect(
                        right().signed(trusted.getPrivate())
                                .entry(ArchiveSignature.SIGNATURE, "bm90IGEgc2lnbmF0dXJl")
                                .write(),
                        true));
        assertCode(
                "plugin-unsigned",
                () -> inspect(
                        right().signed(trusted.getPrivate())
                                .without(ArchiveSignature.SIGNATURE)
                                .write(),
                        true));
    }

    private TestArchive right() throws IOException {
        return archive(new TestBundle("t.a", "1.0.0"));
    }

    private TestArchive archive(TestBundle bundle) throws IOException {
        return TestArchive.of(folder, "a", "1.0.0", bundle);
    }

    private void refused(String code, TestArchive archive) throws IOException {
        Path file = archive.write();
        assertCode(code, () -> inspect(file, true));
        assertThat(framework.bundles()).isEmpty();
    }

    private Change inspect(Path archive, boolean unsignedAllowed) throws IOException {
        Path into = Files.createTempDirectory(folder, "incoming");
        return new ArchiveInspection(framework.host(), folder.resolve("trust"), unsignedAllowed).inspect(archive, into);
    }

    private static void assertCode(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(CentossrvException.class, e -> assertThat(
                        e.code().name())
                .as(new String(String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(code));
    }
}
