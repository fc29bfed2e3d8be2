// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private static Json read(String text) throws IOException {
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void keepsOrderNumbersAndUnknownFields() throws IOException {
        String text = "{\"b\":1.50,\"a\":12345678901234567890,\"c\":[null,false,{\"d\":\"é\"}]}";

        assertThat(JsonWriter.compact(read(text))).isEqualTo(text);
    }

    @Test
    void isLenientAboutTypes() throws IOException {
        JsonObject object = (JsonObject) read("{\"text\":1,\"number\":\"x\",\"time\":\"noon\",\"none\":null}");

        assertThat(object.text("text")).isEmpty();
        assertThat(object.number("number")).isEmpty();
        assertThat(object.instant("time")).isEmpty();
        assertThat(object.get("none")).isEmpty();
        assertThat(object.object("text").fields()).isEmpty();
        assertThat(object.objects("number")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}{}", "{\"a\":}", "nul", "{'a':1}"})
    void refusesWhatIsNotOneValue(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
    }

    @Test
    void refusesNestingWithoutEnd() {
        assertThatThrownBy(() -> read("[".repeat(10_000))).isInstanceOf(IOException.class);
    }
}
