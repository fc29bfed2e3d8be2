// SPDX-License-Identifier: Apache-2.0
package com.example.hello.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class HelloFactsTest {
    @Test
    void collectsTexts() {
        HelloFacts facts = new HelloFacts();
        assertThat(facts.namespace()).isEqualTo("hello");
        assertThat(facts.collect())
                .containsEntry("greeting", "Hello from the node!")
                .containsEntry("zone", ZoneId.systemDefault().getId());
    }
}
