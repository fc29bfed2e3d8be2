// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Held against what {@code crypt(3)} of glibc 2.36 gives. */
class ShaCryptTest {
    @ParameterizedTest
    @CsvSource({
        "true, Hello world!, saltstring, 5000, $6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1",
        "true, Hello world!, saltstringsaltst, 10000, $6$rounds=10000$saltstringsaltst$OW1/O6BYHV6BcXZu8QVeXbDWra3Oeqh0sbHbbMCVNSnCM/UrjmM0Dp8vOuZeHBy/YTBmSK6H9qs/y3RnOaw5v.",
        "false, Hello world!, saltstring, 5000, $5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5"
    })
    void isWhatTheSystemMakes(boolean sha512, String password, String salt, int rounds, String expected) {
        assertThat(new ShaCrypt(sha512).crypt(password, salt, rounds)).isEqualTo(expected);
    }
}
