// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

/** There was no answer: nobody listens, the name is not known, the time was over, the certificate is not trusted. */
final class HttpTrouble extends Exception {
    private static final long serialVersionUID = 1L;

    HttpTrouble(String message) {
        super(message);
    }
}
