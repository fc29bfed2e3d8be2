// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.modules.Tasks;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshModulesTest {
    private static final String ONE =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFYSo+E9M8OLB1OeV+PY9XAcmUU4GvMFnGnqfykcSwpy";
    private static final String TWO =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMIpY24OWeRh4pZZRzXHbJ+gPJB6SWkmmpqB8N2jT6t1";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void open() {
        file = folder.resolve("f");
    }

    /** Checks, applies and applies again: the check changes nothing and predicts; what is done is done once. */
    private ModuleResult converge(String module, Object... pairs) throws IOException {
        Map<String, Object> arguments = new HashMap<>(Map.of("path", file.toString()));
        for (int i = 0; i < pairs.length; i += 2) {
            arguments.put((String) pairs[i], pairs[i + 1]);
        }
        Tasks tasks = new Tasks(folder);
        String before = Files.exists(file) ? Files.readString(file) : "";
        ModuleResult predicted = tasks.check(module, arguments);
        assertThat(Files.exists(file) ? Files.readString(file) : "").isEqualTo(before);
        ModuleResult done = tasks.apply(module, arguments);
        assertThat(predicted.changed()).isEqualTo(done.changed());
        assertThat(predicted.failed()).isEqualTo(done.failed());
        assertThat(tasks.apply(module, arguments).changed()).isFalse();
        return done;
    }

    private ModuleResult authorize(Object... pairs) throws IOException {
        Object[] all = new Object[pairs.length + 4];
        System.arraycopy(pairs, 0, all, 4, pairs.length);
        all[0] = "user";
        all[1] = System.getProperty("user.name");
        all[2] = "manage_dir";
        all[3] = false;
        return converge("authorized_key", all);
    }

    @Test
    void keysComeGoAndKeepWhatStandsAroundThem() throws IOException {
        Files.writeString(file, "# head\n\nfrom=\"10.0.0.1,10.0.0.2\",no-pty " + ONE + " a b\nnot a key\n");
        authorize("key", TWO + " c");
        assertThat(file)
                .hasContent("# head\n\nfrom=\"10.0.0.1,10.0.0.2\",no-pty " + ONE + " a b\nnot a key\n" + TWO + " c\n");
        assertThat((Integer) Files.getAttribute(file, "unix:mode") & 07777).isEqualTo(0600);
        authorize("key", ONE, "state", "absent");
        assertThat(file).hasContent("# head\n\nnot a key\n" + TWO + " c\n");
        authorize("key", TWO, "key_options", "no-pty,command=\"a, b\"", "comment", "d");
        assertThat(file).hasContent("# head\n\nnot a key\nno-pty,command=\"a, b\" " + TWO + " d\n");
        authorize("key", ONE + " z", "exclusive", true);
        assertThat(file).hasContent(ONE + " z\n");
    }

    @Test
    void theOrderOfOptionsHasNoMeaning() throws IOException {
        Files.writeString(file, "no-pty,no-X11-forwarding " + ONE + " a\n");
        assertThat(authorize("key", "no-X11-forwarding,no-pty " + ONE + " a").changed())
                .isFalse();
    }

    @Test
    void whatIsNoKeyOrNoUserIsRefusedByTheCheckToo() throws IOException {
        assertThat(authorize("key", "ssh-nothing AAAA").failed()).isTrue();
        assertThat(converge("authorized_key", "user", "no-such-user-zz", "key", ONE)
                        .failed())
                .isTrue();
        assertThat(file).doesNotExist();
    }

    @Test
    void aHostIsKnownByOneKeyOfAType() throws IOException {
        Files.writeString(file, "h2 " + TWO + "\nh1 " + TWO);
        converge("known_hosts", "name", "H1", "key", "h1 " + ONE);
        assertThat(file).hasContent("h2 " + TWO + "\nh1 " + ONE + "\n");
        converge("known_hosts", "name", "h2", "state", "absent");
        assertThat(file).hasContent("h1 " + ONE + "\n");
        converge("known_hosts", "name", "h1", "key", "h1 " + TWO, "state", "absent");
        assertThat(file).hasContent("h1 " + ONE + "\n");
    }

    @Test
    void aHashedNameIsFoundByThoseWhoKnowIt() throws IOException {
        converge("known_hosts", "name", "h1", "key", "h1 " + ONE, "hash_host", true);
        assertThat(Files.readString(file))
                .startsWith("|1|")
                .doesNotContain("h1 ")
                .endsWith(ONE + "\n");
        Process keygen = new ProcessBuilder("ssh-keygen", "-F", "h1", "-f", file.toString()).start();
        assertThat(new String(keygen.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("found: line 1");
        converge("known_hosts", "name", "h1", "state", "absent");
        assertThat(file).isEmptyFile();
    }

    @Test
    void aKeyOfAnotherHostIsRefused() throws IOException {
        assertThat(converge("known_hosts", "name", "h9", "key", "h1 " + ONE).failed())
                .isTrue();
        assertThat(converge("known_hosts", "name", "h1", "key", "h1 ssh-ed25519 AAAA")
                        .failed())
                .isTrue();
        assertThat(converge("known_hosts", "name", "h1").failed()).isTrue();
    }

    @Test
    void patternsOfHosts() {
        assertThat(HostPattern.matches("*.example", "a.b.example")).isTrue();
        assertThat(HostPattern.matches("h?.*", "h1.example")).isTrue();
        assertThat(HostPattern.matches("h?", "h12")).isFalse();
        HostKeyLine line = HostKeyLine.of("*.example,!b.example " + ONE).orElseThrow();
        assertThat(line.isOf("a.example")).isTrue();
        assertThat(line.isOf("b.example")).isFalse();
    }
}
