// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.modules.Tasks;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlurpModuleTest {
    @TempDir
    Path folder;

    private ModuleResult slurp(String source) {
        return new Tasks(folder).apply("slurp", Map.of("src", source));
    }

    @Test
    void anyBytesAreTold() throws IOException {
        Files.write(folder.resolve("a"), new byte[] {0, (byte) 0xff, 'x'});
        assertThat(slurp("a").values()).containsEntry("content", "AP94").containsEntry("encoding", "base64");
    }

    @Test
    void whatIsNoFileIsRefused() {
        assertThat(slurp("nope").message()).contains("file not found: nope");
        assertThat(slurp(".").message()).contains("source is a directory and must be a file: .");
        assertThat(slurp("/dev/zero").message().orElseThrow()).contains("larger than 64 MiB");
    }
}
