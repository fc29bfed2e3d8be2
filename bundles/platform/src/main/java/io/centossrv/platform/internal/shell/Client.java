// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.shell;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The program behind {@code bin/centossrv-shell}: {@code [--socket PATH] [--complete LINE | COMMAND WORD...]}. Without a command it
 * reads lines from its input. One argument alone is a line that may hold pipes; several are the words of one command.
 * Needs nothing but this class's jar and a JDK.
 */
public final class Client {
    private static final int FAILED = 1;

    private final DataInputStream in;
    private final DataOutputStream out;

    private final PrintStream data;
    private final PrintStream talk;

    private Client(SocketChannel channel, PrintStream data, PrintStream talk) {
        this.data = data;
        this.talk = talk;
        in = new DataInputStream(Channels.newInputStream(channel));
        out = new DataOutputStream(Channels.newOutputStream(channel));
    }

    /** Runs and exits with the command's code; 1 where the control plane can't be reached. */
    public static void main(String... arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream data, PrintStream talk) {
        List<String> rest = arguments;
        Path socket = Path.of(System.getProperty("centossrv.state", "state"), "shell.sock");
        if (rest.size() >= 2 && rest.get(0).equals("--socket")) {
            socket = Path.of(rest.get(1));
            rest = rest.subList(2, rest.size());
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            Client client = new Client(channel, data, talk);
            if (rest.size() == 2 && rest.get(0).equals("--complete")) {
                return client.send(Frames.COMPLETE, rest.get(1));
            }
            return rest.isEmpty() ? client.converse() : client.send(Frames.RUN, line(rest));
        } catch (IOException e) {
            talk.println("error: The control plane does not answer on " + socket + ": " + e.getMessage());
            return FAILED;
        }
    }

    private static String line(List<String> words) {
        if (words.size() == 1) {
            return words.get(0);
        }
        return words.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    @SuppressWarnings("SystemConsoleNull") // the product runs on Java 17 alone, where null means that nobody types
    private int converse() throws IOException {
        boolean people = System.console() != null;
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        int code = 0;
        while (true) {
            if (people) {
                talk.print("centossrv> ");
                talk.flush();
            }
            String line = lines.readLine();
            if (line == null || List.of("exit", "quit", "logout").contains(line.strip())) {
                return code;
            }
            code = send(Frames.RUN, line);
        }
    }

    private int send(byte kind, String line) throws IOException {
        Frames.write(out, kind, line);
        while (true) {
            byte answer = in.readByte();
            byte[] bytes = Frames.read(in);
            switch (answer) {
                case Frames.OUT -> {
                    data.write(bytes);
                    data.flush();
                }
                case Frames.ERR -> {
                    talk.write(bytes);
                    talk.flush();
                }
                case Frames.EXIT -> {
                    return Byte.toUnsignedInt(bytes[0]);
                }
                default -> throw new IOException("not a kind of frame: " + Arrays.toString(new byte[] {answer}));
            }
        }
    }
}
