// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.playbook.Mistake;
import io.centossrv.playbook.Position;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class YamlReaderTest {
    private final List<Mistake> mistakes = new ArrayList<>();

    private Optional<Value> read(String text) {
        return new YamlReader("f.yml", mistakes).read(text.getBytes(StandardCharsets.UTF_8));
    }

    private void assertMistake(String code, int line, int column) {
        assertThat(mistakes).hasSize(1);
        assertThat(mistakes.get(0).code()).isEqualTo(code);
        assertThat(mistakes.get(0).position()).isEqualTo(new Position("f.yml", line, column));
    }

    @Test
    void eachValueKnowsItsPlace() {
        Value.Mapping map = (Value.Mapping) read("a: 1\nb:\n  - x\n  -   yes\n").orElseThrow();
        Value.Entry b = map.entry("b").orElseThrow();
        assertThat(b.at()).isEqualTo(new Position("f.yml", 2, 1));
        assertThat(((Value.Sequence) b.value()).items().get(1).position()).isEqualTo(new Position("f.yml", 4, 7));
        assertThat(map.plain()).isEqualTo(Map.of("a", 1L, "b", List.of("x", true)));
    }

    @Test
    void quotedScalarsAreTexts() {
        assertThat(read("['yes', \"0644\", !!str 12, ! 5, !unsafe '{{ x }}']")
                        .orElseThrow()
                        .plain())
                .isEqualTo(List.<Object>of("yes", "0644", "12", 5L, "{{ x }}"));
        assertThat(mistakes).isEmpty();
    }

    @Test
    void mergeKeys() {
        String text = "base: &b {x: 1, y: 2}\nother: &o {y: 9, z: 3}\nall:\n  <<: [*b, *o]\n  x: 5\n";
        Map<?, ?> plain = (Map<?, ?>) read(text).orElseThrow().plain();
        assertThat(plain.get("all")).isEqualTo(Map.of("x", 5L, "y", 2L, "z", 3L));
    }

    @Test
    void duplicateKey() {
        assertThat(read("a: 1\nb: 2\na: 3\n")).isPresent();
        assertMistake("duplicate-key", 3, 1);
    }

    @Test
    void tab() {
        assertThat(read("a:\n\t- b\n")).isEmpty();
        assertMistake("yaml", 2, 1);
        assertThat(mistakes.get(0).message()).contains("tab");
    }

    @Test
    void notClosed() {
        assertThat(read("a: [1, 2\n")).isEmpty();
        assertMistake("yaml", 2, 1);
    }

    @Test
    void secondDocument() {
        assertThat(read("---\na: 1\n---\nb: 2\n")).isEmpty();
        assertMistake("yaml", 3, 1);
        assertThat(mistakes.get(0).message()).contains("one document");
    }

    @Test
    void valueThatContainsItself() {
        read("a: &x\n  - *x\n");
        assertMistake("cycle", 1, 4);
    }

    @Test
    void aliasesThatExplode() {
        StringBuilder text = new StringBuilder("l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 6; i++) {
            text.append('l').append(i).append(": &l").append(i).append(" [");
            text.append(("*l" + (i - 1) + ", ").repeat(8)).append("]\n");
        }
        read(text.toString());
        assertThat(mistakes).isNotEmpty().allMatch(mistake -> mistake.code().equals("too-large"));
    }

    @Test
    void tooDeep() {
        assertThat(read("[".repeat(100_000))).isEmpty();
        assertThat(mistakes.get(0).code()).isIn("too-large", "yaml");
    }

    @Test
    void noUtf8() {
        assertThat(new YamlReader("f.yml", mistakes).read(new byte[] {'a', (byte) 0xe9}))
                .isEmpty();
        assertMistake("encoding", 0, 0);
    }

    @Test
    void characterThatYamlForbids() {
        assertThat(read("a: 1\nb: \u0007x\n")).isEmpty();
        assertMistake("yaml", 2, 4);
    }

    @Test
    void vaultAndOtherTags() {
        read("a: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\nb: !ruby/object {}\n");
        assertThat(mistakes).extracting(Mistake::code).containsExactly("unsupported", "unsupported");
    }

    @Test
    void windowsLineEndsAndByteOrderMark() {
        assertThat(read("\ufeffa: 1\r\nb: x\r\n").orElseThrow().plain()).isEqualTo(Map.of("a", 1L, "b", "x"));
    }
}
