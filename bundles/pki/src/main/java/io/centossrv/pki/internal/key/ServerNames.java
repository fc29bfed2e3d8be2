// SPDX-License-Identifier: Apache-2.0
package io.centossrv.pki.internal.key;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * Under which names and addresses clients reach the server.
 *
 * @param all host names in lower case and addresses as Java writes them
 */
public record ServerNames(SortedSet<String> all) {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*");
    private static final Pattern HOST =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    public ServerNames {
        all = new TreeSet<>(all);
    }

    /** Returns the local names with these; IllegalArgumentException where one is neither a host name nor an address. */
    public static ServerNames withLocal(Collection<String> more) {
        SortedSet<String> names = new TreeSet<>();
        names.add("localhost");
        names.add(normal("127.0.0.1"));
        names.add(normal("::1"));
        more.stream().map(String::strip).filter(name -> !name.isEmpty()).forEach(name -> names.add(normal(name)));
        return new ServerNames(names);
    }

    /** Tells whether a certificate is for all of these names. */
    public boolean coveredBy(X509Certificate certificate) {
        SortedSet<String> covered = new TreeSet<>();
        try {
            if (certificate.getSubjectAlternativeNames() == null) {
                return false;
            }
            certificate.getSubjectAlternativeNames().forEach(entry -> {
                int kind = (Integer) entry.get(0);
                if (kind == DNS_NAME || kind == IP_ADDRESS) {
                    covered.add(normal((String) entry.get(1)));
                }
            });
        } catch (CertificateParsingException e) {
            return false;
        }
        return covered.containsAll(all);
    }

    GeneralName[] general() {
        return all.stream()
                .map(name -> new GeneralName(isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new);
    }

    private static boolean isAddress(String name) {
        return ADDRESS.matcher(name).matches();
    }

    private static String normal(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (isAddress(lower)) {
            try {
                // a literal: nothing is looked up
                return InetAddress.getByName(lower).getHostAddress();
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("not an address: " + name, e);
            }
        }
        if (!HOST.matcher(lower).matches()) {
            throw new IllegalArgumentException("neither a host name nor an address: " + name);
        }
        return lower;
    }
}
