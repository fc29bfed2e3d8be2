// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor;

import io.centossrv.executor.journal.Journal;
import io.centossrv.executor.pause.PauseFile;
import io.centossrv.executor.plan.Inbox;
import io.centossrv.executor.plan.Trust;
import io.centossrv.executor.socket.ExecutorSocket;
import io.centossrv.executor.socket.PeerCheck;
import io.centossrv.playbook.module.ModuleCatalog;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs signed plans. Ends by itself when there was nothing to do for a while. Exit codes: 0, also where another executor
 * serves the socket; 1 where it can't start; 64 for a wrong command line.
 */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int USAGE = 64;

    private Main() {}

    /** Starts the executor; returns when it has ended. */
    public static void main(String[] arguments) {
        ExecutorSettings settings;
        try {
            settings = ExecutorSettings.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            LOG.error("The command line is wrong: {}", e.getMessage());
            System.exit(USAGE);
            return;
        }
        try {
            run(settings);
        } catch (IOException e) {
            LOG.error("The executor can't run.", e);
            System.exit(1);
        }
        System.exit(0);
    }

    private static void run(ExecutorSettings settings) throws IOException {
        Clock clock = Clock.systemUTC();
        PeerCheck peers = new PeerCheck(settings.peerUser());
        Optional<ExecutorSocket> opened = settings.socket().isPresent()
                ? ExecutorSocket.bind(settings.socket().get(), peers)
                : Optional.of(ExecutorSocket.inherited(peers));
        if (opened.isEmpty()) {
            LOG.info(
                    "Another executor serves the socket. socket={}",
                    settings.socket().orElseThrow());
            return;
        }
        try (ExecutorSocket socket = opened.get()) {
            Journal journal = new Journal(settings.journal(), clock);
            journal.recover();
            Executions executions = new Executions(
                    new Inbox(settings.inbox(), new Trust(settings.trust())),
                    journal,
                    new PauseFile(settings.journal(), clock),
                    ModuleCatalog.load(Main.class.getClassLoader()),
                    RunEnvironment.of(System.getenv()),
                    settings.limits(),
                    clock);
            try (Housekeeping housekeeping = new Housekeeping(settings.idle(), executions, socket)) {
                housekeeping.start();
                LOG.info(
                        "The executor is ready. pid={}", ProcessHandle.current().pid());
                socket.serve(executions);
            }
        }
    }
}
