// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor;

import io.centossrv.playbook.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A node's folders, the key of a control plane, and real executor processes. */
final class ExecutorHarness implements AutoCloseable {
    final UUID node = UUID.randomUUID();
    final Path root;
    String classPath = System.getProperty("java.class.path");
    private final KeyPair keys;
    private final List<Process> started = new ArrayList<>();
    private long counter;

    ExecutorHarness(Path root) throws IOException, GeneralSecurityException {
        this.root = root;
        this.keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        for (String name : List.of("inbox", "journal", "trust")) {
            Files.createDirectories(
                    root.resolve(name),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        }
        Files.writeString(
                root.resolve("trust/plan.key"),
                Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()));
        Files.writeString(root.resolve("trust/node"), node.toString());
    }

    Process start(String... more) throws IOException {
        List<String> command = new ArrayList<>(line());
        command.addAll(List.of(more));
        return launch(command);
    }

    /** Starts one that can write no file above so many blocks of 512 bytes, and waits until it answers. */
    Process startLimited(int blocks) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("sh", "-c", "ulimit -f " + blocks + "; exec \"$@\" 2>/dev/null >/dev/null", "sh"));
        command.addAll(line());
        Process process = launch(command);
        awaitSocket();
        return process;
    }

    void stopAll() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new AssertionError("the executor did not end: pid=" + process.pid());
            }
        }
    }

    private List<String> line() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // As the agent starts it.
                "-Xmx96m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                "io.centossrv.executor.Main",
                "--socket",
                socket().toString(),
                "--inbox",
                root.resolve("inbox").toString(),
                "--journal",
                root.resolve("journal").toString(),
                "--trust",
                root.resolve("trust").toString());
    }

    private Process launch(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(root.resolve("log").toFile()))
                .start();
        started.add(process);
        return process;
    }

    /** Starts one and waits until it answers. */
    Process startReady(String... more) throws IOException {
        Process process = start(more);
        awaitSocket();
        return process;
    }

    private void awaitSocket() {
        await(() -> {
            try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
                return channel.isConnected();
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    Path socket() {
        return root.resolve("s");
    }

    Map<String, Object> plan(UUID job, List<Map<String, Object>> tasks) {
        Map<String, Object> play = Map.of("name", "p", "vars", Map.of(), "tasks", tasks);
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("version", 1L);
        plan.put("node", node.toString());
        plan.put("job", job.toString());
        plan.put("epoch", 1L);
        plan.put("notBefore", Instant.now().minusSeconds(5).toString());
        plan.put("notAfter", Instant.now().plusSeconds(600).toString());
        plan.put("counter", ++counter);
        plan.put("timeoutSeconds", 60L);
        plan.put("check", false);
        plan.put("diff", true);
        plan.put("becomeUsers", List.of());
        plan.put("files", Map.of());
        plan.put("play", Map.of("plays", List.of(play), "files", Map.of()));
        return plan;
    }

    static Map<String, Object> command(String... argv) {
        return Map.of("name", "run", "module", "ansible.builtin.command", "args", Map.of("argv", List.of(argv)));
    }

    void deliver(Map<String, Object> plan, byte[]... files) throws IOException, GeneralSecurityException {
        byte[] bytes = Json.write(plan).getBytes(StandardCharsets.UTF_8);
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(keys.getPrivate());
        signer.update(bytes);
        Path folder = root.resolve("inbox").resolve((String) plan.get("job"));
        Files.createDirectories(folder.resolve("files"));
        Files.write(folder.resolve("plan.json"), bytes);
        Files.write(folder.resolve("signature"), signer.sign());
        for (byte[] file : files) {
            Files.write(folder.resolve("files").resolve(sha256(file)), file);
        }
    }

    static String sha256(byte[] content) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    /** Asks to run a job and returns all lines of the answer, to the end of the connection. */
    List<Map<String, Object>> ask(String verb, UUID job) throws IOException {
        List<Map<String, Object>> lines = new ArrayList<>();
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
            channel.write(ByteBuffer.wrap(
                    (Json.write(Map.of(verb, job.toString())) + "\n").getBytes(StandardCharsets.UTF_8)));
            String all = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            all.lines().forEach(line -> lines.add(Json.readObject(line.getBytes(StandardCharsets.UTF_8))));
        }
        return lines;
    }

    /** Asks in another thread. */
    CompletableFuture<List<Map<String, Object>>> asking(String verb, UUID job) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return ask(verb, job);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> new Thread(task, verb).start());
    }

    Map<String, Object> result(UUID job) throws IOException {
        return Json.readObject(Files.readAllBytes(journal(job).resolve("result.json")));
    }

    List<Map<String, Object>> events(UUID job) throws IOException {
        return Files.readAllLines(journal(job).resolve("events.jsonl")).stream()
                .map(line -> Json.readObject(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    Path journal(UUID job) {
        return root.resolve("journal").resolve(job.toString());
    }

    String log() throws IOException {
        return Files.readString(root.resolve("log"));
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("what was waited for did not come within 20 s");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() throws Exception {
        stopAll();
    }
}
