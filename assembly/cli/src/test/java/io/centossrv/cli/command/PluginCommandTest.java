// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.platform.plugin.PluginAdminService;
import org.junit.jupiter.api.Test;

class PluginCommandTest {
    @Test
    void theLargestArchiveIsThatOfTheControlPlane() {
        assertThat(PluginCommand.LARGEST).isEqualTo(PluginAdminService.LARGEST_ARCHIVE);
    }
}
