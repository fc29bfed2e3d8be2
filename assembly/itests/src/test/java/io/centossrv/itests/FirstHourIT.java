// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.hosts.BootHosts;
import io.centossrv.hosts.Host;
import io.centossrv.hosts.Init;
import io.centossrv.hosts.TestHosts;
import io.centossrv.itests.harness.AgentPackage;
import io.centossrv.itests.harness.Csrv;
import io.centossrv.itests.harness.GuidePage;
import io.centossrv.itests.harness.GuidePage.Step;
import io.centossrv.itests.harness.HostedEstate;
import io.centossrv.itests.harness.Sandbox;
import io.centossrv.itests.harness.Sizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The guide's first hour, typed on booted hosts that had neither Java nor an agent; what it shows is what is printed. Ten
 * hosts at full size, else the first three, and the page without what is about the others.
 */
@BootHosts(2)
class FirstHourIT {
    private static final Path PAGE = Sandbox.checkout().resolve("docs/guide/first-hour.md");
    private static final int ALL = 10;
    private static final int SIZE = Sizes.of("first-hour.hosts", 3, ALL);
    /** Who logs in without being root. */
    private static final List<Integer> WITH_SUDO = List.of(1, 4, 5);

    /** An acceptance that comes too early is refused, and looks no further. */
    private static final Pattern LOOKS = Pattern.compile("csrv (ping|node list|node accept) ?");

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern REDIRECT = Pattern.compile("^(.*) <(\\S+)$");

    private static HostedEstate estate;
    private static Csrv csrv;
    private static List<Host> hosts;
    private static Map<String, String> files;

    @BeforeAll
    static void start(TestHosts booted) throws IOException {
        hosts = new ArrayList<>(booted.hosts());
        hosts.addAll(booted.more(1, Init.SYSV));
        if (SIZE > hosts.size()) {
            hosts.addAll(booted.more(SIZE - hosts.size()));
        }
        estate = HostedEstate.start(booted);
        estate.watch(hosts);
        csrv = estate.csrv();
        for (int number : WITH_SUDO) {
            if (number <= SIZE) {
                addOperator(hosts.get(number - 1));
            }
        }
        hosts.get(1)
                .exec("mount", "-t", "tmpfs", "-o", "noexec,mode=1777", "tmpfs", "/tmp")
                .orFail();
        if (SIZE == ALL) {
            estate.packages().offer(hosts.get(ALL - 1), AgentPackage.built());
        }
        Path password = estate.folder().resolve("sudo-password");
        Files.writeString(password, "Sesame, open!\n");
        files = Map.of(
                "centossrv-agent.rpm",
                AgentPackage.built().toString(),
                "known_hosts",
                estate.folder().resolve("known_hosts").toString(),
                "operator.key",
                booted.sshKey().toString(),
                "h10.token",
                estate.folder().resolve("h10.token").toString(),
                "sudo-password",
                password.toString());
    }

    private static void addOperator(Host host) {
        host.shell(
                        "useradd -m ops && echo 'ops:Sesame, open!' | chpasswd && echo 'ops ALL=(ALL) ALL' >/etc/sudoers.d/ops"
                                + " && install -d -m 700 -o ops -g ops /home/ops/.ssh"
                                + " && install -m 600 -o ops -g ops /root/.ssh/authorized_keys /home/ops/.ssh/")
                .orFail();
    }

    @AfterAll
    static void stop() {
        if (estate != null) {
            estate.close();
        }
    }

