// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.cli.outcome.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file format; packages of the real rpmbuild are read where hosts are bootstrapped. */
class RpmHeaderTest {
    @TempDir
    private Path folder;

    @Test
    void saysWhatThePackageNeeds() throws IOException {
        RpmHeader header = RpmHeader.read(file(rpm(
                "/bin/sh",
                "libc.so.6(GLIBC_2.9)(64bit)",
                "libc.so.6(GLIBC_2.34)(64bit)",
                "libc.so.6(GLIBC_2.4)(64bit)",
                "libm.so.6(GLIBC_2.99)(64bit)")));
        assertThat(header).isEqualTo(new RpmHeader("centossrv-agent", "x86_64", Optional.of("2.34")));
        assertThat(RpmHeader.read(file(rpm("/bin/sh"))).library()).isEmpty();
    }

    @Test
    void refusesWhatIsNone() throws IOException {
        byte[] whole = rpm("/bin/sh");
        for (int length : new int[] {0, 3, 95, 100, 120, 140, whole.length - 1}) {
            Path cut = file(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> RpmHeader.read(cut)).as("of %d", length).isInstanceOf(Failure.class);
        }
        Path text = file("#!/bin/sh\n".repeat(100).getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> RpmHeader.read(text)).hasMessageContaining("is no RPM");
        byte[] huge = whole.clone();
        ByteBuffer.wrap(huge).putInt(96 + 12, Integer.MAX_VALUE);
        Path file = file(huge);
        assertThatThrownBy(() -> RpmHeader.read(file)).hasMessageContaining("is no RPM");
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "p", ".rpm"), bytes);
    }

    private static byte[] rpm(String... needs) {
        byte[] name = "centossrv-agent\0x86_64\0".getBytes(StandardCharsets.UTF_8);
        byte[] all = (String.join("\0", needs) + "\0").getBytes(StandardCharsets.UTF_8);
        ByteBuffer rpm = ByteBuffer.allocate(96 + 16 + 16 + 5 + 3 + 16 + 3 * 16 + name.length + all.length);
        rpm.putInt(0xedabeedb).position(96);
        // a signature of five bytes, so that the header is aligned
        rpm.putInt(0x8eade801).putInt(0).putInt(1).putInt(5);
        rpm.putInt(1000).putInt(6).putInt(0).putInt(1).position(96 + 16 + 16 + 5 + 3);
        rpm.putInt(0x8eade801).putInt(0).putInt(3).putInt(name.length + all.length);
        rpm.putInt(1000).putInt(6).putInt(0).putInt(1);
        rpm.putInt(1022).putInt(6).putInt(16).putInt(1);
        rpm.putInt(1049).putInt(8).putInt(name.length).putInt(needs.length);
        return rpm.put(name).put(all).array();
    }
}
