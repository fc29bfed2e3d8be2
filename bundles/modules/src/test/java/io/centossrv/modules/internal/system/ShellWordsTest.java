// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShellWordsTest {
    @Test
    void asShlexSplits() {
        assertThat(ShellWords.split("echo 'a  b' \"c\\\"d\" e\\ f")).containsExactly("echo", "a  b", "c\"d", "e f");
        assertThat(ShellWords.split("a''b \"\" '' \"x\\y\" 'it'\\''s'")).containsExactly("ab", "", "", "x\\y", "it's");
        assertThat(ShellWords.split(" one\n two\tthree ")).containsExactly("one", "two", "three");
        assertThat(ShellWords.split("")).isEmpty();
    }

    @Test
    void whatIsNotClosed() {
        assertThatThrownBy(() -> ShellWords.split("echo 'a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ShellWords.split("echo a\\")).isInstanceOf(IllegalArgumentException.class);
    }
}
