// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.discovery.ssh;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Builds the payload of a message of the SSH transport (RFC 4251, 5). */
final class SshMessage {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    SshMessage(int type) {
        bytes.write(type);
    }

    SshMessage raw(byte[] value) {
        bytes.writeBytes(value);
        return this;
    }

    SshMessage number(int value) {
        return raw(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    SshMessage string(byte[] value) {
        return number(value.length).raw(value);
    }

    SshMessage names(String... names) {
        return string(String.join(",", names).getBytes(StandardCharsets.US_ASCII));
    }

    SshMessage integer(BigInteger value) {
        return string(value.toByteArray());
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
