// SPDX-License-Identifier: Apache-2.0
package io.centossrv.benchmarks.fleet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Simulates agents until its standard input ends.
 *
 * <pre>
 * Main keys NUMBER FILE                                   makes that many, a line each: node, public key, secret key
 * Main run FILE FROM TO ENDPOINT SERVER_KEY FOLDER PACKAGES   runs those of these lines, outboxes below FOLDER
 * </pre>
 */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> words = List.of(arguments);
        switch (words.isEmpty() ? "" : words.get(0)) {
            case "keys" -> AgentKeys.write(Integer.parseInt(words.get(1)), Path.of(words.get(2)));
            case "run" -> run(words);
            default -> throw new IllegalArgumentException("keys or run, not " + words);
        }
    }

    private static void run(List<String> words) throws IOException, InterruptedException {
        int from = Integer.parseInt(words.get(2));
        int to = Integer.parseInt(words.get(3));
        List<AgentKeys> keys = AgentKeys.read(Path.of(words.get(1))).subList(from, to);
        Tally tally = new Tally();
        List<SimulatedAgent> agents = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            agents.add(SimulatedAgent.start(
                    keys.get(i),
                    new SimulatedNode(from + i, Integer.parseInt(words.get(7))),
                    words.get(4),
                    words.get(5),
                    Path.of(words.get(6)),
                    tally));
        }
        Thread printer = new Thread(() -> print(tally), "tally");
        printer.setDaemon(true);
        printer.start();
        while (System.in.read() >= 0) {
            // What is said does not matter: the end of it ends the fleet, also where whoever started it was killed.
        }
        agents.parallelStream().forEach(SimulatedAgent::close);
    }

    private static void print(Tally tally) {
        while (true) {
            System.out.println(tally.line());
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
