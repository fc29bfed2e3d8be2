// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.centossrv.playbook.load.LoadSettings;
import io.centossrv.playbook.model.Loaded;
import io.centossrv.playbook.module.ModuleCatalog;
import io.centossrv.playbook.module.Project;
import io.centossrv.playbook.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryReaderTest {
    private static final String INI = """
            # comment
            lone ansible_connection=local
            [web]
            web[1:3].example:2222 n=5 t="a b" l='[1, 2]'   # why
            [db]
            db-[a:b]
            [prod:children]
            web
            db
            [prod:vars]
            port = 8080
            text='5'
            flag=True
            ansible_group_priority=7
            """;

    private final Map<String, byte[]> files = new TreeMap<>();

    @Test
    void readsIni() {
        file("hosts", INI);

        Inventory inventory = read("hosts");

        assertEquals(
                List.of("lone", "web1.example", "web2.example", "web3.example", "db-a", "db-b"),
                inventory.hosts().stream().map(InventoryHost::name).toList());
        Map<String, Object> vars = inventory.host("web2.example").orElseThrow().vars();
        assertEquals(2222L, vars.get("ansible_port"));
        assertEquals(5L, vars.get("n"));
        assertEquals("a b", vars.get("t"));
        assertEquals(List.of(1L, 2L), vars.get("l"));
        assertEquals("hosts", vars.get("inventory_file"));
        InventoryGroup prod = inventory.group("prod").orElseThrow();
        assertEquals(Map.of("port", 8080L, "text", "5", "flag", true), prod.vars());
        assertEquals(7, prod.priority());
        assertEquals(List.of("web", "db"), prod.children());
        assertEquals(List.of("lone"), inventory.hostsOf("ungrouped"));
        assertEquals("lone", inventory.hostsOf("all").get(0));
        assertEquals(5, inventory.hostsOf("prod").size());
    }

    @Test
    void readsYaml() {
        file("hosts.yml", """
                all:
                  hosts: {h1: , "h[2:3]": {a: 1}}
                  children:
                    web:
                      hosts: h1
                      vars: {v: "{{ x }}"}
                  vars: {everywhere: yes}
                """);

        Inventory inventory = read("hosts.yml");

        assertEquals(List.of("h1", "h2", "h3"), inventory.hostsOf("all"));
        assertEquals(List.of("h2", "h3"), inventory.hostsOf("ungrouped"));
        assertEquals(
                Map.of("everywhere", true), inventory.group("all").orElseThrow().vars());
        assertEquals("{{ x }}", inventory.group("web").orElseThrow().vars().get("v"));
        assertEquals(1L, inventory.host("h3").orElseThrow().vars().get("a"));
    }

    @Test
    void readsFoldersAndListsOfNames() {
        file("inv/a", "[x]\none\n");
        file("inv/b.yml", "x: {hosts: {two: }}\n");
        file("inv/group_vars/x.yml", "v: 1\n");
        file("inv/left.bak", "nonsense [\n");

        assertEquals(List.of("one", "two"), read("inv").hostsOf("x"));
        assertEquals(List.of("a", "b"), read("a,b").hostsOf("all"));
    }

    @Test
    void variablesStandBesideAnInventory() {
        file("inv/group_vars/web.yml", "a: 1\n");
        file("inv/group_vars/db/1.yml", "a: 1\nb: 1\n");
        file("inv/group_vars/db/2.yml", "b: 2\n");
        file("inv/host_vars/h1", "c: \"{{ d }}\"\n");
        FolderVariables variables = new FolderVariables(settings(), "inv");

        assertEquals(Map.of("a", 1L), variables.group("web").value().orElseThrow());
        assertEquals(Map.of("a", 1L, "b", 2L), variables.group("db").value().orElseThrow());
        assertEquals(Map.of("c", "{{ d }}"), variables.host("h1").value().orElseThrow());
        assertEquals(Map.of(), variables.host("../../x").value().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            all                 | lone,web1.example,web2.example,web3.example,db-a,db-b
            web                 | web1.example,web2.example,web3.example
            web:db              | web1.example,web2.example,web3.example,db-a,db-b
            web*:!web3*         | web1.example,web2.example
            !web,prod           | db-a,db-b
            prod:&db            | db-a,db-b
            web[0]              | web1.example
            web[-1]             | web3.example
            web[1:]             | web2.example,web3.example
            web[0:1]            | web1.example,web2.example
            ~[wd].*a$           | db-a
            ~db-[a]             | db-a
            db-?                | db-a,db-b
            db-[!a]             | db-b
            nothing             | ^^
            localhost           | localhost
            lone,db-b           | lone,db-b
            """)
    void selectsByPatterns(String pattern, String expected) {
        file("hosts", INI);

        assertEquals(expected, String.join(",", HostPatterns.select(read("hosts"), List.of(pattern))));
    }

    @Test
    void limitsMayStandInAFile() {
        file("hosts", INI);
        file("only", "web2.example\n\n db-a \n");
        Inventory inventory = read("hosts");

        ProjectInventory hosts = new ProjectInventory(settings(), List.of("hosts"), inventory, List.of("@only:lone"));

        assertEquals(List.of("lone", "web2.example", "db-a"), hosts.select(List.of("all"), hosts.hosts()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ProjectInventory(settings(), List.of("hosts"), inventory, List.of("@nix")));
    }

    @Test
    void refusesWhatIsNoPattern() {
        file("hosts", INI);
        Inventory inventory = read("hosts");
        for (String pattern : List.of("~(", "web[9]", "~" + "x".repeat(2_000))) {
            assertThrows(
                    IllegalArgumentException.class, () -> HostPatterns.select(inventory, List.of(pattern)), pattern);
        }
        assertEquals(List.of("db-a"), HostPatterns.limited(inventory, List.of("lone", "db-a"), List.of("db")));
    }

    @Test
    void mistakesHaveTheirPlace() {
        assertMistake("hosts:2:1: Section [nix:vars] not valid for undefined group", "hosts", "h1\n[nix:vars]\na=1\n");
        assertMistake("includes undefined group: b", "hosts", "[a:children]\nb\n");
        assertMistake("hosts:4:1: Adding group 'a'", "hosts", "[a:children]\nb\n[b:children]\na\n");
        assertMistake("more than 100000", "hosts", "h[1:9][1:99999]\n");
        assertMistake("equal-length", "hosts", "h[01:100]\n");
        assertMistake("quote is not closed", "hosts", "h a='b\n");
        assertMistake("hosts.yml:2:1", "hosts.yml", "a: {b: [\n");
        assertMistake("there is no inventory", "other", "");
    }

    @Test
    void cutAtAnyByteItIsReadOrRefused() {
        byte[] whole = INI.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < whole.length; i++) {
            files.put("hosts", Arrays.copyOf(whole, i));
            Loaded<Inventory> loaded = new InventoryReader(settings()).read(List.of("hosts"));
            assertEquals(loaded.value().isPresent(), loaded.mistakes().isEmpty(), "cut at " + i);
        }
    }

    private void assertMistake(String part, String name, String content) {
        files.clear();
        if (!content.isEmpty()) {
            file(name, content);
        }
        Loaded<Inventory> loaded = new InventoryReader(settings()).read(List.of(name));
        assertTrue(
                loaded.mistakes().stream()
                        .anyMatch(mistake -> mistake.toString().contains(part)),
                () -> loaded.mistakes().toString());
    }

    private void file(String path, String content) {
        files.put(path, content.getBytes(StandardCharsets.UTF_8));
    }

    private Inventory read(String source) {
        Loaded<Inventory> loaded = new InventoryReader(settings()).read(List.of(source));
        assertEquals(List.of(), loaded.mistakes());
        return loaded.value().orElseThrow();
    }

    private LoadSettings settings() {
        return new LoadSettings(
                Project.of(files), new ModuleCatalog(List.of()), Set.of(), Map.of(), Vault.without(), false);
    }
}
