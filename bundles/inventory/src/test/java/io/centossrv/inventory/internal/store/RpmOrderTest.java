// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.inventory.internal.version.Evr;
import io.centossrv.inventory.internal.version.RpmVercmp;
import io.centossrv.inventory.internal.version.RpmVersion;
import io.centossrv.inventory.internal.version.VersionPairs;
import io.centossrv.persistence.test.EmbeddedDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The order of versions: of rpm, of our keys in Java, and of our keys in PostgreSQL. */
class RpmOrderTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private static final int PAIRS =
            Integer.getInteger("centossrv.pairs", Boolean.getBoolean("centossrv.full") ? 10_000 : 2_000);
    private static final long SEED = Long.getLong("centossrv.seed", System.nanoTime());
    private static final boolean RPM = Files.isExecutable(Path.of("/usr/bin/rpm"));

    @TempDir
    Path folder;

    @Test
    void isTheSameInJavaInSqlAndInRpm() throws Exception {
        VersionPairs random = new VersionPairs(new Random(SEED));
        List<String[]> versions = random.pairs(PAIRS / 2);
        compare(
                versions,
                map(versions, (one, other) -> RpmVercmp.compare(one, other)),
                map(versions, (one, other) -> RpmVersion.compare(one, other)),
                RpmVersion::key);
        List<String[]> packages = random.evrs(PAIRS - PAIRS / 2).stream()
                .map(pair -> new String[] {pair[0].toString(), pair[1].toString()})
                .toList();
        compare(
                packages,
                map(packages, (one, other) -> evr(one).compareWith(evr(other))),
                map(
                        packages,
                        (one, other) -> Arrays.compareUnsigned(
                                evr(one).lowest(), evr(other).lowest())),
                text -> evr(text).lowest());
        System.out.printf(
                "evr: %d pairs in the same order in %s, seed %d%n",
                PAIRS, RPM ? "rpm, Java and SQL" : "Java and SQL; there is no rpm here", SEED);
    }

    private void compare(List<String[]> pairs, List<Integer> expected, List<Integer> java, Function<String, byte[]> key)
            throws Exception {
        assertSame("Java", pairs, java, expected);
        assertSame("SQL", pairs, sql(pairs, key), expected);
        if (RPM) {
            assertSame("rpm", pairs, rpm(pairs), expected);
        }
    }

    private static void assertSame(String who, List<String[]> pairs, List<Integer> actual, List<Integer> expected) {
        assertThat(actual).as(who).hasSameSizeAs(pairs);
        for (int i = 0; i < pairs.size(); i++) {
            assertThat(actual.get(i))
                    .as("%s: '%s' to '%s', seed %d", who, pairs.get(i)[0], pairs.get(i)[1], SEED)
                    .isEqualTo(expected.get(i));
        }
    }

    private static List<Integer> map(List<String[]> pairs, ToIntBiFunction<String, String> order) {
        return pairs.stream()
                .map(pair -> Integer.signum(order.applyAsInt(pair[0], pair[1])))
                .toList();
    }

    private static Evr evr(String text) {
        return Evr.parse(text).orElseThrow();
    }

    private static List<Integer> sql(List<String[]> pairs, Function<String, byte[]> key) {
        byte[][] ones = pairs.stream().map(pair -> key.apply(pair[0])).toArray(byte[][]::new);
        byte[][] others = pairs.stream().map(pair -> key.apply(pair[1])).toArray(byte[][]::new);
        return new InventoryFixture(EMBEDDED)
                .database()
                .read(transaction -> Sql.query(
                        transaction,
                        row -> row.getInt(1),
                        "select case when a < b then -1 when a > b then 1 else 0 end"
                                + " from unnest(?::bytea[], ?::bytea[]) with ordinality as p (a, b, i) order by i",
                        ones,
                        others));
    }

    /** One process of rpm compares them all, read from a file by its own Lua. */
    private List<Integer> rpm(List<String[]> pairs) throws IOException, InterruptedException {
        Path input = folder.resolve("pairs");
        List<String> lines = pairs.stream().map(pair -> pair[0] + "|" + pair[1]).toList();
        Files.write(input, lines, StandardCharsets.US_ASCII);
        Path output = folder.resolve("orders");
        String script = "local t = {} for line in io.lines('" + input + "') do local a, b = line:match('^(.*)|(.*)$')"
                + " t[#t + 1] = rpm.vercmp(a, b) end print(table.concat(t, ' '))";
        Process process = new ProcessBuilder("/usr/bin/rpm", "--eval", "%{lua:" + script + "}")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String printed = Files.readString(output).strip();
        assertThat(printed).matches("[-01 ]+");
        return Stream.of(printed.split(" ")).map(Integer::parseInt).toList();
    }
}
