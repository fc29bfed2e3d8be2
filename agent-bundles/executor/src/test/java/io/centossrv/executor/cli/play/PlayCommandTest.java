// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.cli.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlayCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** The output is that of ansible-playbook 2.14 for the same files, byte for byte. */
    @Test
    void tellsWhatHappensAsAnsibleDoes() throws IOException {
        file("inventory", "h1 ansible_connection=local\n");
        file("site.yml", """
                - name: P
                  hosts: all
                  gather_facts: false
                  tasks:
                    - name: B
                      block:
                        - debug: {msg: one}
                        - fail: {msg: boom}
                      rescue:
                        - debug: {msg: rescued}
                    - debug: {msg: "{{ item }}"}
                      loop: [[1, a], b]
                    - debug: {msg: never}
                      when: false
                """);

        assertEquals(0, play("site.yml", "-i", "inventory"), err::toString);
        assertEquals("""

                PLAY [P] ***********************************************************************

                TASK [debug] *******************************************************************
                ok: [h1] => {
                    "msg": "one"
                }

                TASK [fail] ********************************************************************
                fatal: [h1]: FAILED! => {"changed": false, "msg": "boom"}

                TASK [debug] *******************************************************************
                ok: [h1] => {
                    "msg": "rescued"
                }

                TASK [debug] *******************************************************************
                ok: [h1] => (item=[1, 'a']) => {
                    "msg": [
                        1,
                        "a"
                    ]
                }
                ok: [h1] => (item=b) => {
                    "msg": "b"
                }

                TASK [debug] *******************************************************************
                skipping: [h1]

                PLAY RECAP *********************************************************************
                h1                         : ok=3    changed=0    unreachable=0    failed=0    skipped=1    rescued=1    ignored=0  \s

                """, out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void checkPredictsAndChangesNothing() throws IOException {
        Path made = folder.resolve("made");
        file("site.yml", """
                - hosts: localhost
                  gather_facts: false
                  tasks:
                    - copy: {content: "x\\n", dest: "%s"}
                """.formatted(made));

        assertEquals(0, play("site.yml", "--check", "--diff"), err::toString);
        assertTrue(text().contains("+x"), text());
        assertTrue(text().contains("changed=1"), text());
        assertFalse(Files.exists(made));
        assertEquals(10, play("site.yml", "--detailed-exitcode"));
        assertEquals("x\n", Files.readString(made));
        assertEquals(0, play("site.yml", "--detailed-exitcode"));
    }

    @Test
    void variablesTagsRolesAndVaultsAreRead() throws IOException {
        file("secret", "secret1\n");
        file("vars.yml", """
                $ANSIBLE_VAULT;1.1;AES256
                63333732313565383464386263326534626334653232383761623039323663356163383138316132
                6364626337303333333139623139646365356666646433380a333163363538653238633630646663
                32613537646334636139313635663961623431396235363166393930333935383535343965643436
                6462633064313065620a623436383637323734343336353033373737646566396666353861616530
                3537
                """);
        file("roles/r/tasks/main.yml", "- debug: {msg: 'role {{ who }} {{ answer }}'}\n  tags: shown\n");
        file("site.yml", """
                - hosts: localhost
                  gather_facts: false
                  vars_files: [vars.yml]
                  roles: [r]
                  tasks:
                    - debug: {msg: "{{ lookup('unvault', 'vars.yml') }}"}
                      tags: shown
                    - debug: {msg: left out}
                """);

        int code = play("site.yml", "-e", "who=me", "--vault-id", "dev@secret", "--tags", "shown");

        assertEquals(0, code, err::toString);
        assertTrue(text().contains("\"msg\": \"role me 42\""), text());
        assertTrue(text().contains("\"msg\": \"answer: 42"), text());
        assertFalse(text().contains("left out"), text());
    }

    @Test
    void failuresHaveTheirExitCodes() throws IOException {
        file("site.yml", "- hosts: localhost\n  gather_facts: false\n  tasks:\n    - fail:\n");
        assertEquals(2, play("site.yml"));

        file("site.yml", "- hosts: localhost\n  tasks:\n    - debgu: {msg: x}\n    - copy: {dest: /x}\n");
        out.reset();
        assertEquals(65, play("site.yml"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("site.yml:3:7: "), err::toString);
        assertEquals("", text());
        assertThrows(IllegalArgumentException.class, () -> play());
        assertThrows(IllegalArgumentException.class, () -> play("site.yml", "--nonsense"));
    }

    @Test
    void nothingBeginsThatIsMeantForAnotherMachine() throws IOException {
        file("inventory", "other.example\nhere ansible_connection=local\n");
        file("site.yml", "- hosts: all\n  gather_facts: false\n  tasks:\n    - debug: {msg: ran}\n");

        assertEquals(3, play("site.yml", "-i", "inventory"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("other.example: not this machine"), err::toString);
        assertEquals("", text());
        assertEquals(0, play("site.yml", "-i", "inventory", "--limit", "here"), err::toString);
        assertTrue(text().contains("ok: [here]"), text());

        file("site.yml", "- hosts: '{{ w }}'\n  gather_facts: false\n  tasks:\n    - debug: {msg: ran}\n");
        out.reset();
        assertEquals(65, play("site.yml", "-i", "inventory", "-e", "w=other.example"));
        assertFalse(text().contains("ran"), text());
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private void file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private int play(String... words) throws IOException {
        PlayCommand command = new PlayCommand(
                folder,
                Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"),
                Clock.systemUTC(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return command.run(List.of(words));
    }
}