    @Test
    void thePageShowsWhatIsPrinted() throws IOException {
        for (Host host : hosts) {
            assertThat(host.shell("command -v java").code())
                    .as("java on " + host.name())
                    .isNotZero();
        }
        long began = System.nanoTime();
        List<String> transcript = new ArrayList<>();
        Map<String, List<String>> wrong = new LinkedHashMap<>();
        for (Step step : GuidePage.steps(PAGE)) {
            if (!concernsUs(step)) {
                continue;
            }
            List<String> expected = masked(
                    step.output().stream().filter(FirstHourIT::isAboutBooted).toList());
            long typedAt = System.nanoTime();
            String printed = typed(step, expected);
            long took = Duration.ofNanos(System.nanoTime() - typedAt).toMillis();
            transcript.add("> " + step.line() + " [" + took + " ms]\n" + printed);
            List<String> actual = masked(printed.lines().toList());
            if (!expected.equals(actual)) {
                wrong.put(step.line(), actual);
            }
        }
        Files.writeString(Path.of("target/first-hour.txt"), String.join("\n", transcript));
        System.out.println("first-hour: " + SIZE + " hosts, from none to none, in "
                + Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s");
        assertThat(wrong)
                .as(String.join("\n", transcript) + "\n" + (wrong.isEmpty() ? "" : estate.logs()))
                .isEmpty();
        for (Host host : hosts) {
            assertThat(host.shell(
                                    "find / -xdev '(' -name '*centossrv*' -o -nouser ')' ! -path '/proc/*' ! -path '/root/*'")
                            .stdout()
                            .lines())
                    .as("left on " + host.name())
                    .allMatch(path -> path.startsWith("/var/log/") || path.startsWith("/opt/agent-repository"));
            assertThat(host.shell(
                                    "cat /var/log/auth.log /var/log/secure 2>/dev/null; journalctl --no-pager -q 2>/dev/null")
                            .stdout())
                    .doesNotContain("Sesame");
        }
    }

    /** What only looks is typed again until it shows what the page shows, as a person would a few seconds later. */
    private static String typed(Step step, List<String> expected) {
        boolean looks = LOOKS.matcher(step.line()).lookingAt();
        long end = System.nanoTime() + PATIENCE.toNanos();
        String printed = type(step);
        while (looks && !masked(printed.lines().toList()).equals(expected) && System.nanoTime() < end) {
            printed = type(step);
        }
        return printed;
    }

    private static String type(Step step) {
        if (step.host().isPresent()) {
            Host host = hosts.get(Integer.parseInt(step.host().get().substring(1)) - 1);
            String line = step.line()
                    .replace("https://control:8443", estate.controlPlane().url());
            files.forEach((name, path) -> copyIfNamed(host, line, name, path));
            return named(host.exec(Duration.ofMinutes(2), "sh", "-c", "cd /root && " + line + " 2>&1")
                    .stdout());
        }
        var redirect = REDIRECT.matcher(step.line());
        boolean fromFile = redirect.matches();
        String line = fromFile ? redirect.group(1) : step.line();
        Path input = Path.of(fromFile ? files.get(redirect.group(2)) : "/dev/null");
        Csrv.Result result = csrv.runWith(input, words(line));
        return named(result.out() + result.err()) + (result.code() == 0 ? "" : "(exit code " + result.code() + ")\n");
    }

    private static void copyIfNamed(Host host, String line, String name, String path) {
        if (Arrays.asList(line.split(" ")).contains(name)) {
            host.copy(Path.of(path), "/root/" + name);
        }
    }

    /** The words after {@code csrv}, with our files and addresses for theirs, and without hosts that are not booted. */
    private static String[] words(String line) {
        List<String> words = new ArrayList<>();
        for (String word : line.split(" ")) {
            if ((words.isEmpty() && word.equals("csrv")) || !isAboutBooted(word)) {
                continue;
            }
            String bare = word.replaceAll("^'|'$", "");
            String known = files.getOrDefault(bare, bare)
                    .replace("https://control:8443", estate.controlPlane().url());
            boolean bySsh = line.contains(" bootstrap ") || line.contains(" uninstall ");
            words.add(bySsh ? known.replaceFirst("^((?:ops@|root@)?)h(\\d+)$", "$110.99.0.<$2>") : known);
        }
        return words.stream()
                .map(word -> {
                    var address = Pattern.compile("<(\\d+)>").matcher(word);
                    return address.find() ? address.replaceFirst("" + (10 + Integer.parseInt(address.group(1)))) : word;
                })
                .toArray(String[]::new);
    }

    /** Gives hosts their names back. */
    private static String named(String printed) {
        String known = printed;
        for (Map.Entry<String, String> file : files.entrySet()) {
            known = known.replace(file.getValue(), file.getKey());
        }
        return Pattern.compile("10\\.99\\.0\\.(\\d+)")
                .matcher(known)
                .replaceAll(found -> {
                    int number = Integer.parseInt(found.group(1)) - 10;
                    return number > 0 ? "h" + number : found.group();
                })
                .replace(estate.controlPlane().url(), "https://control:8443");
    }

    private static boolean concernsUs(Step step) {
        if (step.host().filter(host -> !isAboutBooted(host)).isPresent()) {
            return false;
        }
        boolean namesHosts = IntStream.rangeClosed(1, ALL).anyMatch(n -> names(step.line(), n));
        return !namesHosts || IntStream.rangeClosed(1, SIZE).anyMatch(n -> names(step.line(), n));
    }

    private static boolean isAboutBooted(String text) {
        return IntStream.rangeClosed(SIZE + 1, ALL).noneMatch(n -> names(text, n));
    }

    private static boolean names(String text, int number) {
        return Pattern.compile("\\bh" + number + "\\b").matcher(text).find();
    }

    /** Without what differs from run to run; lines of several hosts come in any order. */
    private static List<String> masked(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "ID")
                        .replaceAll("SHA256:[A-Za-z0-9+/]{43}", "KEY")
                        .replaceAll("\\d{4}-\\d\\d-\\d\\d[T ][0-9:.]+(Z| ?[+-]\\d\\d:?\\d\\d)?( \\([^)]*\\))?", "TIME")
                        .replaceAll("\\b(just now|now|in \\d+ \\w+|\\d+ \\w+ ago)\\b", "TIME")
                        .replaceAll("\\b\\d+ ms\\b", "TIME")
                        .replaceAll("\\d+ MB", "SIZE")
                        .replaceAll("SSH-2.0-OpenSSH\\S+( Debian-\\S+)?", "SSH")
                        .replaceAll("\\b\\d+ answered\\b", "ALL answered")
                        .replaceAll("glibc [0-9.]+", "glibc VERSION")
                        .replaceAll("\\s+", " ")
                        .strip())
                .filter(line -> !line.isEmpty())
                .sorted()
                .toList();
    }
}
