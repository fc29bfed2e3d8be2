// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The proxies that the environment names: {@code http_proxy}, {@code https_proxy}, {@code no_proxy}. */
final class Proxies extends ProxySelector {
    private final Map<String, String> environment;

    Proxies(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Returns the proxy's own URL; empty for a direct way. */
    Optional<URI> proxy(URI target) {
        String scheme = String.valueOf(target.getScheme()).toLowerCase(Locale.ROOT);
        return variable(scheme + "_proxy")
                .filter(text -> !bypassed(target))
                .map(text -> URI.create(text.contains("://") ? text : "http://" + text))
                .filter(uri -> uri.getHost() != null);
    }

    private boolean bypassed(URI target) {
        String host = String.valueOf(target.getHost()).toLowerCase(Locale.ROOT);
        for (String entry :
                variable("no_proxy").orElse("").toLowerCase(Locale.ROOT).split(",")) {
            String name = entry.strip();
            String suffix = name.startsWith("*.") ? name.substring(1) : name;
            boolean inside = host.endsWith(suffix.startsWith(".") ? suffix : "." + suffix);
            String withPort = host + ":" + target.getPort();
            if (!name.isEmpty() && (name.equals("*") || host.equals(suffix) || withPort.equals(suffix) || inside)) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.getOrDefault(name, environment.get(name.toUpperCase(Locale.ROOT))))
                .filter(text -> !text.isBlank());
    }

    @Override
    public List<Proxy> select(URI target) {
        return List.of(proxy(target)
                .map(uri -> new Proxy(
                        Proxy.Type.HTTP, new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort())))
                .orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI target, SocketAddress proxy, IOException reason) {
        // The request itself fails with this reason.
    }
}
