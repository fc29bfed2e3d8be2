// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A folder for one test, and the user that the product runs as in it: the one who runs the tests, or, since PostgreSQL
 * refuses root, the system user {@code centossrv} where that is root. Closing it removes the folder.
 */
public final class Sandbox implements AutoCloseable {
    private static final Path ROOT = Path.of(System.getProperty("centossrv.root"));
    private static final String VERSION = System.getProperty("centossrv.version");
    private static final String USER = "centossrv";

    private final Path folder;

    private Sandbox(Path folder) {
        this.folder = folder;
    }

    /** Makes a new folder below the system's temporary one: its path stays short enough for UNIX sockets. */
    public static Sandbox create() {
        try {
            Path folder = Files.createTempDirectory("csrv-it-");
            if (isRoot()) {
                makeUser();
                check(List.of("chmod", "0755", folder.toString()));
                check(List.of("chown", USER, folder.toString()));
            }
            return new Sandbox(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void makeUser() {
        List<String> exists = List.of("id", USER);
        List<String> make = List.of("useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", USER);
        // Another test may make it at the same time.
        if (run(exists) != 0 && run(make) != 0) {
            check(exists);
        }
    }

    /** Returns the folder. */
    public Path folder() {
        return folder;
    }

    /** Returns the checkout. */
    public static Path checkout() {
        return ROOT;
    }

    /** Returns the version under test. */
    public static String version() {
        return VERSION;
    }

    /** Tells whether the tests run as root. */
    public static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Returns a command line that runs as the product's user. */
    public List<String> asProductUser(List<String> command) {
        if (!isRoot()) {
            return command;
        }
        List<String> wrapped =
                new ArrayList<>(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups", "--"));
        wrapped.addAll(command);
        return wrapped;
    }

    /** Returns the archive of a distribution. */
    public static Path archive(String module, String artifact) {
        return ROOT.resolve("assembly/" + module + "/target/" + artifact + "-" + VERSION + ".tar.gz");
    }

    /** Unpacks a distribution and gives it to the product's user. */
    public Path unpack(String module, String artifact) {
        Path archive = archive(module, artifact);
        Path home = folder.resolve(artifact);
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        check(List.of("tar", "-xzf", archive.toString(), "-C", home.toString(), "--strip-components=1"));
        give(home);
        return home;
    }

    /** Gives a path and all below it to the product's user. */
    public void give(Path path) {
        if (isRoot()) {
            check(List.of("chown", "-R", USER, path.toString()));
        }
    }

    /** Returns a TCP port that is free now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        check(List.of("rm", "-rf", "--one-file-system", folder.toString()));
    }

    /** Runs a command, which must succeed within a minute. */
    static void check(List<String> command) {
        int code = run(command);
        if (code != 0) {
            throw new IllegalStateException("exit " + code + " of " + command);
        }
    }

    private static int run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("60 s were not enough for " + command);
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
