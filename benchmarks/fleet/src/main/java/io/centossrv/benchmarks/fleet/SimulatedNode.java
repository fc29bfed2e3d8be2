// SPDX-License-Identifier: Apache-2.0
package io.centossrv.benchmarks.fleet;

import io.centossrv.inventory.message.FactValue;
import io.centossrv.inventory.message.InventoryReport;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * What a simulated node has on it: the same for the same number, and different from all others.
 *
 * @param number from 0
 * @param packages how many
 */
record SimulatedNode(int number, int packages) {
    InventoryReport report(Instant at) {
        Map<String, FactValue> facts = new TreeMap<>();
        facts.put("os.name", new FactValue.Text("CentOS Stream"));
        facts.put("os.major", new FactValue.Whole(7 + number % 4));
        facts.put("kernel.release", new FactValue.Text("5.14.0-" + (400 + number % 60) + ".el9.x86_64"));
        facts.put("memory.total", new FactValue.Whole((4L + number % 60) << 30));
        facts.put("network.hostname", new FactValue.Text("sim-" + number + ".example.com"));
        Random random = new Random(number);
        for (int i = 0; i < packages; i++) {
            facts.put("package.sim-" + i + "-" + Integer.toHexString(i * 7919), new FactValue.Text(version(random)));
        }
        return new InventoryReport(at, facts);
    }

    private static String version(Random random) {
        return random.nextInt(2) + ":" + random.nextInt(12) + "." + random.nextInt(30) + "." + random.nextInt(9) + "-"
                + random.nextInt(80) + ".el9.x86_64";
    }
}
