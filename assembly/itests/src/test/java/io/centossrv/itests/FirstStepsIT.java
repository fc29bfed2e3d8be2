// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.itests.harness.Csrv;
import io.centossrv.itests.harness.Estate;
import io.centossrv.itests.harness.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What a newcomer does first, with the real control plane, the real agent and csrv. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstStepsIT {
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
}
