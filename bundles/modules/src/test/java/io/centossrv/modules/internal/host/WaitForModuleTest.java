// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.modules.Tasks;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitForModuleTest {
    @TempDir
    Path folder;

    private ModuleResult wait(long port, Object... more) {
        Map<String, Object> arguments = new HashMap<>(Map.of("port", port, "timeout", 30L));
        for (int i = 0; i < more.length; i += 2) {
            arguments.put((String) more[i], more[i + 1]);
        }
        return new Tasks(folder).apply("wait_for", arguments);
    }

    @Test
    void aServerThatSaysWhatIsAwaited() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> speaks = CompletableFuture.runAsync(() -> {
                try {
                    // The first one that comes is sent away: not yet ready.
                    server.accept().close();
                    try (Socket second = server.accept()) {
                        second.getOutputStream().write("SSH-2.0-x\r\n".getBytes(StandardCharsets.UTF_8));
                        second.getOutputStream().flush();
                        second.getInputStream().read();
                    }
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            ModuleResult result = wait(server.getLocalPort(), "search_regex", "SSH-(?P<the_version>[0-9.]+)");
            assertThat(result.failed()).isFalse();
            assertThat(result.values())
                    .containsEntry("match_groupdict", Map.of("the_version", "2.0"))
                    .containsEntry("match_groups", List.of("2.0"));
            speaks.join();
        }
    }

    @Test
    void drainedOnceTheLastConnectionIsOver() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            int port = server.getLocalPort();
            try (Socket client = new Socket(server.getInetAddress(), port);
                    Socket accepted = server.accept()) {
                assertThat(accepted.isConnected()).isTrue();
                ModuleResult busy = wait(port, "state", "drained", "timeout", 1L);
                assertThat(busy.message()).contains("Timeout when waiting for 127.0.0.1:" + port + " to drain");
                assertThat(wait(port, "state", "drained", "timeout", 1L, "exclude_hosts", List.of("127.0.0.1"))
                                .failed())
                        .isFalse();
            }
            assertThat(wait(port, "state", "drained", "active_connection_states", List.of("ESTABLISHED"))
                            .failed())
                    .isFalse();
        }
    }

    @Test
    void aWrongExpressionAndAWrongStateAreTold() {
        assertThat(wait(1, "search_regex", "(").message())
                .hasValueSatisfying(text -> assertThat(text).startsWith("Invalid regular expression"));
        assertThat(wait(1, "active_connection_states", List.of("ASLEEP")).message())
                .contains("unknown active_connection_state (ASLEEP) defined");
    }
}
