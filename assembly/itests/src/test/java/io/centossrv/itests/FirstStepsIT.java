// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.itests.harness.Await;
import io.centossrv.itests.harness.Csrv;
import io.centossrv.itests.harness.Estate;
import io.centossrv.itests.harness.KarafProcess;
import io.centossrv.itests.harness.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What a newcomer does first, with the real control plane, the real agent and csrv. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstStepsIT {
    private static final Pattern LOG_LINE = Pattern.compile(" (TRACE|DEBUG|INFO|WARN|ERROR|FATAL) ");
    private static final int MOST_LINES = 15;

    private static Estate estate;
    private static Csrv csrv;

    @BeforeAll
    static void start() {
        estate = Estate.start("node1");
        csrv = new Csrv(estate.sandbox()).login(estate.controlPlane());
    }

    @AfterAll
    static void stop() {
        if (estate != null) {
            estate.close();
        }
    }

    @Test
    @Order(1)
    void everyNodeAnswersAPing() {
        assertThat(csrv.run("ping", "*").expect(0).out()).contains("node1").contains("answered");
    }

    @Test
    @Order(2)
    void aCommandRunsOnTheNodeAsTheProductsUser() {
        assertThat(csrv.run("run", "*", "--", "uname", "-r").expect(0).out())
                .contains(System.getProperty("os.version"));
        String user = Sandbox.isRoot() ? "centossrv" : System.getProperty("user.name");
        assertThat(csrv.run("run", "*", "--", "id", "-un").expect(0).out()).contains(user);
    }

    @Test
    @Order(3)
    void aCommandThatFailsEndsWithTwo() {
        csrv.run("run", "*", "--", "false").expect(2);
    }

    @Test
    @Order(4)
    void noTargetEndsWithThree() {
        csrv.run("run", "nosuchnode", "--", "true").expect(3);
    }

    @Test
    @Order(5)
    void aPlaybookIsPredictedThenAppliedThenUnchanged() throws Exception {
        Path target = estate.sandbox().folder().resolve("declared");
        Path playbook = estate.sandbox().folder().resolve("site.yml");
        Files.writeString(playbook, """
                - name: Declared state
                  hosts: all
                  gather_facts: false
                  tasks:
                    - name: A folder
                      file: {path: %s, state: directory, mode: "0755"}
                    - name: A file
                      copy: {dest: %s/motd, content: "hello\\n", mode: "0644"}
                """.formatted(target, target));

        Csrv.Result check = csrv.run("play", "check", playbook.toString(), "--diff");
        assertThat(check.out()).contains("+hello").contains("changed=2");
        assertThat(target).as("a check changes nothing").doesNotExist();

        assertThat(csrv.run("play", "apply", playbook.toString(), "--yes")
                        .expect(0)
                        .out())
                .contains("changed=2");
        assertThat(target.resolve("motd")).hasContent("hello\n");

        assertThat(csrv.run("play", "apply", playbook.toString(), "--yes")
                        .expect(0)
                        .out())
                .contains("changed=0");
    }

    @Test
    @Order(6)
    void aPlaybookThatIsWrongIsRefusedWithItsPlace() throws Exception {
        Path playbook = estate.sandbox().folder().resolve("wrong.yml");
        Files.writeString(playbook, """
                - hosts: all
                  tasks:
                    - nme: A folder
                      file: {path: /nonexistent, state: directory}
                """);
        Csrv.Result result =
                csrv.run("play", "apply", playbook.toString(), "--yes").expect(65);
        assertThat(result.err()).contains("wrong.yml:3").contains("name");
    }

    @Test
    @Order(7)
    void theFactsOfTheNodeAreThere() {
        assertThat(csrv.run("node", "facts", "node1").expect(0).out())
                .contains("os.name")
                .contains("kernel.release");
    }

    @Test
    @Order(8)
    void theAgentsBundlesComeUpInAnyOrder() {
        KarafProcess agent = estate.agent().karaf();
        List<String> bundles = List.of("agent.jobs", "agent.runtime", "transport", "agent.inventory");
        for (int first = 0; first < bundles.size(); first++) {
            List<String> order = new ArrayList<>(bundles.subList(first, bundles.size()));
            order.addAll(bundles.subList(0, first));
            order.forEach(bundle -> agent.probe("stop io.centossrv." + bundle));
            order.forEach(bundle -> agent.probe("start io.centossrv." + bundle));
            Await.untilTrue(
                    "the node answers and runs, started in the order " + order,
                    Duration.ofSeconds(60),
                    () -> csrv.run("ping", "node1").code() == 0
                            && csrv.run("run", "node1", "--", "true").code() == 0);
        }
        assertThat(agent.log()).doesNotContain("ircular");
    }

    @Test
    @Order(9)
    void aStartIsQuiet() {
        for (KarafProcess process :
                List.of(estate.controlPlane().karaf(), estate.agent().karaf())) {
            process.stop();
            int before = process.log().length();
            process.start();
            Await.untilTrue("online", Duration.ofSeconds(60), this::isOnline);
            List<String> lines = process.log()
                    .substring(before)
                    .lines()
                    .filter(line -> LOG_LINE.matcher(line).find())
                    .toList();
            assertThat(lines).as("what a start says").isNotEmpty().hasSizeLessThanOrEqualTo(MOST_LINES);
            assertThat(lines).as("what a start warns of").allMatch(line -> line.contains(" INFO "));
        }
    }

    private boolean isOnline() {
        return estate.rest().status("/readyz") == 200
                && csrv.run("ping", "node1").code() == 0;
    }
}
