// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.shell;

import io.centossrv.platform.internal.console.Console;
import io.centossrv.platform.security.Caller;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Serves one peer of the shell's socket, line by line, until it hangs up. */
final class ShellConnection {
    private final SocketChannel channel;
    private final Console console;
    private final Caller caller;

    ShellConnection(SocketChannel channel, Console console, Caller caller) {
        this.channel = channel;
        this.console = console;
        this.caller = caller;
    }

    void serve() throws IOException {
        DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
        while (true) {
            byte kind;
            try {
                kind = in.readByte();
            } catch (EOFException e) {
                return;
            }
            String line = Frames.text(in);
            int code =
                    switch (kind) {
                        case Frames.RUN -> run(line, out);
                        case Frames.COMPLETE -> complete(line, out);
                        default -> throw new IOException("not a kind of frame: " + kind);
                    };
            synchronized (out) {
                Frames.write(out, Frames.EXIT, new byte[] {(byte) code}, 0, 1);
            }
        }
    }

    private int run(String line, DataOutputStream out) {
        try (PrintStream data = print(Frames.stream(out, Frames.OUT));
                PrintStream talk = print(Frames.stream(out, Frames.ERR))) {
            return console.run(caller, line, data, talk);
        }
    }

    private int complete(String line, DataOutputStream out) {
        try (PrintStream data = print(Frames.stream(out, Frames.OUT))) {
            console.complete(caller, line).forEach(data::println);
        }
        return 0;
    }

    private static PrintStream print(OutputStream stream) {
        return new PrintStream(new BufferedOutputStream(stream), false, StandardCharsets.UTF_8);
    }
}
