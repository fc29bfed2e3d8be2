// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

import static io.centossrv.playbook.module.ArgumentType.BOOL;
import static io.centossrv.playbook.module.ArgumentType.DICT;
import static io.centossrv.playbook.module.ArgumentType.INT;
import static io.centossrv.playbook.module.ArgumentType.LIST;
import static io.centossrv.playbook.module.ArgumentType.PATH;
import static io.centossrv.playbook.module.ArgumentType.STR;

import io.centossrv.playbook.module.ArgumentOption;
import java.util.List;

/** The options that all modules which ask servers share. */
final class UrlOptions {
    private UrlOptions() {}

    static List<ArgumentOption> all(long timeout, List<String> user, List<String> password) {
        return List.of(
                ArgumentOption.of("force", BOOL).orElse(false),
                ArgumentOption.of("http_agent", STR).orElse("ansible-httpget"),
                ArgumentOption.of("use_proxy", BOOL).orElse(true),
                ArgumentOption.of("validate_certs", BOOL).orElse(true),
                ArgumentOption.of("url_username", STR).or(user.toArray(new String[0])),
                ArgumentOption.of("url_password", STR).or(password.toArray(new String[0])),
                ArgumentOption.of("force_basic_auth", BOOL).orElse(false),
                ArgumentOption.of("client_cert", PATH),
                ArgumentOption.of("client_key", PATH),
                ArgumentOption.of("use_gssapi", BOOL).later(),
                ArgumentOption.of("timeout", INT).orElse(timeout),
                ArgumentOption.of("headers", DICT),
                ArgumentOption.of("unredirected_headers", LIST).of(STR),
                ArgumentOption.of("decompress", BOOL).orElse(true),
                ArgumentOption.of("ciphers", LIST).of(STR).later(),
                ArgumentOption.of("use_netrc", BOOL).orElse(true));
    }
}
