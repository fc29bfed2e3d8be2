// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.cli.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class YamlWriterTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"yes\",\"b\":\"0644\",\"c\":\"1:30\",\"d\":\"null\",\"e\":\"~\",\"f\":\"\",\"g\":\" x \"}",
                "{\"a\":[1,2.5,true,null,\"x\"],\"b\":{},\"c\":[],\"d\":[[1,[2]],[]],\"e\":{\"f\":{\"g\":[{\"h\":1,\"i\":[]}]}}}",
                "{\"a b\":\"- x\",\"y\":\"a: b\",\"#\":\"a #b\",\"m\":\"line\\nline\\n\",\"q\":\"say \\\"hi\\\" \\\\ 'ho'\"}",
                "{\"a\":\"\\u0000\\u001b\\u007f\\u0085\\u202e\\ufeff\",\"b\":\"äöü €\",\"c\":\"2026-11-20\",\"d\":\"1e3\",\"e\":\".5\"}",
                "[{\"a\":[{\"b\":{\"c\":1}},{\"d\":2}]}]",
                "\"plain\"",
                "17"
            })
    void isReadBackAsItWas(String json) throws IOException {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));

        String written = YamlWriter.write(JsonReader.read(json.getBytes(StandardCharsets.UTF_8)));

        Object asYaml = yaml.load(written);
        Object asJson = yaml.load(json);
        assertThat(asYaml).as(written).isEqualTo(asJson);
        assertThat(written).doesNotContain("\u001b", "\u202e");
    }
}
