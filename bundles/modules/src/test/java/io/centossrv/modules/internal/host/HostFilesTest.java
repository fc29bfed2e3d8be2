// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.modules.Tasks;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** sysctl, mount and getent beside Ansible's behaviour, which the conformance cases show. */
class HostFilesTest {
    @TempDir
    Path folder;

    @Test
    void aLinkToSettingsStaysALinkAndTheModeStays() throws IOException {
        Path real = Files.writeString(folder.resolve("real"), "a.b=1\n");
        Files.setAttribute(real, "unix:mode", 0600);
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        Map<String, Object> arguments =
                Map.of("name", "a.b", "value", "2", "sysctl_file", link.toString(), "reload", false);
        assertThat(new Tasks(folder).apply("ansible.posix.sysctl", arguments).changed())
                .isTrue();
        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("a.b=2\n");
        assertThat((Integer) Files.getAttribute(real, "unix:mode") & 07777).isEqualTo(0600);
    }

    @Test
    void aSettingThatTheKernelHasAlreadyIsNotSet() throws IOException {
        String running = Files.readString(Path.of("/proc/sys/kernel/ostype")).strip();
        Path file = Files.writeString(folder.resolve("conf"), "kernel.ostype=" + running + "\n");
        Map<String, Object> same = Map.of(
                "name",
                "kernel.ostype",
                "value",
                running,
                "sysctl_file",
                file.toString(),
                "reload",
                false,
                "sysctl_set",
                true);
        assertThat(new Tasks(folder).apply("ansible.posix.sysctl", same).changed())
                .isFalse();
        Map<String, Object> other = Map.of(
                "name",
                "kernel.ostype",
                "value",
                "Other",
                "sysctl_file",
                file.toString(),
                "reload",
                false,
                "sysctl_set",
                true);
        assertThat(new Tasks(folder).check("ansible.posix.sysctl", other).changed())
                .isTrue();
        assertThat(Files.readString(Path.of("/proc/sys/kernel/ostype")).strip()).isEqualTo(running);
    }

    @Test
    void swapAreasAreToldApartByTheirSource() {
        Fstab table = new Fstab("/dev/a none swap sw 0 0\n/dev/b none swap sw 0 0\n/dev/c /short ext4 rw\n");
        assertThat(table.without("none", Optional.of("/dev/b")))
                .isEqualTo("/dev/a none swap sw 0 0\n/dev/c /short ext4 rw\n");
        assertThat(table.without("/short", Optional.empty())).doesNotContain("/dev/c");
        assertThat(table.with(new Fstab.Entry(Optional.of("/dev/x y"), "/m n", "xfs", "rw", "0", "0")))
                .endsWith("/dev/x\\040y /m\\040n xfs rw 0 0\n");
    }

    @Test
    void theCheckOfAMountMakesNothing() {
        Path file = folder.resolve("etc/fstab");
        Path place = folder.resolve("m");
        Map<String, Object> arguments = Map.of(
                "path",
                place.toString(),
                "src",
                "tmpfs",
                "fstype",
                "tmpfs",
                "state",
                "mounted",
                "fstab",
                file.toString());
        assertThat(new Tasks(folder).check("ansible.posix.mount", arguments).changed())
                .isTrue();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatIsMountedIsKnown() throws IOException {
        assertThat(MountTable.source("/proc/")).contains("proc");
        assertThat(MountTable.source(folder.toString())).isEmpty();
    }

    @Test
    void getentTellsRecordsByTheirKeys() {
        ModuleResult result = new Tasks(folder).apply("getent", Map.of("database", "passwd", "key", "root"));
        assertThat(result.values().get("ansible_facts").toString()).startsWith("{getent_passwd={root=[x, 0, 0, ");
        assertThat(new Tasks(folder)
                        .apply("getent", Map.of("database", "passwd", "key", "no-such"))
                        .failed())
                .isTrue();
    }
}
