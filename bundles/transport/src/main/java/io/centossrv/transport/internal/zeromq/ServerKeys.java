// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.zeromq;

/**
 * The bus's pair of keys.
 *
 * @param publicKey Z85
 * @param secretKey Z85
 */
public record ServerKeys(String publicKey, String secretKey) {
    @Override
    public String toString() {
        return "ServerKeys[publicKey=" + publicKey + "]";
    }
}
